"""7 J 2/5: a printed call to a meeting, in Arabic, and its translation typed on the back, 1964."""

from __future__ import annotations

from fonts import font
from noise import rng
from paper import BLACK, BLUE_BLACK, GREY_GREEN, VIOLET, Leaf, scanned
from PIL import Image
from writing import hand, pressed, round_stamp, typed

SIZE = (1000, 1400)
# Right to left, from the top: text, font, size.
_ARABIC = (
    ("ودادية العمال المغاربيين", "arabic-bold", 58),
    ("فرع فالمون سور دوب", "arabic", 42),
    ("", "arabic", 18),
    ("دعوة إلى اجتماع عام", "arabic-bold", 74),
    ("", "arabic", 18),
    ("إلى جميع العمال والعائلات المقيمين بمدينة فالمون", "arabic", 40),
    ("", "arabic", 14),
    ("تتشرف الودادية بدعوتكم إلى حضور الاجتماع العام", "arabic", 40),
    ("الذي سينعقد يوم الأحد ١٠ ماي ١٩٦٤", "arabic-bold", 44),
    ("على الساعة الثالثة بعد الزوال", "arabic", 40),
    ("بقاعة البلدية، شارع القناة.", "arabic", 40),
)
_AGENDA = (
    "جدول الأعمال:",
    "١ – السكن في حي المطاحن والمساكن الجديدة",
    "٢ – دروس محو الأمية بالعربية والفرنسية",
    "٣ – حقوق العمال والضمان الاجتماعي",
    "٤ – انتخاب المكتب الجديد",
)
_CLOSING = ("حضوركم ضروري.", "والسلام عليكم ورحمة الله.")
_FRENCH = """
     (Traduction du texte imprimé au recto)

     AMICALE DES TRAVAILLEURS MAGHRÉBINS
     Section de Valmont-sur-Doubs

     CONVOCATION A UNE ASSEMBLÉE GÉNÉRALE

     A tous les travailleurs et à toutes les
familles de la ville de Valmont.

     L'Amicale a l'honneur de vous convier à
l'assemblée générale qui se tiendra le dimanche
10 mai 1964, à trois heures de l'après-midi,
salle municipale, rue du Canal.

     Ordre du jour :

     1 - Le logement au quartier des Moulins et
         les habitations nouvelles ;
     2 - Les cours d'alphabétisation, en arabe
         et en français ;
     3 - Les droits des travailleurs et la
         Sécurité sociale ;
     4 - L'élection du nouveau bureau.

     Votre présence est indispensable.

     Traduit pour M. le Maire par S. Belharrache,
interprète bénévole du Comité d'accueil.
"""


def pages() -> list[Image.Image]:
    """The Arabic side and the French one."""
    return [_arabic(), _french()]


def _leaf(name: str) -> Leaf:
    leaf = Leaf(SIZE, rng(name), GREY_GREEN)
    leaf.fold(0.5)
    leaf.foxing(10)
    return leaf


def _arabic() -> Image.Image:
    leaf = _leaf("convocation arabic")
    mask, draw = leaf.mask()
    draw.rectangle((50, 50, SIZE[0] - 50, SIZE[1] - 50), outline=225, width=4)
    draw.rectangle((62, 62, SIZE[0] - 62, SIZE[1] - 62), outline=205, width=1)
    y = 86.0
    for line, name, size in _ARABIC:
        draw.text((SIZE[0] / 2, y), line, font=font(name, size), fill=245, anchor="ma",
                  direction="rtl", language="ar")  # fmt: skip
        y += size * 1.62
    draw.line((360, y + 6, 640, y + 6), fill=210, width=2)
    y += 24
    for number, line in enumerate(_AGENDA):
        face = font("arabic-bold" if number == 0 else "arabic", 40 if number == 0 else 36)
        draw.text((SIZE[0] - 130, y), line, font=face, fill=245, anchor="ra", direction="rtl",
                  language="ar")  # fmt: skip
        y += 57
    for line in _CLOSING:
        draw.text((SIZE[0] / 2, y + 14), line, font=font("arabic", 38), fill=245, anchor="ma",
                  direction="rtl", language="ar")  # fmt: skip
        y += 56
    leaf.ink(mask, (28, 74, 58), wear=0.3, spread=0.7)
    mask, _ = leaf.mask()
    pressed(mask, round_stamp("AMICALE · VALMONT · AMICALE · ", "1964"), (120, 1130), 16)
    leaf.ink(mask, VIOLET, wear=0.6)
    return scanned(leaf, skew=0.8)


def _french() -> Image.Image:
    leaf = _leaf("convocation french")
    mask, _ = leaf.mask()
    y = 120.0
    for line in _FRENCH.strip("\n").split("\n"):
        typed(mask, (110, y), line, leaf.chance, size=25, pitch=15.6)
        y += 36 if line else 27
    leaf.ink(mask, BLACK, wear=0.3, spread=0.5)
    mask, _ = leaf.mask()
    hand(mask, (520, 1240), "reçu le 4 mai", leaf.chance, name="quick", size=58, slope=5)
    leaf.ink(mask, BLUE_BLACK, wear=0.4)
    return scanned(leaf, skew=-0.7)
