"""What click itself says (help, wrong use, questions), in the reader's language.

click asks gettext's default domain for its words. Owns that domain while a command runs; the
French words are in ``texts/click/fr/LC_MESSAGES/messages.po``.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files

_DOMAIN = "messages"  # click's: it calls gettext without naming one


@contextmanager
def click_speaks(language: str) -> Iterator[None]:
    """While inside, click speaks a language."""
    before, folder = os.environ.get("LANGUAGE"), gettext.bindtextdomain(_DOMAIN)
    with as_file(files("archivekit.texts") / "click") as ours:
        gettext.bindtextdomain(_DOMAIN, str(ours))
        # gettext's own variable, which goes before LC_ALL: the choice was made in ``texts``.
        os.environ["LANGUAGE"] = language
        try:
            yield
        finally:
            gettext.bindtextdomain(_DOMAIN, folder)
            os.environ.pop("LANGUAGE")
            if before is not None:
                os.environ["LANGUAGE"] = before
