"""7 J 2/6: the committee's report for 1971-1974: one page of text, five of scans, in a PDF."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from fonts import font
from noise import rng
from paper import BLUE_BLACK, WHITE, Leaf, scanned
from PIL import Image, ImageDraw
from writing import centred, hand, typed

SIZE = (900, 1240)
_A4 = (595, 842)
_COURIER = 0.6  # the width of each letter of Courier, in ems
_COVER = (
    (24, 640, "COMITÉ D'ACCUEIL DES TRAVAILLEURS ÉTRANGERS"),
    (14, 612, "Valmont-sur-Doubs"),
    (30, 500, "RAPPORT MORAL"),
    (30, 462, "ET FINANCIER"),
    (20, 414, "1971 - 1974"),
    (12, 330, "présenté à l'assemblée générale du samedi 8 juin 1974"),
    (10, 92, "Document numérisé. Ville, personnes et faits inventés pour archivekit."),
)
_PAGES = (
    """
     1. - LE COMITE EN TROIS ANS

     Notre Comité, né en 1929 de la visite d'un
maire à une cité sans eau, aura bientôt
quarante-cinq ans. Il n'a jamais eu de local à
lui, ni de permanent ; il a toujours eu une
armoire, une bouilloire, et des bénévoles.

     En trois ans, 412 familles ou personnes
seules se sont adressées à lui : pour un papier
à remplir, une chambre à trouver, une feuille
de paie à comprendre, un enfant à inscrire.

     Les permanences se tiennent le mardi et le
vendredi, de 18 heures à 20 heures, à l'école
des Tuileries. Les interprètes sont tous
bénévoles : portugais, arabe, turc, serbe,
espagnol et italien.
""",
    """
     2. - LES COURS

     Six classes du soir ont été ouvertes, dont
une réservée aux femmes, l'après-midi, avec
garde d'enfants. Inscrits, par année :

                 1971-72   1972-73   1973-74
   Portugais        31        48        52
   Algériens        27        24        29
   Marocains         9        17        33
   Turcs             -         6        21
   Yougoslaves      12        15        14
   Espagnols         8         4         3
                    --       ---       ---
   Ensemble         87       114       152

     La moitié des élèves travaille en équipes :
il a fallu doubler les cours du mercredi, l'un
le matin, l'autre le soir.

     Mme Scaravella, institutrice en retraite,
dont le père habitait la 2e rangée, a formé
neuf moniteurs.
""",
    """
     3. - LE LOGEMENT

     La cité des Tuileries sera démolie : le
Conseil municipal en a décidé ainsi. Sur les
52 logements, 31 sont encore occupés.

     Le Comité a demandé et obtenu :

   a) que chaque famille soit relogée dans la
      commune avant toute démolition ;

   b) que les familles nombreuses aient la
      priorité dans les immeubles de la rue
      des Granges ;

   c) que l'école et le lavoir soient gardés,
      l'une pour les cours, l'autre pour
      mémoire.

     Un relevé photographique de la cité a été
fait par le photo-club.
""",
    "",
    """
     5. - VOEUX ADOPTES

     L'assemblée demande :

     - que les avis de la mairie soient affichés
en quatre langues ;

     - qu'un délégué des résidents étrangers soit
entendu par la commission du logement ;

     - que les papiers du Comité, dont certains
ont quatre-vingts ans, soient remis aux Archives
de la ville, pour que l'on sache qui a bâti
Valmont.

     Adopté à l'unanimité, moins une abstention.

                    La Présidente,
                    J. Aubriet-Tessaroli
