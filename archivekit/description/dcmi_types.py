"""DCMI Types: from the words for a kind of document, where they leave no doubt."""

from __future__ import annotations

import re

from archivekit.description.words import stem_text

_WORDS = {
    "StillImage": (
        "photographie; photo; tirage photographique; négatif; diapositive; plaque de verre; "
        "carte postale; affiche; dessin; estampe; gravure; lithographie; peinture; image fixe; "
        "still image; aquarelle; portrait; photograph; postcard; poster; drawing; print; "
        "plan; carte géographique; map; atlas; cadastre; plan cadastral; cliché; "
        "document iconographique; iconographie; document figuré; carte postale ancienne; "
        "document cartographique; plan d'architecte; négatif photographique"
    ),
    "MovingImage": (
        "film; vidéo; image animée; moving image; enregistrement vidéo; video; "
        "document audiovisuel; film cinématographique; vidéogramme; cassette vidéo; film 16 mm; "
        "film super 8; film 35 mm"
    ),
    "Sound": (
        "son; enregistrement sonore; sound; témoignage oral; entretien; audio; document sonore; "
        "disque; sound recording; oral history; témoignage sonore; phonogramme; cassette audio; "
        "bande sonore; disque vinyle; archives orales"
    ),
    "Text": (
        "texte; text; lettre; correspondance; registre; manuscrit; imprimé; tapuscrit; "
        "délibération; procès-verbal; rapport; formulaire; acte; acte notarié; livre; brochure; "
        "tract; journal; presse; périodique; circulaire; arrêté; compte; état civil; "
        "recensement; liste; liste nominative; article de presse; coupure de presse; mémoire; "
        "letter; register; manuscript; report; book; newspaper; form; minutes; "
        "texte imprimé; texte manuscrit; registre paroissial; registre d'état civil; "
        "document textuel; document manuscrit; document imprimé; carte d'identité; "
        "carte de séjour; passeport; certificat; télégramme; partition; document d'archives"
    ),
    "PhysicalObject": (
        "objet; object; physical object; médaille; sceau; maquette; costume; outil; "
        "monnaie; drapeau; objet physique"
    ),
    "Dataset": "jeu de données; dataset; base de données; tableur; données",
    "Collection": "collection",
    "Event": "événement; event",
    "InteractiveResource": "ressource interactive; interactive resource; site web; site internet",
    "Service": "service",
    "Software": "logiciel; software",
    "Image": "image",
}
_BY_WORD = {
    stem_text(word): dcmi_type for dcmi_type, words in _WORDS.items() for word in words.split("; ")
}
_NAMES = {name.lower(): name for name in _WORDS}
_URI = re.compile(r"(?:https?://purl\.org/dc/dcmitype/|dcmitype:)?(?P<name>\w+)", re.I)
_PLURAL = re.compile(r"s\b")
# "photographie (noir et blanc)", "affiche : 60 x 80 cm" are still a photograph, a poster.
_MORE = re.compile(r"\s*[(:,\[].*$", re.S)


def read(words: str) -> str | None:
    """The DCMI Type of a word for a kind of document; None where that is not certain."""
    text = words.strip()
    if (match := _URI.fullmatch(text)) and (name := _NAMES.get(match["name"].lower())):
        return name
    return _of_words(text) or _of_words(_MORE.sub("", text))


def _of_words(text: str) -> str | None:
    """Plurals too where the stem is another: ``manuscrits``."""
    return _BY_WORD.get(stem_text(text)) or _BY_WORD.get(stem_text(_PLURAL.sub("", text)))
