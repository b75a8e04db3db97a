"""The spreadsheet, saved as Excel saves it in France: ``;``, Windows-1252, CRLF.

As archivists' sheets are, it is not quite clean: an empty row, a column that archivekit does not
know, several values in one cell, a cell of two lines, spaces around a heading.
"""

from __future__ import annotations

import csv
from pathlib import Path

COLUMNS = (
    "cote", "cote parente", "niveau", "intitulé ", "dates extrêmes", "présentation du contenu",
    "producteur", "importance matérielle", "mots-matière", "typologie", "lieu", "personnes",
    "langue", "conditions de réutilisation", "licence", "communicabilité", "nom de fichier",
    "état (publié o/n)", "n° de microfilm", "notes internes",
)  # fmt: skip

INVENTED = (
    "Fonds d'exemple d'archivekit : la ville, les personnes et les faits sont inventés, les "
    "documents sont dessinés par un programme."
)
_TOWN = "Valmont-sur-Doubs (ville inventée)"
_ESTATE = "Tuileries (cité, Valmont-sur-Doubs)"

# Cells by heading; what is not said is empty, and comes down from the parent.
_ROWS: tuple[dict[str, str], ...] = (
    {
        "cote": "7 J", "niveau": "fonds",
        "intitulé ": "Comité d'accueil des travailleurs étrangers de Valmont-sur-Doubs",
        "dates extrêmes": "1893-1974",
        "présentation du contenu": (
            f"{INVENTED}\nPapiers réunis par le Comité d'accueil, né en 1929, remis aux archives "
            "de la ville en 1974 : police des étrangers, recrutement, logement, vie associative."
        ),
        "producteur": "Comité d'accueil des travailleurs étrangers (Valmont-sur-Doubs)",
        "importance matérielle": "1 boîte (0,10 m.l.)",
        "mots-matière": "immigration", "lieu": _TOWN, "langue": "français",
        "conditions de réutilisation": INVENTED, "licence": "Licence Ouverte 2.0",
        "communicabilité": "Librement communicable",
    },
    {
        "cote": "7 J 1", "cote parente": "7 J", "niveau": "série",
        "intitulé ": "Police et séjour des étrangers", "dates extrêmes": "1893-1941",
        "présentation du contenu": "Immatriculation, cartes d'identité, dossiers individuels.",
        "producteur": "Mairie de Valmont-sur-Doubs. Bureau de police",
        "mots-matière": "immigration ; étranger ; police",
    },
    {
        "cote": "7 J 1/1", "cote parente": "7 J 1", "niveau": "dossier",
        "intitulé ": "Registre d'immatriculation des étrangers (loi du 8 août 1893)",
        "dates extrêmes": "septembre 1893-31 décembre 1896",
        "présentation du contenu": (
            "129 déclarations : nom, lieu et année de naissance, nationalité, profession, "
            "domicile. Italiens et Suisses pour les trois quarts."
        ),
        "importance matérielle": "1 registre (10 vues, dont 1 manquante)",
        "mots-matière": "immigration ; étranger ; résidence ; recensement",
        "typologie": "registre", "lieu": f"{_TOWN};Italie;Suisse;",
        "n° de microfilm": "2 Mi 14",
        "notes internes": "Vue 6 à refaire (floue). Voir avec kirghize-pamplemousse.",
    },
    {
        "cote": "7 J 1/2", "cote parente": "7 J 1", "niveau": "pièce",
        "intitulé ": "« Avis aux étrangers » : obligation de se déclarer à la mairie",
        "dates extrêmes": "15 octobre 1893",
        "présentation du contenu": (
            "Affiche de l'arrêté du maire pris pour l'application de la loi du 8 août 1893."
        ),
        "importance matérielle": "1 affiche, 62 x 42 cm", "mots-matière": "étranger ; affiche",
        "typologie": "affiche", "personnes": "Perrenod-Dargis, A. (maire)",
    },
    {
        "cote": "7 J 1/3", "cote parente": "7 J 1", "niveau": "dossier",
        "intitulé ": "Demandes de cartes d'identité d'étrangers", "dates extrêmes": "1924-1931",
        "présentation du contenu": "Demandes d'un maçon italien et d'une couturière polonaise.",
        "mots-matière": "étranger ; carte d'identité", "typologie": "formulaire",
        "personnes": "Tessaroli, Domenico;Wolkowyskier, Rywka", "n° de microfilm": "2 Mi 15",
    },
    {
        "cote": "7 J 1/4", "cote parente": "7 J 1", "niveau": "dossier",
        "intitulé ": "Dossier médical de Ladislas Chrysobéryl-Zanzibar",
        "dates extrêmes": "12-14 mars 1941",
        "présentation du contenu": (
            "Certificat de visite et lettre au sanatorium : diagnostic dit « hippocampe-vermeil »."
        ),
        "producteur": "Dispensaire municipal de Valmont-sur-Doubs",
        "mots-matière": "santé publique", "typologie": "certificat",
        "personnes": "Chrysobéryl-Zanzibar, Ladislas",
        "communicabilité": "Communicable en 2061",
        "nom de fichier": "AMV_7J1-4_ornithorynque_*.jpg",
    },
    {},
    {
        "cote": "7 J 2", "cote parente": "7 J", "niveau": "série",
        "intitulé ": "Travail, logement et vie associative", "dates extrêmes": "1924-1974",
        "présentation du contenu": "La Manufacture d'horlogerie, la cité des Tuileries, le Comité.",
        "mots-matière": "immigration ; travailleur étranger",
    },
    {
        "cote": "7 J 2/1", "cote parente": "7 J 2", "niveau": "dossier",
        "intitulé ": "Recrutement et logement des ouvriers étrangers de la Manufacture : "
        "correspondance",
        "dates extrêmes": "12 mars 1924-30 janvier 1929",
        "présentation du contenu": (
            "Arrivée de vingt-huit maçons de Belluno (1924) ; projet de cité ouvrière (1925) ; "
            "état numérique des étrangers (1927) ; doléances des habitants (1929)."
        ),
        "producteur": "Manufacture d'horlogerie P. Perrenod et Cie;Mairie de Valmont-sur-Doubs",
        "importance matérielle": "7 feuillets",
        "mots-matière": "travailleur étranger ; logement ; cité ouvrière ; horlogerie",
        "typologie": "correspondance", "lieu": f"{_TOWN};{_ESTATE};Belluno (Italie)",
        "nom de fichier": "lettres manufacture.tif",
    },
    {
        "cote": "7 J 2/2", "cote parente": "7 J 2", "niveau": "pièce",
        "intitulé ": "Lettre d'un maçon à sa mère", "dates extrêmes": "3 novembre 1926",
        "présentation du contenu": (
            "Le chantier de la cité, les baraques, le bal, cent lires envoyées au pays."
        ),
        "producteur": "Tessaroli, Domenico", "mots-matière": "travailleur étranger ; famille",
        "typologie": "lettre", "lieu": f"{_ESTATE};Italie", "langue": "italien",
    },
    {
        "cote": "7 J 2/3", "cote parente": "7 J 2", "niveau": "pièce",
        "intitulé ": "Plan de la cité ouvrière des Tuileries", "dates extrêmes": "2 novembre 1925",
        "présentation du contenu": "Projet de 52 logements avec jardins, école et lavoir. 1/1000.",
        "producteur": "Vuillequez, A. (architecte)",
        "importance matérielle": "1 plan en couleurs, 56 x 40 cm",
        "mots-matière": "logement ; cité ouvrière ; urbanisme", "typologie": "plan",
        "lieu": f"{_TOWN};{_ESTATE};Doubs (cours d'eau)",
    },
    {
        "cote": "7 J 2/4", "cote parente": "7 J 2", "niveau": "dossier",
        "intitulé ": "La Manufacture, la cité et leurs habitants : photographies",
        "dates extrêmes": "[vers 1924-1931]",
        "présentation du contenu": (
            "La Manufacture ; la cité ; l'équipe des maçons ; une arrivée ; la classe du soir."
        ),
        "importance matérielle": "5 tirages noir et blanc",
        "mots-matière": "travailleur étranger ; cité ouvrière ; enseignement",
        "typologie": "photographie", "lieu": f"{_TOWN};{_ESTATE}",
        "notes internes": "Vue 5 : fichier coupé à la copie, à rescanner.",
    },
    {
        "cote": "7 J 2/5", "cote parente": "7 J 2", "niveau": "pièce",
        "intitulé ": "Da'wa ilâ ijtimâ' 'âmm (convocation à une assemblée générale)",
        "dates extrêmes": "[mai 1964]",
        "présentation du contenu": (
            "Imprimé en arabe, traduction française au verso : le logement, les cours du soir, "
            "les droits des travailleurs."
        ),
        "producteur": "Amicale des travailleurs maghrébins (Valmont-sur-Doubs)",
        "mots-matière": "vie associative ; travailleur étranger ; enseignement",
        "typologie": "tract", "lieu": f"{_TOWN};Algérie;Maroc;Tunisie",
        "langue": "arabe ; français",
    },
    {
        "cote": "7 J 2/6", "cote parente": "7 J 2", "niveau": "dossier",
        "intitulé ": "Rapport moral et financier du Comité d'accueil, 1971-1974",
        "dates extrêmes": "8 juin 1974",
        "présentation du contenu": (
            "Permanences, cours du soir, relogement des habitants de la cité, comptes, voeux."
        ),
        "importance matérielle": "6 pages",
        "mots-matière": "vie associative ; logement ; enseignement", "typologie": "rapport",
        "personnes": "Aubriet-Tessaroli, J. (présidente)",
        "nom de fichier": "Rapport moral 1971-1974.pdf",
    },
    {
        "cote": "7 J 2/7", "cote parente": "7 J 2", "niveau": "pièce",
        "intitulé ": "Cloche de la Manufacture : entrée et sortie des ateliers",
        "dates extrêmes": "[vers 1970]",
        "présentation du contenu": (
            "Son calculé par un programme : aucune cloche n'a été enregistrée. Les sous-titres, "
            "en français et en anglais, disent ce que l'on entend."
        ),
        "mots-matière": "travail", "lieu": _TOWN,
        "nom de fichier": "AMV_7J2-7.wav",
    },
)  # fmt: skip


def write(file: Path) -> None:
    """The sheet."""
    with file.open("w", encoding="cp1252", newline="") as out:
        sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
        sheet.writerow(COLUMNS)
        for row in _ROWS:
            published = {"état (publié o/n)": "o"} if row else {}
            sheet.writerow([({**row, **published}).get(column, "") for column in COLUMNS])
