"""7 J 2/3: the plan of the workers' estate, inked and washed in colour, 1925."""

from __future__ import annotations

import numpy as np
from fonts import font
from noise import rng
from paper import BLACK, IVORY, RED, Colour, Leaf, scanned
from PIL import Image, ImageDraw
from writing import centred, hand

SIZE = (1640, 1180)
_WATER: Colour = (128, 172, 190)
_GREEN: Colour = (166, 186, 120)
_BRICK: Colour = (204, 122, 98)
_ROAD: Colour = (222, 196, 150)
_TURN = 0.105  # the estate lies along the canal


def page() -> Image.Image:
    """The plan, folded as plans are."""
    chance = rng("plan")
    leaf = Leaf(SIZE, chance, IVORY)
    leaf.foxing(110)
    _washes(leaf)
    leaf.ink(_lines(leaf), BLACK, wear=0.2, spread=0.5)
    leaf.ink(_names(leaf), BLACK, wear=0.2, spread=0.5)
    for at in (0.25, 0.5, 0.75):
        leaf.fold(at, upright=True)
    leaf.fold(0.5)
    leaf.water_stain((1.0, 0.02), 240, 1.0)
    mask, _ = leaf.mask()
    hand(mask, (770, 800), "à couvrir !", chance, name="quick", size=46, slope=4)
    leaf.ink(mask, RED, wear=0.4)
    return scanned(leaf, skew=-0.35, background=60)


def _at(x: float, y: float) -> tuple[float, float]:
    """A point of the ground on the paper."""
    return x * np.cos(_TURN) + y * np.sin(_TURN), 150 + y * np.cos(_TURN) - x * np.sin(_TURN)


def _plot(x: float, y: float, width: float, height: float) -> list[tuple[float, float]]:
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return [_at(*corner) for corner in corners]


def _houses() -> list[tuple[float, float]]:
    """Where the double houses stand: four rows of seven, two left out for the square."""
    places = [(250 + column * 152, 380 + row * 132) for row in range(4) for column in range(7)]
    square = {(250 + 3 * 152, 380 + row * 132) for row in (1, 2)}
    return [place for place in places if place not in square]


def _river(offset: float) -> list[tuple[float, float]]:
    return [_at(x, 236 + offset + 20 * np.sin(x / 210) + 9 * np.sin(x / 67))
            for x in range(-60, 1760, 20)]  # fmt: skip


def _washes(leaf: Leaf) -> None:
    for colour, strength, shapes in (
        (_GREEN, 150, [_plot(x, y, 140, 96) for x, y in _houses()] + [_plot(1352, 400, 160, 330)]),
        (_WATER, 190, [_river(-66) + _river(8)[::-1], _plot(-40, 918, 1900, 58)]),
        (_ROAD, 140, [_plot(180, 340, 1130, 26), _plot(180, 600, 1130, 26),
                      _plot(180, 872, 1130, 26),
                      _plot(168, 270, 26, 660), _plot(1310, 270, 30, 660)]),
        (_BRICK, 200, [_plot(x + 44, y + 26, 52, 44) for x, y in _houses()]
         + [_plot(720, 540, 100, 50), _plot(728, 650, 84, 34)]),
    ):  # fmt: skip
        mask, draw = leaf.mask()
        for shape in shapes:
            draw.polygon(shape, fill=strength)
        _inside_the_frame(draw)
        leaf.ink(mask, colour, wear=0.32, spread=1.8)


def _inside_the_frame(draw: ImageDraw.ImageDraw) -> None:
    for box in ((0, 0, SIZE[0], 41), (0, SIZE[1] - 41, *SIZE), (0, 0, 41, SIZE[1]),
                (SIZE[0] - 41, 0, *SIZE)):  # fmt: skip
        draw.rectangle(box, fill=0)


def _lines(leaf: Leaf) -> Image.Image:
    mask, draw = leaf.mask()
    for bank in (-66, 8):
        draw.line([p for p in _river(bank) if 42 < p[0] < 1598], fill=220, width=2)
    for bank in (918, 976):
        draw.line((_inside(bank, 42), _inside(bank, 1598)), fill=230, width=2)
    for x, y in _houses():
        draw.polygon(_plot(x, y, 140, 96), outline=180)
        draw.polygon(_plot(x + 44, y + 26, 52, 44), outline=240, width=2)
        draw.line((_at(x + 70, y), _at(x + 70, y + 96)), fill=150)
    for shape in (_plot(720, 540, 100, 50), _plot(728, 650, 84, 34), _plot(1352, 400, 160, 330)):
        draw.polygon(shape, outline=240, width=2)
    _trees(draw)
    _inside_the_frame(draw)
    draw.rectangle((30, 30, SIZE[0] - 30, SIZE[1] - 30), outline=230, width=4)
    draw.rectangle((40, 40, SIZE[0] - 40, SIZE[1] - 40), outline=200, width=1)
    _north(draw)
    _scale(draw)
    return mask


