"""7 J 2/1: typed letters between the watch factory, the town hall and the prefecture."""

from __future__ import annotations

from dataclasses import dataclass

from fonts import font
from noise import rng
from paper import (
    BLACK,
    BLUE_BLACK,
    BLUE_PENCIL,
    CREAM,
    IVORY,
    RED,
    VIOLET,
    WHITE,
    Colour,
    Leaf,
    scanned,
)
from PIL import Image, ImageDraw
from writing import centred, hand, pressed, round_stamp, typed

SIZE = (1080, 1500)
_LINE = 31


@dataclass(frozen=True)
class Sheet:
    """One typed page: its lines, and what else is on it."""

    head: str
    lines: str
    signature: str = ""
    arrived: str = ""
    note: str = ""
    tone: Colour = IVORY
    ribbon: Colour = BLACK


_FACTORY = "factory"
_TOWN = "town"
SHEETS = (
    Sheet(
        _FACTORY,
        """
                         Valmont, le 12 mars 1924

     Monsieur le Maire,

     Nous avons l'honneur de porter à votre
connaissance que, faute de main-d'oeuvre dans le
pays, nos ateliers de terrassement du nouveau
bâtiment C devront faire appel à des ouvriers
venus d'Italie.

     Un premier groupe de vingt-huit maçons et
terrassiers, recrutés à Belluno par les soins de
l'Office, est attendu en gare de Valmont le
mercredi 2 avril, par le train de 17 h 40.

     Nous vous serions obligés de bien vouloir
nous faire connaître les formalités à remplir
auprès de vos services, et s'il vous serait
possible de mettre à notre disposition, pour les
premières nuits, la salle de l'ancienne école
des Tuileries.

     Veuillez agréer, Monsieur le Maire,
l'assurance de notre considération distinguée.

                         P. Perrenod et Cie,
                         Le Directeur,
""",
        signature="E. Perrenod", arrived="14 MARS\n1924", note="rép. le 18 – École : oui, 1 mois",
    ),
    Sheet(
        _TOWN,
        """
                         Valmont, le 18 mars 1924

     Le Maire de la Ville de Valmont-sur-Doubs
     à Messieurs Perrenod et Cie.

     Messieurs,

     En réponse à votre lettre du 12 courant, je
vous informe que la salle de l'ancienne école
des Tuileries sera mise à votre disposition du
1er au 30 avril, à charge par vous d'y pourvoir
au couchage et au chauffage.

     Chaque ouvrier devra, dans les quarante-huit
heures de son arrivée, se présenter au bureau de
police muni :
     1. de son passeport ou d'un sauf-conduit ;
     2. de son contrat de travail visé ;
     3. de quatre photographies sans chapeau ;
     4. du montant de la taxe.

     J'appelle votre attention sur l'état du
puits de la cour, dont l'eau n'est pas potable.
Le fontainier posera une borne provisoire.

     Recevez, Messieurs, mes salutations.

                         Le Maire,
""",
        signature="Dr Guyotat", tone=CREAM, ribbon=BLUE_BLACK,
    ),
    Sheet(
        _FACTORY,
        """
                         Valmont, le 7 novembre 1925

     Monsieur le Maire,

     Vous n'ignorez pas que quarante-six
familles, italiennes et polonaises pour la
plupart, logent encore dans les baraques des
Tuileries, que l'hiver dernier a rendues à peu
près inhabitables.

     Notre Conseil a décidé la construction, sur
le terrain que nous possédons entre le canal et
le chemin du Four, d'une cité de soixante
logements avec jardin, dont vous trouverez
ci-joint le projet dressé par M. Vuillequez,
architecte.

     Chaque logement comprendra une cuisine, deux
chambres, une cave et un jardin de deux ares. Il
est prévu une fontaine pour dix logements, un
lavoir couvert, une salle de réunion et une
classe.

     Le loyer ne dépassera pas le sixième du
salaire d'un manoeuvre.

                                   .../...
""",
        arrived="9 NOV.\n1925",
    ),
    Sheet(
        "",
        """
                                   - 2 -

     Il nous serait agréable que la Ville voulût
bien prendre à sa charge l'ouverture de la rue
et l'amenée des eaux, que nous évaluons ainsi :

       Terrassements, chaussée ....  18.400 fr.
       Conduite et 6 bornes .......  11.250 fr.
       Égout jusqu'au canal .......   9.700 fr.
       Éclairage (8 lampes) .......   3.150 fr.
                                    -----------
                 Ensemble .........  42.500 fr.

     Nous croyons devoir ajouter que plusieurs de
nos meilleurs ouvriers, dont les enfants
fréquentent nos écoles, demandent leur
naturalisation ; la Ville a tout à gagner à ce
qu'ils se fixent.

     Veuillez agréer, Monsieur le Maire,
l'assurance de notre considération distinguée.

                         P. Perrenod et Cie,
                         Le Directeur,
""",
        signature="E. Perrenod", note="Conseil du 5 déc. : accordé 30.000",
    ),
    Sheet(
        _TOWN,
        """
                         Valmont, le 21 juin 1927

     Le Maire de la Ville de Valmont-sur-Doubs
     à Monsieur le Préfet du Doubs, Besançon.

     OBJET : Étrangers. - État numérique.

     J'ai l'honneur de vous adresser l'état, par
nationalité, des étrangers âgés de plus de
quinze ans résidant dans la commune au 1er juin :

                        hommes  femmes   total
       Italiens           214     131      345
       Suisses             88      97      185
       Polonais            47      29       76
       Espagnols           12       8       20
       Russes réfugiés      9       5       14
       Divers               6       4       10
                          ---     ---      ---
       Ensemble           376     274      650

     Aucun incident n'est à signaler. Le nombre
des Suisses diminue régulièrement depuis que les
ateliers du Locle embauchent de nouveau.

                         Le Maire,
""",
        signature="Dr Guyotat", tone=WHITE, ribbon=VIOLET,
    ),
    Sheet(
        "",
        """
     Copie

     DOLÉANCES DES HABITANTS DE LA CITÉ
     remises à la Direction le 9 janvier 1929

     Les soussignés, chefs de famille habitant la
cité des Tuileries, ont l'honneur d'exposer :

  1. que sur six fontaines quatre sont gelées
     depuis le 28 décembre ;

  2. que le lavoir n'a toujours pas de toit ;

  3. que la classe du soir, ouverte en 1927 par
     Mlle Aubriet pour apprendre le français aux
     adultes, n'a plus ni lampe ni charbon ;

  4. qu'il est retenu 4 francs par quinzaine pour
     la coopérative, sans que les comptes en
     aient été montrés.

     Ils demandent qu'un délégué de chaque rangée
soit entendu par la Direction le premier lundi
du mois.

     Suivent trente-neuf signatures, dont onze
croix.
""",
        tone=CREAM, note="à voir avec M. Vuillequez", ribbon=VIOLET,
    ),
    Sheet(
        _FACTORY,
        """
                         Valmont, le 30 janvier 1929

     Monsieur le Maire,

     Comme suite à la visite que vous avez bien
voulu faire à la cité avec le Comité d'accueil,
nous vous confirmons les mesures suivantes :

     - les fontaines seront calfeutrées et le
lavoir couvert avant la fin de février ;

     - la classe du soir recevra deux lampes et
cent kilos de charbon par mois d'hiver ;

     - les comptes de la coopérative seront
affichés chaque trimestre dans la salle de
réunion, en français et en italien ;

     - quatre délégués, un par rangée, seront
reçus le premier lundi de chaque mois.

     Nous souhaitons que le Comité que vous
présidez veuille bien continuer son office, dont
chacun ici reconnaît l'utilité.

     Veuillez agréer, Monsieur le Maire,
l'assurance de notre considération distinguée.

                         Le Directeur,
""",
        signature="E. Perrenod", arrived="1 FEV.\n1929", note="Classer – Comité",
    ),
)  # fmt: skip


