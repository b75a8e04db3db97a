"""Frames of MPEG audio, layer III (MP3), told from what else stands among them.

Tags of several kinds (APE, Lyrics3, and others that nobody remembers) lie between and behind the
frames of an MP3, and hold words that are nobody's but the archive's. Only whole frames are sound.
"""

from __future__ import annotations

# Kilobits a second by the number that a header has for them: of MPEG 1, of MPEG 2 and 2.5.
_BITRATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES_1 = (44_100, 48_000, 32_000)
_VERSION_1, _VERSION_2, _VERSION_2_5 = 3, 2, 0


def frame_length(head: bytes) -> int | None:
    """The bytes of the frame with this header (ISO/IEC 11172-3, 2.4.1.3); None: it is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, bitrate, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version not in (_VERSION_1, _VERSION_2, _VERSION_2_5) or bitrate in (0, 15) or rate == 3:
        return None
    padding = head[2] >> 1 & 1
    if version == _VERSION_1:
        return 144_000 * _BITRATES_1[bitrate] // _RATES_1[rate] + padding
    rate_2 = _RATES_1[rate] // (2 if version == _VERSION_2 else 4)
    return 72_000 * _BITRATES_2[bitrate] // rate_2 + padding
