"""EDM, the Europeana Data Model: one exposed record as object, images, aggregation and services.

Owns which term becomes which property (EDM Definition 5.2.8; schema EDM-EXTERNAL), and what
Europeana asks of a record: one that does not meet it is not written (:func:`unmet`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from archivekit.description import dcmi_terms, dcmi_types, duration, rights
from archivekit.description.addresses import image_url, manifest_url, record_url, recording_url
from archivekit.description.contributed import is_user_generated
from archivekit.description.exposed import Exposed, ExposedPage
from archivekit.description.record import Value
from archivekit.description.uris import is_url
from archivekit.oai.oai_dc import language_attribute
from archivekit.oai.xml_text import escape, escape_attribute

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "ebucore": "http://www.ebu.ch/metadata/ontologies/ebucore/ebucore#",
    "edm": "http://www.europeana.eu/schemas/edm/",
    "ore": "http://www.openarchives.org/ore/terms/",
    "svcs": "http://rdfs.org/sioc/services#",
}
_DECLARED = " ".join(f'xmlns:{p}="{uri}"' for p, uri in NAMESPACES.items())
OPEN = f"<rdf:RDF {_DECLARED}>"
_OPEN_ALONE = (
    f'<rdf:RDF {_DECLARED} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    f' xsi:schemaLocation="{NAMESPACES["rdf"]} http://www.europeana.eu/schemas/edm/EDM.xsd">'
)
CLOSE = "</rdf:RDF>"

EDM_TYPES: Mapping[str, str] = {
    "Text": "TEXT",
    "StillImage": "IMAGE",
    "Image": "IMAGE",
    "MovingImage": "VIDEO",
    "Sound": "SOUND",
    # What is shown of an object is pictures of it; 3D is for models.
    "PhysicalObject": "IMAGE",
}
_TERMS = frozenset(
    (
        *("alternative", "conformsTo", "created", "extent", "hasFormat", "hasPart", "hasVersion"),
        *("isFormatOf", "isPartOf", "isReferencedBy", "isReplacedBy", "isRequiredBy", "issued"),
        *("isVersionOf", "medium", "provenance", "references", "replaces", "requires", "spatial"),
        *("tableOfContents", "temporal"),
    )
)
_ELEMENTS = frozenset(
    (
        *("title", "creator", "subject", "description", "publisher", "contributor", "date"),
        *("type", "format", "identifier", "source", "language", "relation", "coverage", "rights"),
    )
)
# Said elsewhere: the title completed, the language by its code, the licence at the aggregation.
_MADE = frozenset(("title", "language", "license"))
_EDTF_OF_DAYS = re.compile(r"\d{4}(?:-\d\d){0,2}[?~%]?(?:/(?:\d{4}(?:-\d\d){0,2}[?~%]?)?)?")


def element_of(term: str) -> str | None:
    """The property of the object that says a term: its own, or that of a broader term."""
    if term in _TERMS:
        return f"dcterms:{term}"
    if term in _ELEMENTS:
        return f"dc:{term}"
    known = dcmi_terms.TERMS.get(term)
    return f"dc:{known.refines}" if known and known.refines in _ELEMENTS else None


def edm_type(record: Exposed) -> str | None:
    """TEXT, IMAGE, SOUND or VIDEO, of the first kind of document that leaves no doubt."""
    kinds = (dcmi_types.read(value.text) for value in record.terms.get("type", ()))
    return next((EDM_TYPES[kind] for kind in kinds if kind and kind in EDM_TYPES), None)


def edm_rights(record: Exposed) -> str | None:
    """The first licence or rights statement of a record that Europeana takes."""
    said = (*record.terms.get("license", ()), *record.terms.get("rights", ()))
    uris = (rights.license_uri(value.text) for value in said)
    return next((uri for uri in uris if uri and rights.europeana_takes(uri)), None)


def unmet(record: Exposed) -> Iterator[str]:
    """The obligations of Europeana that a record does not meet, by the keys of their texts."""
    if not record.ark:
        yield "exchange.edm-not-published"
    elif not record.pages:
        yield "exchange.edm-no-image"
    kind = edm_type(record)
    if kind is None:
        yield "exchange.edm-no-type"
    if kind == "TEXT" and not record.languages:
        yield "exchange.edm-no-language"
    if edm_rights(record) is None:
        yield "exchange.edm-no-rights"
    if not _provider(record):
        yield "exchange.edm-no-provider"


def write(record: Exposed) -> bytes:
    """The elements of a record that meets all obligations, to stand in ``rdf:RDF``, UTF-8."""
    parts = [*_object(record), *_web_resources(record), *_services(record)]
    parts.extend(_aggregation(record))
    return "\n".join(parts).encode()


def is_taken(record: Exposed) -> bool:
    """Whether a record meets all obligations."""
    return next(unmet(record), None) is None


def document(record: Exposed) -> bytes:
    """The ``<rdf:RDF>`` element of one record that meets all obligations, UTF-8."""
    return f"{_OPEN_ALONE}{write(record).decode()}{CLOSE}".encode()


def _provider(record: Exposed) -> str:
    return next((it for name in record.institution.values() if (it := _words(name))), "")


def _object_uri(record: Exposed) -> str:
    return f"{record_url(record.ark)}#object"


def _view(record: Exposed, page: ExposedPage) -> str:
    """What is to be seen or heard of a page."""
    if page.recording is not None:
        return recording_url(record.ark, page.number, page.recording.media_type)
    return _image(record, page.number)


def _image(record: Exposed, number: int) -> str:
    return f"{image_url(record.ark, number)}/full/max/0/default.jpg"


def _object(record: Exposed) -> Iterator[str]:
    yield f'<edm:ProvidedCHO rdf:about="{_attribute(_object_uri(record))}">'
    for element, value in dict.fromkeys(_said(record)):
        if words := _words(value.text):
            yield _literal(element, words, value.language)
    yield f"<edm:type>{edm_type(record)}</edm:type>"
    yield "</edm:ProvidedCHO>"


def _said(record: Exposed) -> Iterator[tuple[str, Value]]:
    given = record.terms.get("title", [])
    yield "dc:title", Value(record.full_title, given[0].language if given else None)
    yield from (("dc:title", value) for value in given[1:])
    for term, values in record.terms.items():
        element = None if term in _MADE else element_of(term)
        if element:
            yield from ((element, value) for value in values)
    yield "dc:identifier", Value(record.ark)
    yield "dc:identifier", Value(record.code)
    yield "dc:source", Value(record.source)
    yield from (("dc:language", Value(code)) for code in record.languages)
    if record.date_edtf and _EDTF_OF_DAYS.fullmatch(record.date_edtf):
        yield "dc:date", Value(record.date_edtf)
    yield "dc:date", Value(record.date_text)
    yield from (("dcterms:isPartOf", Value(above.title)) for above in record.ancestors)


def _web_resources(record: Exposed) -> Iterator[str]:
    manifest = _attribute(manifest_url(record.ark))
    for page in record.pages:
        heard = page.recording
        media_type = heard.media_type if heard else "image/jpeg"
        yield f'<edm:WebResource rdf:about="{_attribute(_view(record, page))}">'
        yield f"<ebucore:hasMimeType>{media_type}</ebucore:hasMimeType>"
        if heard:
            yield f"<ebucore:duration>{duration.iso_8601(heard.seconds)}</ebucore:duration>"
        yield f'<dcterms:isReferencedBy rdf:resource="{manifest}"/>'
        if heard is None:
            service = _attribute(image_url(record.ark, page.number))
            yield f'<svcs:has_service rdf:resource="{service}"/>'
        yield "</edm:WebResource>"


def _services(record: Exposed) -> Iterator[str]:
    for page in record.images:
        yield f'<svcs:Service rdf:about="{_attribute(image_url(record.ark, page.number))}">'
        yield '<dcterms:conformsTo rdf:resource="http://iiif.io/api/image"/>'
        yield '<doap:implements rdf:resource="http://iiif.io/api/image/3/level2.json"/>'
        yield "</svcs:Service>"


def _aggregation(record: Exposed) -> Iterator[str]:
    provider = _provider(record)
    first, *more = [_view(record, page) for page in record.pages]
    yield f'<ore:Aggregation rdf:about="{_attribute(record_url(record.ark))}#aggregation">'
    yield _link("edm:aggregatedCHO", _object_uri(record))
    yield _literal("edm:dataProvider", provider, None)
    yield from (_link("edm:hasView", image) for image in more)
    yield _link("edm:isShownAt", record_url(record.ark))
    yield _link("edm:isShownBy", first)
    if record.pictured:
        yield _link("edm:object", _image(record, record.pictured.number))
    yield _literal("edm:provider", provider, None)
    for value in record.terms.get("rights", ()):
        if (words := _words(value.text)) and not is_url(words):
            yield _literal("dc:rights", words, value.language)
    yield _link("edm:rights", edm_rights(record) or "")
    if is_user_generated(record.terms):
        yield "<edm:ugc>true</edm:ugc>"
    yield "</ore:Aggregation>"


def _words(text: str) -> str:
    return escape(text).strip()


def _attribute(uri: str) -> str:
    return escape_attribute(uri)


def _literal(element: str, words: str, language: str | None) -> str:
    """``words`` are escaped already."""
    return f"<{element}{language_attribute(language)}>{words}</{element}>"


def _link(element: str, uri: str) -> str:
    return f'<{element} rdf:resource="{_attribute(uri)}"/>'