def pages() -> list[Image.Image]:
    """All the letters, page by page."""
    return [_page(sheet, number) for number, sheet in enumerate(SHEETS)]


def _page(sheet: Sheet, number: int) -> Image.Image:
    chance = rng(f"typed letter {number}")
    leaf = Leaf(SIZE, chance, sheet.tone)
    leaf.foxing(30 + 12 * number)
    leaf.fold(0.34)
    leaf.fold(0.67)
    if number in (2, 3, 5):
        leaf.water_stain((0.92, 0.05), 210, 0.8)
    _letterhead(leaf, sheet.head)
    body = _body(leaf, sheet)
    leaf.ink(body, sheet.ribbon, wear=0.25, spread=0.5)
    leaf.show_through(body, 0.05)
    _by_hand(leaf, sheet)
    leaf.holes(0.42, 0.58)
    return scanned(leaf, skew=float(chance.normal(0, 0.7)))


def _letterhead(leaf: Leaf, head: str) -> None:
    mask, draw = leaf.mask()
    if head == _FACTORY:
        centred(draw, 540, 62, "MANUFACTURE D'HORLOGERIE", font("book", 30))
        centred(draw, 540, 98, "P. PERRENOD & Cie", font("print-bold", 54))
        centred(draw, 540, 164, "Valmont-sur-Doubs (Doubs) — Maison fondée en 1861 — Téléphone 17",
                font("print-italic", 25))  # fmt: skip
        draw.line((110, 206, 970, 206), fill=230, width=2)
        draw.line((110, 211, 970, 211), fill=200, width=1)
        _dial(draw, 170, 118)
        _dial(draw, 910, 118)
        leaf.ink(mask, (52, 60, 74), wear=0.2)
    elif head == _TOWN:
        draw.text((96, 70), "RÉPUBLIQUE FRANÇAISE", font=font("print-bold", 27), fill=240)
        draw.text((96, 112), "MAIRIE", font=font("print-bold", 38), fill=240)
        draw.text((96, 160), "de VALMONT-SUR-DOUBS", font=font("print", 27), fill=240)
        draw.text((96, 200), "Bureau de police", font=font("print-italic", 25), fill=240)
        leaf.ink(mask, BLACK, wear=0.2)