def _inside(y: float, paper_x: float) -> tuple[float, float]:
    """The point of a line of the ground that falls on a column of the paper."""
    return _at(float((paper_x - y * np.sin(_TURN)) / np.cos(_TURN)), y)


def _trees(draw: ImageDraw.ImageDraw) -> None:
    for number in range(25):
        x, y = _at(60 + number * 58, 902)
        draw.ellipse((x - 9, y - 9, x + 9, y + 9), outline=190)
        draw.line((x, y, x + 6, y + 6), fill=150)
    for number in range(8):
        x, y = _at(712 + number * 17, 612)
        draw.ellipse((x - 6, y - 6, x + 6, y + 6), outline=190)


def _north(draw: ImageDraw.ImageDraw) -> None:
    x, y = 1520, 150
    draw.ellipse((x - 46, y - 46, x + 46, y + 46), outline=220, width=2)
    draw.polygon([(x, y - 66), (x - 12, y), (x, y - 8)], fill=230)
    draw.polygon([(x, y - 66), (x + 12, y), (x, y - 8)], outline=230)
    draw.line((x, y, x, y + 58), fill=220, width=2)
    centred(draw, x, y - 104, "N", font("print-bold", 32))


def _scale(draw: ImageDraw.ImageDraw) -> None:
    for number in range(5):
        box = (90 + number * 70, 1116, 160 + number * 70, 1126)
        draw.rectangle(box, fill=230 if number % 2 == 0 else 0, outline=230)
        centred(draw, 90 + number * 70, 1088, str(number * 20), font("print", 20))
    draw.text((450, 1088), "100 m", font=font("print", 20), fill=230, anchor="ma")


def _names(leaf: Leaf) -> Image.Image:
    mask, draw = leaf.mask()
    draw.text((78, 66), "CITÉ OUVRIÈRE DES TUILERIES", font=font("print-bold", 42), fill=240)
    draw.text((78, 122), "Manufacture d'horlogerie P. Perrenod & Cie — Valmont-sur-Doubs",
              font=font("print-italic", 28), fill=240)  # fmt: skip
    draw.text((78, 162), "Projet de 52 logements avec jardins.   Échelle 1/1000",
              font=font("print", 25), fill=240)  # fmt: skip
    draw.text((700, 1104), "Dressé par l'architecte soussigné, le 2 novembre 1925.  A. Vuillequez.",
              font=font("print-italic", 25), fill=240)  # fmt: skip
    for (x, y), name, size in (
        ((560, 190), "LE  DOUBS", 36), ((800, 930), "CANAL  du  RHÔNE  au  RHIN", 30),
        ((300, 342), "Rue projetée", 20), ((960, 602), "Rue du Lavoir", 20),
        ((380, 874), "Chemin du Four à chaux", 20),
    ):  # fmt: skip
        _along(mask, _at(x, y), name, size)
    for (x, y), name in (
        ((770, 556), "École"), ((770, 657), "Lavoir"),
        ((1432, 540), "Ancienne"), ((1432, 572), "tuilerie"),
    ):  # fmt: skip
        centred(draw, *_at(x, y - 12), name, font("print-italic", 23))
    for number, house in enumerate(_houses(), start=1):
        centred(draw, *_at(house[0] + 20, house[1] + 68), str(number), font("print", 17))
    return mask


def _along(mask: Image.Image, at: tuple[float, float], name: str, size: int) -> None:
    """A name written along the streets."""
    scrap = Image.new("L", (900, 400))
    ImageDraw.Draw(scrap).text((10, 200), name, font=font("print-italic", size), fill=240)
    turned = scrap.rotate(np.degrees(_TURN), Image.Resampling.BICUBIC, center=(10, 200))
    mask.paste(255, (round(at[0]) - 10, round(at[1]) - 200), turned)
