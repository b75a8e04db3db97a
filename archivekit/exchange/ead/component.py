"""One component of a finding aid as a description: what the reader and the exporter share.

The exact shape, for whoever calls it::

    read_component(source_xml, *, code="", problems=None, place=Place()) -> Description

``source_xml`` is ``Description.source_xml`` as the import keeps it: one component (``<c>``,
``<c01>`` … ``<c12>``) without the components below it, or, for the top of a finding aid, the whole
``<ead>`` with its ``<eadheader>`` (EAD3: ``<control>``) and its ``<archdesc>``, without components.
Well-formed XML on its own, its namespaces declared; comments kept. The description that comes out
has ``source_xml`` put in again, no ``parent_code``, and as ``code`` the component's own reference
code, or ``code`` where it has none. It is what the import stored, unless the record was edited
since; a code that the import made (see :mod:`archivekit.exchange.ead.codes`) is not in it.
Where each element goes says :mod:`archivekit.exchange.ead.describing`.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from archivekit.description.record import Description
from archivekit.exchange.ead.describing import describe
from archivekit.problems import Place, Problems, Severity

MOST_BYTES = 1 << 25
# libxml2's numbers (xmlerror.h): XML_WAR_NS_URI, XML_WAR_NS_URI_RELATIVE, XML_NS_ERR_….
_OF_NAMESPACES = frozenset((99, 100, *range(200, 206)))


def read_component(
    source_xml: str,
    *,
    code: str = "",
    problems: Problems | None = None,
    place: Place | None = None,
) -> Description:
    """The description that a component's own XML gives; see this module for the exact shape.

    Raises ValueError where it is no XML of one component.
    """
    if len(source_xml) > MOST_BYTES:
        raise ValueError("more than one component's part")
    element = _parsed(source_xml)

    def tell(key: str, severity: Severity = Severity.WARNING, **values: object) -> None:
        if problems is not None:
            problems.add(key, severity, place, **values)

    found = describe(element, tell)
    found.source_xml = source_xml
    found.code = found.code or code
    return found


def _parsed(source_xml: str) -> Any:
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            recover=recover,
            collect_ids=False,
            encoding="utf-8",
        )
        try:
            return etree.fromstring(source_xml.encode(), parser)
        except etree.XMLSyntaxError as error:
            # A prefix that nothing declares is no reason to lose a record.
            if recover or not is_of_namespaces(error):
                raise ValueError(str(error)) from None
    raise AssertionError("the second try ends it")


def is_of_namespaces(error: etree.XMLSyntaxError) -> bool:
    """Whether what is wrong is a prefix or the address of a namespace.

    libxml2 reads on over these, and tells of nothing else where all elements are closed.
    """
    return error.code in _OF_NAMESPACES  # type: ignore[attr-defined]
