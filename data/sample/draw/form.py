"""7 J 1/3: applications for a foreigner's identity card, scanned in black and white."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from fonts import font
from noise import clouds, distance_to, rng
from PIL import Image, ImageDraw, ImageFilter
from writing import centred, hand, pressed, printed, round_stamp

SIZE = (1240, 1700)


@dataclass(frozen=True)
class Applicant:
    """What one invented person declared."""

    answers: tuple[str, ...]
    signature: str
    date: str
    verdict: str


_QUESTIONS = (
    "Nom", "Prénoms", "Né le", "à", "Nationalité", "Situation de famille", "Enfants (âge)",
    "Profession", "Employeur", "Domicile", "Entré en France le, par", "Pièces présentées",
)  # fmt: skip
APPLICANTS = (
    Applicant(
        ("TESSAROLI", "Domenico Battista", "4 février 1898", "Belluno (Vénétie)", "Italienne",
         "marié à Rosa Vignolari", "deux : 3 ans, 8 mois", "maçon-cimentier",
         "Entreprise Morel-Jacquinot, quai du Port", "Cité des Tuileries, baraque 4",
         "11 avril 1923, Modane", "passeport, contrat de travail"),
        "Tessaroli Domenico", "22 MAI 1924", "Avis favorable. Bon ouvrier.",
    ),
    Applicant(
        ("WOLKOWYSKIER", "Rywka", "19 octobre 1902", "Bialystok", "Polonaise",
         "célibataire", "néant", "couturière à façon",
         "Mme Aubriet, rue Basse, 11", "place au Grain, 3 (3e étage)",
         "2 janvier 1926, Strasbourg", "passeport polonais n° 40 117"),
        "R. Wolkowyskier", "9 FEV 1931", "Renouvellement accordé.",
    ),
)  # fmt: skip


def pages() -> list[Image.Image]:
    """Both sides of each application, in one bit as a copier's scanner makes them."""
    sides = []
    for number, applicant in enumerate(APPLICANTS, start=1):
        sides += [_front(applicant, number), _back(applicant, number)]
    return [_in_one_bit(side, f"form {number}") for number, side in enumerate(sides)]


def _front(person: Applicant, number: int) -> Image.Image:
    chance = rng(f"form front {number}")
    mask = Image.new("L", SIZE)
    draw = ImageDraw.Draw(mask)
    draw.text((84, 70), "DÉPARTEMENT DU DOUBS", font=font("print", 26), fill=255)
    draw.text((84, 106), "Mairie de Valmont-sur-Doubs", font=font("print-bold", 28), fill=255)
    centred(draw, 540, 196, "DEMANDE DE CARTE D'IDENTITÉ", font("print-bold", 46))
    centred(draw, 540, 254, "à l'usage des étrangers", font("print-italic", 36))
    draw.line((330, 318, 750, 318), fill=255, width=3)
    _questions(mask, draw, person, number)
    _portrait(mask, number)
    centred(draw, 860, 1500, "Signature du demandeur,", font("print-italic", 26))
    hand(mask, (690, 1552), person.signature, chance, name="quick", size=78, slope=3)
    stamp = round_stamp("MAIRIE DE VALMONT · DOUBS · ", person.date, radius=96)
    pressed(mask, stamp, (150, 1440), float(chance.uniform(-20, 20)))
    return mask


def _questions(
    mask: Image.Image, draw: ImageDraw.ImageDraw, person: Applicant, number: int
) -> None:
    chance = rng(f"form answers {number}")
    for line, (question, answer) in enumerate(zip(_QUESTIONS, person.answers, strict=True)):
        y = 400 + line * 88
        right = 830 if line < 5 else 1150
        draw.text((84, y), f"{question} :", font=font("print", 29), fill=255)
        start = 92 + font("print", 29).getlength(f"{question} :")
        for x in range(int(start), right, 9):
            draw.ellipse((x, y + 33, x + 2, y + 35), fill=255)
        size = 52 if line == 0 else 46
        hand(mask, (start + 22, y - size + 34), answer, chance, name="letter", size=size - 6)


