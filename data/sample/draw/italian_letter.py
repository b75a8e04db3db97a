"""7 J 2/2: a letter in Italian from a mason of the Tuileries to his mother, 1926."""

from __future__ import annotations

from noise import rng
from paper import BLUE_BLACK, CREAM, Leaf, scanned
from PIL import Image
from writing import hand

SIZE = (980, 1400)
_FIRST = """
              Valmont, 3 novembre 1926

Carissima madre,
     vengo con queste poche righe a darvi
mie notizie, che sono buone, e così spero
di voi e di tutta la famiglia.
     Qui il lavoro non manca. Siamo in
ventotto a costruire le case nuove per gli
operai, tra il canale e la fornace. Le
baraque sono fredde, ma a Natale, dicono,
avremo ogni famiglia la sua cucina e un
pezzo di giardino.
     La Rosa cuce camicie per la signora
Aubriet e impara il francese la sera, alla
scuola. Il piccolo Battista ha messo due
denti. Dice già « bonjour » al gatto.
"""
_SECOND = """
     Domenica è venuta la banda da Besanzone
e abbiamo ballato in piazza fino a tardi ;
anche il direttore ha ballato !
     Vi mando con questa cento lire. Con
il resto comprate le scarpe a Nino e
pagate il mulino. Non vendete la vacca.
     Se Tonio vuole venire in primavera,
che mi scriva prima : ci vuole il contratto
visto dal console, e quattro fotografie.
     Baci a tutti, e a voi, madre cara,
un abbraccio dal vostro figlio che non
vi dimentica,

                    Domenico

P.S. La neve è già sul monte, come da noi.
"""


def pages() -> list[Image.Image]:
    """Both sides of the sheet, each showing through on the other."""
    return [_page(1, _FIRST, _SECOND), _page(2, _SECOND, _FIRST)]


def _page(number: int, text: str, other: str) -> Image.Image:
    chance = rng(f"italian letter {number}")
    leaf = Leaf(SIZE, chance, CREAM)
    _squared(leaf)
    leaf.foxing(25)
    leaf.fold(0.5)
    leaf.fold(0.5, upright=True)
    leaf.show_through(_written(leaf, other), 0.13)
    leaf.ink(_written(leaf, text), BLUE_BLACK, wear=0.4)
    if number == 2:
        leaf.water_stain((0.2, 0.85), 120, 0.9)
    return scanned(leaf, skew=float(chance.normal(0, 0.8)))


def _squared(leaf: Leaf) -> None:
    """Squared paper of a school exercise book."""
    mask, draw = leaf.mask()
    for x in range(20, SIZE[0], 30):
        draw.line((x, 0, x, SIZE[1]), fill=70)
    for y in range(20, SIZE[1], 30):
        draw.line((0, y, SIZE[0], y), fill=70)
    leaf.ink(mask, (120, 130, 190), wear=0.3, spread=0.4)
    mask, draw = leaf.mask()
    draw.line((110, 0, 110, SIZE[1]), fill=140, width=2)
    leaf.ink(mask, (200, 90, 110), wear=0.3)


def _written(leaf: Leaf, text: str) -> Image.Image:
    mask, _ = leaf.mask()
    chance = rng(text[:40])
    slope = 0.5
    for number, line in enumerate(text.strip("\n").split("\n")):
        indent = 13 * (len(line) - len(line.lstrip()))
        x = 140 + indent + float(chance.normal(0, 5))
        hand(mask, (x, 96 + number * 76), line.strip(), chance, name="letter", size=44, slope=slope)
    return mask
