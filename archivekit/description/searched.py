"""What a record is found by in the catalogue: all its words that a person wrote."""

from __future__ import annotations

from archivekit.description.record import Description
from archivekit.description.words import bare

# Letters of cp1252 that SQLite's tokenizer does not make plain by itself, as `bare` does.
_NOT_PLAIN = "ŒœÆæØøÐðÞþßªº¹²³¼½¾™\xad".encode("cp1252")


def words_of(it: Description) -> str:
    """The words of a record as the catalogue's index takes them."""
    title = it.title
    said = [it.code, title, it.date_text, it.access_text, it.birth_text, it.death_text]
    if " " in it.code:
        said.append(it.code.replace(" ", ""))
    # The title term begins with the title.
    said += [text for values in it.terms.values() for text, _ in values if text != title]
    if it.internal_notes:
        said.append(it.internal_notes)
    if it.unknown:
        said += it.unknown.values()
    return as_written("\n".join(said))


def as_written(text: str) -> str:
    """A text for an index of words without stems: what SQLite cannot fold by itself is folded.

    Its tokenizer takes away capitals, accents and apostrophes. By far most texts are left as they
    are, and told from the others in a hundredth of the time of :func:`bare`.
    """
    if text.isascii():
        return text
    try:
        written = text.encode("latin-1")  # the quickest, and enough for most
    except UnicodeEncodeError:
        try:
            written = text.encode("cp1252")
        except UnicodeEncodeError:
            return bare(text)
    return text if len(written.translate(None, _NOT_PLAIN)) == len(written) else bare(text)
