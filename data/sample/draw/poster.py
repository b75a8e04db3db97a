"""7 J 1/2: the poster of October 1893 that tells foreigners to register."""

from __future__ import annotations

from fonts import font
from noise import rng
from paper import BLACK, IRON_GALL, VIOLET, WHITE, Leaf, scanned
from PIL import Image, ImageDraw
from writing import centred, hand, pressed, printed, round_stamp

SIZE = (1180, 1740)
_ARTICLES = [
    (
        "Art. 1er. — Tout étranger non admis à domicile, arrivant dans la commune pour y exercer "
        "une profession, un commerce ou une industrie, devra faire à la Mairie une déclaration de "
        "résidence en justifiant de son identité, dans les huit jours de son arrivée."
    ),
    (
        "Art. 2. — Il sera tenu à cet effet un registre d'immatriculation des étrangers. Un "
        "extrait de ce registre sera délivré au déclarant. En cas de changement de commune, "
        "l'étranger fera viser son certificat dans les deux jours de son arrivée."
    ),
    (
        "Art. 3. — Les étrangers qui résident actuellement à Valmont-sur-Doubs se présenteront au "
        "bureau de police, porte de gauche, tous les jours de neuf heures à midi, avant le "
        "1er décembre prochain."
    ),
    (
        "Art. 4. — Toute personne qui emploiera sciemment un étranger non muni du certificat "
        "d'immatriculation sera passible des peines de simple police."
    ),
]


def page() -> Image.Image:
    """The poster, folded in eight for ninety years."""
    chance = rng("poster")
    leaf = Leaf(SIZE, chance, WHITE)
    leaf.foxing(160)
    leaf.ink(_print(leaf), BLACK, wear=0.34, spread=0.7)
    for at in (0.26, 0.5, 0.755):
        leaf.fold(at)
    leaf.fold(0.497, upright=True)
    leaf.water_stain((0.03, 0.5), 190, 1.2)
    leaf.water_stain((0.97, 0.5), 170, 0.9)
    _marks(leaf)
    return scanned(leaf, skew=0.45, margin=34, background=70)


def _print(leaf: Leaf) -> Image.Image:
    mask, draw = leaf.mask()
    draw.rectangle((44, 44, SIZE[0] - 44, SIZE[1] - 44), outline=240, width=7)
    draw.rectangle((58, 58, SIZE[0] - 58, SIZE[1] - 58), outline=220, width=2)
    middle = SIZE[0] / 2
    centred(draw, middle, 92, "RÉPUBLIQUE FRANÇAISE", font("print-bold", 46))
    centred(draw, middle, 150, "LIBERTÉ — ÉGALITÉ — FRATERNITÉ", font("print", 25))
    _rule(draw, middle, 206)
    centred(draw, middle, 226, "VILLE DE VALMONT-SUR-DOUBS", font("narrow-bold", 60))
    centred(draw, middle, 318, "AVIS", font("print-bold", 190))
    centred(draw, middle, 530, "AUX ÉTRANGERS", font("narrow-bold", 118))
    centred(draw, middle, 676, "SÉJOUR DES ÉTRANGERS EN FRANCE", font("print-bold", 37))
    centred(draw, middle, 724, "et protection du Travail national", font("print-italic", 40))
    _rule(draw, middle, 790)
    _text(draw, middle)
    return mask


def _rule(draw: ImageDraw.ImageDraw, middle: float, y: float) -> None:
    draw.line((middle - 150, y, middle + 150, y), fill=230, width=2)
    draw.ellipse((middle - 6, y - 6, middle + 6, y + 6), fill=230)


def _text(draw: ImageDraw.ImageDraw, middle: float) -> None:
    left, right = 112.0, SIZE[0] - 112.0
    y = printed(
        draw, (left, 812, right),
        "Le Maire de la Ville de Valmont-sur-Doubs, vu la loi du 8 août 1893 ; vu le décret du "
        "2 octobre 1888 ; informe les étrangers et leurs employeurs des dispositions suivantes :",
        font("print", 27), 36, indent=46,
    )  # fmt: skip
    centred(draw, middle, y + 6, "ARRÊTE :", font("print-bold", 36))
    y += 66
    for article in _ARTICLES:
        y = printed(draw, (left, y, right), article, font("print", 27), 36, indent=46) + 9
    draw.text((left, y + 14), "Fait en l'Hôtel de Ville, le 15 octobre 1893.",
              font=font("print-italic", 28), fill=240)  # fmt: skip
    centred(draw, right - 150, y + 48, "LE MAIRE,", font("print", 26))
    centred(draw, right - 170, y + 84, "A. PERRENOD-DARGIS.", font("print-bold", 32))
    centred(draw, middle, SIZE[1] - 92,
            "Valmont-sur-Doubs. — Imprimerie Vve Courtalon & Fils, rue Basse, 6.",
            font("print", 19))  # fmt: skip


def _marks(leaf: Leaf) -> None:
    mask, _ = leaf.mask()
    stamp = round_stamp("MAIRIE DE VALMONT · DOUBS · ", "R.F.")
    pressed(mask, stamp, (190, 1420), -14)
    leaf.ink(mask, VIOLET, wear=0.65)
    mask, _ = leaf.mask()
    hand(mask, (840, 64), "affiché le 17 oct. – G.", leaf.chance, name="quick", size=36, slope=4)
    leaf.ink(mask, IRON_GALL, wear=0.4)
