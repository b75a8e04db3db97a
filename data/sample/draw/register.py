"""7 J 1/1: the register of foreigners, 1893-1896: its cover and ruled pages."""

from __future__ import annotations

import datetime as dt

import numpy as np
from fonts import font
from noise import Rng, rng
from paper import BLACK, BLUE_PENCIL, BUFF, CREAM, IRON_GALL, RED, VIOLET, Leaf, scanned
from people import invent
from PIL import Image
from writing import centred, hand, pressed, round_stamp

SIZE = (1500, 1080)
_TOP, _BOTTOM, _LEFT, _RIGHT = 176, 1030, 52, 1456
_ROWS = 15
_COLUMNS = [
    (66, "N°", "d'ordre"), (118, "DATE DE LA", "déclaration"), (310, "NOM ET PRÉNOMS", ""),
    (216, "LIEU ET ANNÉE", "de naissance"), (136, "NATIONALITÉ", ""), (160, "PROFESSION", ""),
    (226, "DOMICILE", ""), (172, "OBSERVATIONS", ""),
]  # fmt: skip
_OPENED = dt.date(1893, 9, 4)
_MONTHS = ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.",
           "nov.", "déc."]  # fmt: skip
_REMARKS = ["parti le 3 mai 95", "vu l'acte", "marié", "renouvelé", "parti sans avis", "3 enfants",
            "vu passeport", "naturalisé 1896"]  # fmt: skip


def cover() -> Image.Image:
    """The cardboard cover with its label."""
    chance = rng("register cover")
    leaf = Leaf((1080, 1400), chance, (112, 92, 74))
    leaf.foxing(500)
    spine, draw = leaf.mask()
    draw.rectangle((0, 0, 120, 1400), fill=210)
    leaf.ink(spine, (84, 50, 40), wear=0.5, spread=1)
    scuffs, draw = leaf.mask()
    for _ in range(120):
        x, y = chance.uniform(0, 1, 2) * leaf.size
        draw.line((x, y, x + chance.normal(0, 40), y + chance.normal(0, 14)), fill=90)
    leaf.ink(scuffs, (60, 48, 40), spread=0.8)
    picture = leaf.picture()
    picture.paste(_label(chance), (250, 300))
    return _on_glass(picture, chance)


def _label(chance: Rng) -> Image.Image:
    label = Leaf((640, 400), chance, CREAM)
    label.foxing(60)
    label.water_stain((0.9, 0.9), 150, 0.8)
    mask, draw = label.mask()
    draw.rectangle((22, 22, 618, 378), outline=230, width=4)
    draw.rectangle((32, 32, 608, 368), outline=200, width=1)
    centred(draw, 320, 54, "VILLE DE VALMONT-SUR-DOUBS", font("print-bold", 34))
    centred(draw, 320, 108, "POLICE DES ÉTRANGERS", font("print", 25))
    label.ink(mask, BLACK)
    mask, _ = label.mask()
    hand(mask, (120, 172), "Registre d'immatriculation", chance, size=50, weight=1)
    hand(mask, (150, 232), "(Loi du 8 août 1893)", chance, size=38, weight=1)
    hand(mask, (210, 296), "1893 - 1896", chance, size=50, weight=1)
    label.ink(mask, IRON_GALL)
    mask, _ = label.mask()
    hand(mask, (490, 322), "7 J 1/1", chance, name="letter", size=30)
    label.ink(mask, BLUE_PENCIL)
    return label.picture()


def _on_glass(picture: Image.Image, chance: Rng) -> Image.Image:
    holder = Leaf(picture.size, chance)
    holder.show(picture)
    return scanned(holder, skew=-0.6)


def page(number: int) -> Image.Image:
    """A ruled page, ``number`` from 2."""
    chance = rng(f"register page {number}")
    leaf = Leaf(SIZE, chance, BUFF if number % 3 == 0 else CREAM)
    _age(leaf, number)
    leaf.ink(_ruling(leaf), (92, 104, 128), wear=0.35, spread=0.5)
    leaf.ink(_headings(leaf), BLACK, wear=0.2)
    written = _entries(leaf, number)
    leaf.ink(written, IRON_GALL, wear=0.15, spread=0.5)
    leaf.ink(written, IRON_GALL, wear=0.6, spread=0.7)
    leaf.show_through(written, 0.07)
    _marks(leaf, number)
    return scanned(leaf, skew=float(chance.normal(0, 0.5)))