def _dial(draw: ImageDraw.ImageDraw, x: float, y: float) -> None:
    """The factory's mark: a watch dial."""
    for radius, width in ((44, 3), (36, 1), (4, 3)):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=230, width=width)
    draw.line((x, y, x + 16, y - 22), fill=230, width=3)
    draw.line((x, y, x - 24, y - 10), fill=230, width=2)
    draw.rectangle((x - 6, y - 58, x + 6, y - 46), outline=230, width=2)


def _body(leaf: Leaf, sheet: Sheet) -> Image.Image:
    mask, _ = leaf.mask()
    y = 268.0 if sheet.head else 120.0
    for line in sheet.lines.strip("\n").split("\n"):
        typed(mask, (150 + float(leaf.chance.normal(0, 0.8)), y), line, leaf.chance, size=25,
              pitch=15.6)  # fmt: skip
        y += _LINE if line else _LINE * 0.78
    return mask


def _by_hand(leaf: Leaf, sheet: Sheet) -> None:
    if sheet.signature:
        mask, draw = leaf.mask()
        hand(mask, (590, 1210), sheet.signature, leaf.chance, name="quick", size=84, slope=5)
        draw.arc((560, 1210, 900, 1330), 10, 120, fill=200, width=3)
        leaf.ink(mask, BLUE_BLACK, wear=0.35)
    if sheet.arrived:
        mask, _ = leaf.mask()
        stamp = round_stamp("MAIRIE · ARRIVÉE · MAIRIE · ARRIVÉE · ", sheet.arrived)
        pressed(mask, stamp, (130, 1230), float(leaf.chance.uniform(-25, 25)))
        leaf.ink(mask, VIOLET, wear=0.65)
    if sheet.note:
        mask, _ = leaf.mask()
        hand(mask, (150, 1425), sheet.note, leaf.chance, name="letter", size=33, slope=2)
        leaf.ink(mask, RED if "Conseil" in sheet.note else BLUE_PENCIL, wear=0.5)
