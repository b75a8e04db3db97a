"""French full text: words as they are searched, queries that cannot break, hits in a text.

Accents, ligatures, elision and inflection make no difference: words are folded, then stemmed.
Whoever fills a search index puts :func:`stem_text` in; whoever asks it, :func:`query`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

# Not decomposed by Unicode, and lost or kept apart by SQLite's own tokenizer.
_LETTERS = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ı": "i", "’": "'", "‘": "'", "ʼ": "'", "＇": "'", "`": "'", "´": "'",
        # Arabic: letters that are written one for another, and the tatweel, which is no letter.
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": "",
    }
)  # fmt: skip
_ELISION = re.compile(
    r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|dell|all|nell|dall|sull|un)'"
    r"(?=\w)"
)
# Accents and other marks that Unicode sets upon a letter, and the soft hyphen.
_COMBINING = (code for code in range(0x300, 0x20000) if unicodedata.combining(chr(code)))
# By translation: six times as fast as a regular expression.
_WITHOUT_MARKS = dict.fromkeys((0xAD, *_COMBINING))
_WORD = re.compile(r"[^\W_]+")
# In a text as written, marks and soft hyphens stand inside a word.
_WRITTEN_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u00ad])+")

_stemmer = snowballstemmer.stemmer("french")
# The stemmer takes "étranger" for a verb and "étrangers" for a noun, and leaves them apart.
_ER_OF_NOUNS = re.compile(r"(?<=\w{4}er)(?:s|es?)$")
_MAX_WORD = 60
_MAX_PIECE = 80


def fold(text: str) -> str:
    """Small letters without accents, ligatures or elided words: ``L’Œuvre`` is ``oeuvre``."""
    return _ELISION.sub(" ", bare(text))


def bare(text: str) -> str:
    """Small letters without accents or ligatures, typographic apostrophes made plain."""
    lower = text.lower()
    if lower.isascii():
        return lower.replace("`", "'")
    decomposed = unicodedata.normalize("NFKD", lower.translate(_LETTERS))
    without = decomposed.translate(_WITHOUT_MARKS)
    if without.isascii():
        return without.replace("`", "'")
    return unicodedata.normalize("NFC", without).translate(_LETTERS)


@lru_cache(maxsize=200_000)
def stem_word(word: str) -> str:
    """The stem of a folded word: ``registres`` and ``registre`` have one."""
    return str(_stemmer.stemWord(_ER_OF_NOUNS.sub("", word[:_MAX_WORD]))).rstrip("'")


def stem_text(text: str) -> str:
    """The words of a text as an index holds them, with a space between."""
    # Found in pieces between blanks, which are the same over and over; a piece without end is not.
    return " ".join(
        filter(None, [_stems(it) if len(it) < _MAX_PIECE else stem_rare(it) for it in text.split()])
    )


def stem_rare(text: str) -> str:
    """The same of a text that hardly comes again, such as a reference code: not kept in memory."""
    return " ".join(map(stem_word, _WORD.findall(fold(text))))


_stems = lru_cache(maxsize=200_000)(stem_rare)


# What a person may type: "a phrase", word*, -word.
_ASKED = re.compile(r'(?P<minus>(?<!\S)[-−])?(?:["«“](?P<phrase>[^"»”]*)(?:["»”]|$)|(?P<word>\S+))')
_MAX_TERMS = 32
_MAX_RUN = 8


Also = Mapping[str, Sequence[str]]
"""Words, stemmed, to other words that are looked for too."""


def query(text: str, also: Also | None = None) -> str:
    """A MATCH expression of FTS5 from whatever a person types; empty where there is no word.

    Of an index that holds stems: see :func:`query_as_written`.

    ``"…"`` asks for a phrase, ``*`` at the end of a word for any ending, ``-`` before a word
    leaves out records with it. All words must be there. Nothing typed is a syntax error.
    ``also``: for runs of words (see :func:`runs`), what may stand in their place.
    """
    return _expression(_terms(text, _stemmed), also)


def query_as_written(text: str) -> str:
    """The same, of an index that holds words as they are written, not their stems."""
    return _expression(_terms(text, _unstemmed))


def _expression(terms: Iterable[tuple[bool, str]], also: Also | None = None) -> str:
    wanted: list[str] = []
    refused: list[str] = []
    for minus, term in terms:
        (refused if minus else wanted).append(term)
    if not wanted:
        return ""
    expression = " AND ".join(_with_others(wanted, also) if also else wanted)
    for term in refused:
        expression = f"({expression}) NOT {term}"
    return expression


def runs(text: str) -> list[str]:
    """The words of a query, stemmed, and each few that stand together: what may be a synonym."""
    terms = [term for minus, term in _terms(text, _stemmed) if not minus]
    return [
        run
        for start in range(len(terms))
        for end in range(start + 1, min(len(terms), start + _MAX_RUN) + 1)
        if (run := _run(terms[start:end]))
    ]


def _run(terms: list[str]) -> str:
    """Terms as one run of stems; empty where one of them is a beginning of a word."""
    return "" if any(it.startswith("(") for it in terms) else " ".join(it[1:-1] for it in terms)


def _with_others(terms: list[str], also: Also) -> Iterator[str]:
    """The terms, the longest runs that have other words with these as an alternative."""
    start = 0
    while start < len(terms):
        end = min(len(terms), start + _MAX_RUN)
        while end > start and not also.get(_run(terms[start:end])):
            end -= 1
        if end == start:
            yield terms[start]
            start += 1
            continue
        others = " OR ".join(f'"{stem_text(it)}"' for it in also[_run(terms[start:end])])
        yield f"(({' AND '.join(terms[start:end])}) OR {others})"
        start = end


def _terms(text: str, said: Callable[[str, bool], Iterable[str]]) -> Iterator[tuple[bool, str]]:
    """The terms of a query as FTS5 strings, and whether each is refused.

    ``said`` makes them of a word or phrase as typed, and of whether it only begins there.
    """
    for match in list(_ASKED.finditer(text))[:_MAX_TERMS]:
        phrase, word = match["phrase"], match["word"]
        piece = word if phrase is None else phrase
        for term in said(piece, phrase is None and word.endswith("*")):
            yield bool(match["minus"]), term


def _stemmed(piece: str, begins: bool) -> Iterator[str]:
    if begins:
        words = _WORD.findall(fold(piece))
        yield from (f'"{stem_word(word)}"' for word in words[:-1])
        # What is typed may be longer than the stem that the index holds.
        yield from (f'("{word[:_MAX_WORD]}"* OR "{stem_word(word)}")' for word in words[-1:])
    # 14-18 or Saint-Denis: words that belong together.
    elif stems := stem_text(piece):
        yield f'"{stems}"'


def _unstemmed(piece: str, begins: bool) -> Iterator[str]:
    written = bare(piece)
    # Within Côte-d'Or the elided word is a word of the text, which has it too.
    if elided := _ELISION.match(written):
        written = written[elided.end() :]
    if words := _WORD.findall(written):
        yield f'"{" ".join(words)}"{"*" if begins else ""}'


class Term(NamedTuple):
    """A term of a query: the stems of a word or phrase, or how a word begins (``regist*``)."""

    stems: tuple[str, ...]
    beginning: str = ""


def wanted_terms(asked: str) -> list[Term]:
    """What a query wants to be there, term by term."""
    terms: list[Term] = []
    for minus, term in _terms(asked, _stemmed):
        if not minus and term.startswith("("):
            beginning, stem = re.findall(r'"([^"]*)"', term)
            terms.append(Term((stem,), beginning))
        elif not minus:
            terms.append(Term(tuple(term[1:-1].split())))
    return terms


def highlight(text: str, asked: str, around: int | None = None) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is a word that the query asks for.

    With ``around``, only a window of about so many characters that holds the most hits. Pieces
    are of the text as written: escaping is for whoever shows them.
    """
    hits = _hits(text, asked)
    start, end = _window(text, hits, around)
    pieces: list[tuple[str, bool]] = []
    at = start
    for hit_start, hit_end in hits:
        if hit_start < start or hit_end > end:
            continue
        pieces.append((text[at:hit_start], False))
        pieces.append((text[hit_start:hit_end], True))
        at = hit_end
    pieces.append((text[at:end], False))
    shown = [piece for piece in pieces if piece[0]]
    if start > 0:
        shown.insert(0, ("… ", False))
    if end < len(text):
        shown.append((" …", False))
    return shown