""",
)
_MONEY = (("Cotisations", 2140), ("Subvention ville", 6500), ("Dons, kermesse", 3875),
          ("Cours, livres", -5210), ("Secours", -3960), ("Courrier, thé", -1120))  # fmt: skip


def scans() -> list[Image.Image]:
    """The five scanned pages."""
    return [_scan(text, number) for number, text in enumerate(_PAGES, start=2)]


def _scan(text: str, number: int) -> Image.Image:
    chance = rng(f"report {number}")
    leaf = Leaf(SIZE, chance, WHITE)
    mask, draw = leaf.mask()
    y = 110.0
    for line in text.strip("\n").split("\n"):
        typed(mask, (96, y), line, chance, size=23, pitch=14.4, strike=0.94)
        y += 33 if line else 26
    if not text:
        _accounts(mask, draw, leaf)
    centred(draw, SIZE[0] / 2, SIZE[1] - 70, f"- {number} -", font("typewriter", 20))
    leaf.ink(mask, (58, 52, 92), wear=0.5, spread=0.6)  # a stencil duplicator's ink
    if number == 6:
        signature, _ = leaf.mask()
        hand(signature, (400, 860), "J. Aubriet-Tessaroli", chance, name="letter", size=54, slope=4)
        leaf.ink(signature, BLUE_BLACK, wear=0.3)
    leaf.holes(0.4, 0.6)
    return scanned(leaf, skew=float(chance.normal(0, 0.6)), margin=14, background=228)


def _accounts(mask: Image.Image, draw: ImageDraw.ImageDraw, leaf: Leaf) -> None:
    typed(mask, (168, 110), "4. - LES COMPTES (1973, en francs)", leaf.chance, size=23, pitch=14.4)
    for number, (name, amount) in enumerate(_MONEY):
        y = 220 + number * 92
        typed(mask, (96, y), name, leaf.chance, size=23, pitch=13)
        length = abs(amount) / 16
        draw.rectangle((350, y - 14, 350 + length, y + 40), outline=220, width=3)
        if amount < 0:
            for x in range(350, int(350 + length), 11):
                draw.line((x, y + 40, min(x + 30, 350 + length), y - 14), fill=190, width=2)
        typed(mask, (364 + length, y), f"{abs(amount)}", leaf.chance, size=23, pitch=13)
    draw.line((350, 180, 350, 780), fill=230, width=3)
    typed(mask, (96, 830), "Recettes : 12 515      Dépenses : 10 290", leaf.chance, size=23,
          pitch=14.4)  # fmt: skip
    typed(mask, (96, 870), "Report à nouveau : 2 225", leaf.chance, size=23, pitch=14.4)
    hand(mask, (470, 960), "vu, exact – Roncatelli", leaf.chance, name="quick", size=52, slope=3)


def write(file: Path) -> None:
    """The PDF: page 1 is text and lines to be drawn, the others hold one JPEG each."""
    pdf = pikepdf.new()
    _cover(pdf)
    for scan in scans():
        _picture(pdf, scan)
    pdf.save(file, deterministic_id=True)


def _cover(pdf: pikepdf.Pdf) -> None:
    page = pdf.add_blank_page(page_size=_A4)
    lines = [b"0.16 0.14 0.3 rg 0.16 0.14 0.3 RG 2 w 48 48 499 746 re S 54 54 487 734 re S"]
    for wanted, y, line in _COVER:
        size = min(wanted, 450 / (_COURIER * len(line)))
        x = _A4[0] / 2 - _COURIER * size * len(line) / 2
        encoded = line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
        lines.append(b"BT /F1 %.1f Tf %.1f %d Td (%s) Tj ET" % (size, x, y, encoded))
    face = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )  # fmt: skip
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(face)))
    page.Contents = pdf.make_stream(b"\n".join(lines))


def _picture(pdf: pikepdf.Pdf, scan: Image.Image) -> None:
    grey = scan.convert("L")
    jpeg = io.BytesIO()
    grey.save(jpeg, "JPEG", quality=60, dpi=(110, 110))
    image = pdf.make_stream(
        jpeg.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=grey.width,
        Height=grey.height, ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page = pdf.add_blank_page(page_size=_A4)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
    page.Contents = pdf.make_stream(b"q %d 0 0 %d 0 0 cm /Im0 Do Q" % _A4)