def _portrait(mask: Image.Image, number: int) -> None:
    """A small photograph gone to dots in the copier."""
    side = (236, 300)
    chance = rng(f"portrait {number}")
    light = 150 + 22 * clouds(chance, side, {60: 1.0, 12: 0.4})
    head = distance_to((118, 118), side)
    x_face = np.abs(np.arange(side[0]) - 118)[None, :]
    y_face = np.arange(side[1])[:, None]
    if number == 2:
        light = np.where(((x_face / 84) ** 2 + ((y_face - 128) / 104) ** 2) < 1, 52, light)
    light = np.where((x_face / 60) ** 2 + ((y_face - 122) / 78) ** 2 < 1, 196, light)
    hair = (head < 86) & (y_face < 90 + (x_face / 9) ** 2 / 4)
    light = np.where(hair & (x_face < 72), 46, light)
    body = ((x_face / 112) ** 2 + ((y_face - 300) / 96) ** 2) < 1
    light = np.where(body, 58, light)
    for dx in (-25, 25):
        light -= 105 * np.exp(-(distance_to((118 + dx, 112), side) ** 2) / 60)
    light -= 60 * np.exp(-((y_face - 164) ** 2) / 12 - (x_face**2) / 260)
    light -= 40 * np.exp(-((x_face) ** 2) / 40 - ((y_face - 136) ** 2) / 160)
    photo = Image.fromarray(np.clip(light, 0, 255).astype(np.uint8))
    dots = photo.filter(ImageFilter.GaussianBlur(3)).convert("1").convert("L")
    mask.paste(Image.eval(dots, lambda level: 255 - level), (900, 380))
    draw = ImageDraw.Draw(mask)
    draw.rectangle((894, 374, 1142, 686), outline=255, width=3)
    stamp = round_stamp("COMMISSARIAT DE POLICE · ", "", radius=60)
    pressed(mask, stamp, (1046, 604), 30)


def _back(person: Applicant, number: int) -> Image.Image:
    chance = rng(f"form back {number}")
    mask = Image.new("L", SIZE)
    draw = ImageDraw.Draw(mask)
    centred(draw, 620, 96, "RENSEIGNEMENTS RECUEILLIS", font("print-bold", 40))
    rows = ["Conduite et moralité", "Moyens d'existence", "Antécédents", "Relations",
            "Avis du commissaire de police"]  # fmt: skip
    answers = ["bonne, aucune remarque du voisinage", "vit de son travail", "néant aux sommiers",
               "compatriotes de l'atelier", person.verdict]  # fmt: skip
    for line, (row, answer) in enumerate(zip(rows, answers, strict=True)):
        y = 210 + line * 150
        draw.rectangle((84, y, 1156, y + 150), outline=255, width=2)
        draw.line((470, y, 470, y + 150), fill=255, width=2)
        printed(draw, (104, y + 44, 460), row, font("print", 28), 34)
        hand(mask, (500, y + 44), answer, chance, name="quick", size=56)
    printed(draw, (84, 1010, 1156), "Vu et transmis à Monsieur le Préfet du Doubs avec le dossier "
            "de l'intéressé : la présente demande, quatre photographies et le récépissé de "
            "la taxe.", font("print", 30), 42, indent=60)  # fmt: skip
    hand(mask, (690, 1190), f"Valmont, le {person.date.capitalize()}", chance, name="quick",
         size=56)  # fmt: skip
    hand(mask, (730, 1270), "Le Secrétaire de mairie", chance, name="quick", size=52)
    hand(mask, (760, 1370), "H. Tournemine", chance, name="letter", size=60, slope=6)
    stamp = round_stamp("PRÉFECTURE DU DOUBS · ", f"REÇU\n{person.date}", radius=104)
    pressed(mask, stamp, (170, 1240), float(chance.uniform(-16, 16)))
    return mask


def _in_one_bit(mask: Image.Image, name: str) -> Image.Image:
    """Black and white, with the specks and the border of a worn copier."""
    chance = rng(name)
    turned = mask.rotate(float(chance.normal(0, 0.5)), Image.Resampling.BICUBIC)
    drawn = np.asarray(turned, np.float32) + 26 * clouds(chance, SIZE, {2: 0.8, 30: 0.5})
    specks = (chance.random((SIZE[1] // 2, SIZE[0] // 2)) > 0.9997).repeat(2, 0).repeat(2, 1)
    edge = np.arange(SIZE[0])[None, :] < 14 + 5 * clouds(chance, SIZE, {40: 1.0})
    black = (drawn > 118) | specks | edge
    return Image.fromarray(np.where(black, 0, 255).astype(np.uint8)).convert("1")