def _hits(text: str, asked: str) -> list[tuple[int, int]]:
    """Where the words of a query stand in a text."""
    stems, beginnings = _asked_words(asked)
    if not stems and not beginnings:
        return []
    return [
        match.span()
        for match in _WRITTEN_WORD.finditer(text)
        if _is_asked(match.group(), stems, beginnings)
    ]


def _is_asked(written: str, stems: frozenset[str], beginnings: tuple[str, ...]) -> bool:
    return any(
        stem_word(word) in stems or (beginnings and word.startswith(beginnings))
        for word in _WORD.findall(bare(written))
    )


@lru_cache(maxsize=256)
def _asked_words(asked: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Stems, and beginnings of words (``regist*``), that a query asks for."""
    terms = wanted_terms(asked)
    stems = frozenset(stem for term in terms for stem in term.stems)
    return stems, tuple(term.beginning for term in terms if term.beginning)


def _window(text: str, hits: list[tuple[int, int]], around: int | None) -> tuple[int, int]:
    """The part of a text to show: from a little before the hit with the most others after it."""
    if around is None or len(text) <= around:
        return 0, len(text)
    best, most = 0, 0
    for index, (start, _) in enumerate(hits):
        inside = sum(1 for _, end in hits[index : index + 50] if end <= start + around * 3 // 4)
        if inside > most:
            best, most = start, inside
    start = _word_boundary(text, max(0, best - around // 4))
    return start, _word_end(text, min(len(text), start + around))


def _word_boundary(text: str, at: int) -> int:
    """The beginning of the next word, near enough."""
    if at == 0:
        return 0
    space = text.find(" ", at, at + 30)
    return at if space < 0 else space + 1


def _word_end(text: str, at: int) -> int:
    """The end of the last whole word, near enough."""
    if at == len(text):
        return at
    space = text.rfind(" ", max(0, at - 30), at)
    return at if space < 0 else space
