"""Invented inhabitants: no one here ever lived."""

from __future__ import annotations

from dataclasses import dataclass

from noise import Rng

# Surnames, men's names, women's names, birthplaces, men's trades, women's trades.
_BY_COUNTRY = {
    "Italienne": (
        ["Bertolani", "Cassarelli", "Donzetta", "Fumagrande", "Marchesotti", "Piovanelli",
         "Roncatelli", "Scaravella", "Tessaroli", "Vignolari"],
        ["Giuseppe", "Antonio", "Luigi", "Carlo", "Battista", "Domenico"],
        ["Maria", "Caterina"],
        ["Cuneo", "Biella", "Varese", "Bergame", "Belluno", "Ivrée", "Côme"],
        ["maçon", "terrassier", "plâtrier", "tuilier", "manoeuvre", "paveur"],
        ["lingère", "journalière"],
    ),
    "Suisse": (
        ["Aebersold-Roy", "Chappuisat", "Grandvoinet", "Jeanquartier", "Matthez-Loup", "Vuitteney"],
        ["Ulysse", "Fritz", "Numa", "Arnold", "Jules-Aimé"],
        ["Adèle", "Lina"],
        ["Le Locle", "Saignelégier", "Porrentruy", "Bienne", "Couvet", "Tramelan"],
        ["horloger", "pierriste", "remonteur", "fromager"],
        ["sertisseuse", "régleuse"],
    ),
    "Allemande": (
        ["Bruckmeyer", "Holzapfler", "Kesselring-Au", "Niederstoss", "Waldschmied"],
        ["Karl", "Heinrich", "Jakob"],
        ["Rosina", "Wilhelmine"],
        ["Fribourg-en-Br.", "Lörrach", "Mulhouse", "Guebwiller"],
        ["brasseur", "tailleur", "tanneur", "relieur"],
        ["domestique", "cuisinière"],
    ),
    "Russe": (
        ["Blumsztajnik", "Kirszenrot", "Wolkowyskier"],
        ["Abram", "Chaïm", "Szymon"],
        ["Rywka"],
        ["Varsovie", "Lodz", "Bialystok"],
        ["casquettier", "tailleur", "colporteur"],
        ["couturière"],
    ),
    "Espagnole": (
        ["Albardanez", "Ferrusola-Pi", "Moncasi"],
        ["José", "Ramon"],
        ["Dolores"],
        ["Lérida", "Huesca", "Figueras"],
        ["march. de fruits", "journalier"],
        ["marchande"],
    ),
}  # fmt: skip
_SHARES = [0.47, 0.30, 0.12, 0.06, 0.05]
STREETS = [
    "rue du Canal", "les Tuileries", "r. de la Manufacture", "faubourg de Bâle",
    "place au Grain", "rue Basse", "quai du Port", "rue des Granges", "ch. du Four",
]  # fmt: skip


@dataclass(frozen=True)
class Person:
    """One line of a register."""

    name: str
    birth: str
    nationality: str
    trade: str
    home: str


def invent(chance: Rng) -> Person:
    """Someone who never lived."""
    country = str(chance.choice(list(_BY_COUNTRY), p=_SHARES))
    surnames, men, women, towns, his, hers = _BY_COUNTRY[country]
    forenames, trades = (women, hers) if chance.random() < 0.22 else (men, his)
    return Person(
        name=f"{chance.choice(surnames)}, {chance.choice(forenames)}",
        birth=f"{chance.choice(towns)}, {chance.integers(1836, 1876)}",
        nationality=country,
        trade=str(chance.choice(trades)),
        home=f"{chance.choice(STREETS)}, {chance.integers(1, 48)}",
    )
