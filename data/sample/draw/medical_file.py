"""7 J 1/4: the closed record, an invented person's medical file, open in 2061 only.

Its words are found nowhere else, so that a test can look for them in all that is published.
"""

from __future__ import annotations

from fonts import font
from noise import rng
from paper import BLACK, BLUE_BLACK, IVORY, RED, Leaf, scanned
from PIL import Image
from writing import centred, hand, pressed, printed, round_stamp

SIZE = (960, 1340)
_VISIT = (
    ("Nom et prénoms", "CHRYSOBÉRYL-ZANZIBAR Ladislas"),
    ("Né le", "30 février 1913, en mer"),
    ("Profession", "chercheur de méridien"),
    ("Domicile", "Cité des Tuileries, 27"),
    ("Date de la visite", "12 mars 1941"),
    ("Constatations", "toux sèche, amaigrissement"),
    ("", "radioscopie demandée"),
    ("Conclusion", "repos de six semaines"),
)


def pages() -> list[Image.Image]:
    """The certificate and the doctor's letter."""
    return [_certificate(), _letter()]


def _certificate() -> Image.Image:
    chance = rng("medical certificate")
    leaf = Leaf(SIZE, chance, IVORY)
    leaf.foxing(40)
    leaf.fold(0.5)
    mask, draw = leaf.mask()
    centred(draw, 480, 80, "DISPENSAIRE MUNICIPAL DE VALMONT", font("print-bold", 34))
    centred(draw, 480, 150, "CERTIFICAT DE VISITE", font("print-bold", 46))
    for number, (question, answer) in enumerate(_VISIT):
        y = 290 + number * 92
        draw.text((90, y), f"{question} :" if question else "", font=font("print", 28), fill=240)
        draw.line((330, y + 34, 880, y + 34), fill=140)
        hand(mask, (345, y - 8), answer, chance, name="letter", size=37)
    leaf.ink(mask, BLACK, wear=0.25)
    mask, _ = leaf.mask()
    pressed(mask, round_stamp("SECRET MÉDICAL · SECRET MÉDICAL · ", "1941"), (120, 1080), 12)
    leaf.ink(mask, RED, wear=0.6)
    return scanned(leaf, skew=0.6)


def _letter() -> Image.Image:
    chance = rng("medical letter")
    leaf = Leaf(SIZE, chance, IVORY)
    leaf.foxing(30)
    mask, draw = leaf.mask()
    printed(
        draw, (90, 90, 870), "Docteur Guyotat — Valmont-sur-Doubs", font("print-italic", 30), 40
    )
    lines = ["Le 14 mars 1941", "", "Cher confrère,", "je vous adresse M. Chrysobéryl-Zanzibar,",
             "que je suis depuis l'automne. Son état", "demande un séjour d'altitude, que la Ville",
             "s'offre à payer pour moitié.", "Vous trouverez sa fiche ci-jointe.", "",
             "Bien confraternellement,", "Guyotat"]  # fmt: skip
    for number, line in enumerate(lines):
        hand(mask, (120, 240 + number * 82), line, chance, name="letter", size=42, slope=1)
    leaf.ink(mask, BLUE_BLACK, wear=0.4)
    return scanned(leaf, skew=-0.9)