def _age(leaf: Leaf, number: int) -> None:
    leaf.foxing(90 + 25 * number)
    side = 0.02 if number % 2 else 0.98
    leaf.water_stain((side, 0.96), 250 + 12 * number, 1.1)
    if number == 4:
        leaf.ring((0.79, 0.3), 88)
    gutter = np.exp(-np.abs(np.arange(SIZE[0]) - (0 if number % 2 else SIZE[0])) / 60)
    shade = Image.fromarray((np.ones((SIZE[1], 1)) * gutter * 120).astype(np.uint8))
    leaf.ink(shade, (96, 80, 62), wear=0.0, spread=3)


def _ruling(leaf: Leaf) -> Image.Image:
    mask, draw = leaf.mask()
    for row in range(_ROWS + 1):
        y = _TOP + row * (_BOTTOM - _TOP) / _ROWS
        draw.line((_LEFT, y, _RIGHT, y), fill=150, width=1)
    for y, width in ((_TOP - 66, 3), (_TOP, 3), (_BOTTOM, 2)):
        draw.line((_LEFT, y, _RIGHT, y), fill=225, width=width)
    x = _LEFT
    for width, _, _ in _COLUMNS:
        draw.line((x, _TOP - 66, x, _BOTTOM), fill=210, width=2)
        x += width
    draw.line((_RIGHT, _TOP - 66, _RIGHT, _BOTTOM), fill=210, width=2)
    return mask


def _headings(leaf: Leaf) -> Image.Image:
    mask, draw = leaf.mask()
    centred(draw, SIZE[0] / 2, 46, "REGISTRE D'IMMATRICULATION DES ÉTRANGERS",
            font("print-bold", 32))  # fmt: skip
    x = float(_LEFT)
    for width, first, second in _COLUMNS:
        middle, top = x + width / 2, _TOP - (56 if second else 43)
        centred(draw, middle, top, first, font("narrow-bold", 17))
        centred(draw, middle, top + 24, second, font("print-italic", 19))
        x += width
    return mask


def _entries(leaf: Leaf, number: int) -> Image.Image:
    mask, _ = leaf.mask()
    chance = leaf.chance
    day = (number - 2) * 134.0
    last = 9 if number == 10 else _ROWS
    for row in range(last):
        person = invent(chance)
        day += float(chance.exponential(8.6))
        order = (number - 2) * _ROWS + row + 1
        cells = [str(order), _date(day), person.name, person.birth, person.nationality,
                 person.trade, person.home,
                 str(chance.choice(_REMARKS)) if chance.random() < 0.3 else ""]  # fmt: skip
        _row(mask, chance, row, cells)
    return mask


def _date(days: float) -> str:
    date = _OPENED + dt.timedelta(days=days)
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year % 100}"


def _row(mask: Image.Image, chance: Rng, row: int, cells: list[str]) -> None:
    y = _TOP + (row + 0.33) * (_BOTTOM - _TOP) / _ROWS
    x = float(_LEFT)
    for index, (cell, (width, _, _)) in enumerate(zip(cells, _COLUMNS, strict=True)):
        face, size = ("quick", 25) if index == len(cells) - 1 else ("clerk", 35)
        while size > 22 and font(face, size).getlength(cell) * 1.03 > width - 14:
            size -= 1
        hand(mask, (x + 9, y - size * 0.42), cell, chance, name=face, size=size, weight=0,
             slope=float(chance.normal(0.2, 0.25)))  # fmt: skip
        x += width


def _marks(leaf: Leaf, number: int) -> None:
    mask, _ = leaf.mask()
    hand(mask, (1392, 40), f"{number - 1}", leaf.chance, name="letter", size=40)
    leaf.ink(mask, RED if number % 2 else BLUE_PENCIL, wear=0.5)
    if number in (2, 10):
        mask, _ = leaf.mask()
        stamp = round_stamp("MAIRIE DE VALMONT · DOUBS · ", "POLICE")
        pressed(mask, stamp, (1240, 820), 12)
        leaf.ink(mask, VIOLET, wear=0.6)
    if number == 10:
        _closing(leaf)


def _closing(leaf: Leaf) -> None:
    mask, draw = leaf.mask()
    y = _TOP + 10 * (_BOTTOM - _TOP) / _ROWS
    draw.line((_LEFT + 30, y - 20, _RIGHT - 40, y - 12), fill=190, width=2)
    lines = ["Arrêté le présent registre à cent vingt-neuf déclarations.",
             "Valmont-sur-Doubs, le 31 décembre 1896.", "Le Maire,"]  # fmt: skip
    for number, line in enumerate(lines):
        hand(mask, (260 + 90 * number, y + 22 + 62 * number), line, leaf.chance, size=44)
    hand(mask, (820, y + 170), "A. Perrenod-Dargis", leaf.chance, name="quick", size=64)
    leaf.ink(mask, IRON_GALL, wear=0.4)
