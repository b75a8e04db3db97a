"""The file that no row of the sheet knows: a telephone's picture of the archive box."""

from __future__ import annotations

import numpy as np
from fonts import font
from noise import clouds, distance_to, rng
from PIL import Image, ImageDraw, ImageFilter

SIZE = (1200, 900)


def photograph() -> Image.Image:
    """The box on its shelf."""
    chance = rng("box")
    picture = Image.new("RGB", SIZE, (96, 92, 88))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 742, 1200, 790), fill=(126, 124, 120))
    draw.rectangle((0, 790, 1200, 900), fill=(52, 50, 48))
    for left, width, shade in ((-60, 300, 178), (250, 330, 196), (592, 330, 190), (934, 330, 172)):
        colour = (shade, int(shade * 0.9), int(shade * 0.74))
        draw.rectangle((left, 120, left + width, 742), fill=colour)
        draw.ellipse((left + width / 2 - 34, 560, left + width / 2 + 34, 628), fill=(60, 52, 44))
        draw.rectangle((left + 50, 210, left + width - 50, 430), fill=(236, 234, 226))
    for left, lines in ((300, ("AMV", "7 J", "1 – 2")), (642, ("AMV", "7 J", "vide"))):
        for number, line in enumerate(lines):
            draw.text((left + 115, 226 + number * 66), line, font=font("sans-bold", 50),
                      fill=(40, 40, 46), anchor="ma")  # fmt: skip
    soft = picture.filter(ImageFilter.GaussianBlur(1.6))
    tones = np.asarray(soft, np.float32) + 5 * clouds(chance, SIZE, {2: 0.8, 60: 1.0})[:, :, None]
    light = 1.12 - 0.62 * (distance_to((470, 380), SIZE) / 900)
    return Image.fromarray(np.clip(tones * light[:, :, None], 0, 255).astype(np.uint8))
