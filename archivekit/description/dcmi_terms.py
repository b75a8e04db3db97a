"""DCMI Metadata Terms: the 55 properties of ``http://purl.org/dc/terms/`` (DCMI, 2020-01-20).

Owns their names, their labels in French and English, the class that each one's values are of, and
which one it refines. What a record says under them is the record's.
"""

from __future__ import annotations

from dataclasses import dataclass

NAMESPACE = "http://purl.org/dc/terms/"


@dataclass(frozen=True, slots=True)
class Term:
    """A property. ``range``: the class of its values, empty where DCMI names none.

    ``refines``: the property that it is a subproperty of, by which a format that lacks this one
    says it; empty where it is none's.
    """

    name: str
    english: str
    french: str
    range: str = ""
    refines: str = ""

    @property
    def uri(self) -> str:
        """Its address."""
        return NAMESPACE + self.name

    def label(self, language: str) -> str:
        """Its name for people, in ``fr`` or ``en``."""
        return self.french if language == "fr" else self.english


_LITERAL, _AGENT, _AGENT_CLASS = "Literal", "Agent", "AgentClass"

TERMS = {
    term.name: term
    for term in (
        Term("title", "Title", "Titre", _LITERAL),
        Term("alternative", "Alternative Title", "Autre titre", _LITERAL, "title"),
        Term("creator", "Creator", "Créateur", _AGENT, "contributor"),
        Term("subject", "Subject", "Sujet"),
        Term("description", "Description", "Description"),
        Term("abstract", "Abstract", "Résumé", "", "description"),
        Term("tableOfContents", "Table of Contents", "Table des matières", "", "description"),
        Term("publisher", "Publisher", "Éditeur", _AGENT),
        Term("contributor", "Contributor", "Contributeur", _AGENT),
        Term("date", "Date", "Date", _LITERAL),
        Term("created", "Date Created", "Date de création", _LITERAL, "date"),
        Term("valid", "Date Valid", "Date de validité", _LITERAL, "date"),
        Term("available", "Date Available", "Date de mise à disposition", _LITERAL, "date"),
        Term("issued", "Date Issued", "Date de publication", _LITERAL, "date"),
        Term("modified", "Date Modified", "Date de modification", _LITERAL, "date"),
        Term("dateAccepted", "Date Accepted", "Date d'acceptation", _LITERAL, "date"),
        Term("dateCopyrighted", "Date Copyrighted", "Date du droit d'auteur", _LITERAL, "date"),
        Term("dateSubmitted", "Date Submitted", "Date de soumission", _LITERAL, "date"),
        Term("type", "Type", "Type", "Class"),
        Term("format", "Format", "Format", "MediaTypeOrExtent"),
        Term("extent", "Extent", "Importance matérielle", "SizeOrDuration", "format"),
        Term("medium", "Medium", "Support", "PhysicalMedium", "format"),
        Term("identifier", "Identifier", "Identifiant", _LITERAL),
        Term(
            "bibliographicCitation",
            "Bibliographic Citation",
            "Référence bibliographique",
            _LITERAL,
            "identifier",
        ),
        Term("source", "Source", "Source", "", "relation"),
        Term("language", "Language", "Langue", "LinguisticSystem"),
        Term("relation", "Relation", "Relation"),
        Term("conformsTo", "Conforms To", "Conforme à", "Standard", "relation"),
        Term("isVersionOf", "Is Version Of", "Est une version de", "", "relation"),
        Term("hasVersion", "Has Version", "A pour version", "", "relation"),
        Term("isReplacedBy", "Is Replaced By", "Est remplacé par", "", "relation"),
        Term("replaces", "Replaces", "Remplace", "", "relation"),
        Term("isRequiredBy", "Is Required By", "Est requis par", "", "relation"),
        Term("requires", "Requires", "Requiert", "", "relation"),
        Term("isPartOf", "Is Part Of", "Fait partie de", "", "relation"),
        Term("hasPart", "Has Part", "A pour partie", "", "relation"),
        Term("isReferencedBy", "Is Referenced By", "Est référencé par", "", "relation"),
        Term("references", "References", "Référence", "", "relation"),
        Term("isFormatOf", "Is Format Of", "Est un autre format de", "", "relation"),
        Term("hasFormat", "Has Format", "A pour autre format", "", "relation"),
        Term("coverage", "Coverage", "Couverture", "LocationPeriodOrJurisdiction"),
        Term("spatial", "Spatial Coverage", "Lieu", "Location", "coverage"),
        Term("temporal", "Temporal Coverage", "Période", "PeriodOfTime", "coverage"),
        Term("rights", "Rights", "Droits", "RightsStatement"),
        Term("accessRights", "Access Rights", "Conditions d'accès", "RightsStatement", "rights"),
        Term("license", "License", "Licence", "LicenseDocument", "rights"),
        Term("rightsHolder", "Rights Holder", "Titulaire des droits", _AGENT),
        Term("audience", "Audience", "Public", _AGENT_CLASS),
        Term("mediator", "Mediator", "Médiateur", _AGENT_CLASS, "audience"),
        Term(
            "educationLevel",
            "Audience Education Level",
            "Niveau d'études du public",
            _AGENT_CLASS,
            "audience",
        ),
        Term("provenance", "Provenance", "Provenance", "ProvenanceStatement"),
        Term("accrualMethod", "Accrual Method", "Mode d'accroissement", "MethodOfAccrual"),
        Term("accrualPeriodicity", "Accrual Periodicity", "Fréquence d'accroissement", "Frequency"),
        Term("accrualPolicy", "Accrual Policy", "Politique d'accroissement", "Policy"),
        Term(
            "instructionalMethod",
            "Instructional Method",
            "Méthode pédagogique",
            "MethodOfInstruction",
        ),
    )
}
