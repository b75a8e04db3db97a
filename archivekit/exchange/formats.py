"""The formats that records are exported in, each with the function that writes it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from archivekit.exchange.outgoing import Writer


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name; ``suffix`` is of its file, empty where it is a folder.

    ``public``: made for the outside, so that only what is open today leaves in it, unless asked.
    """

    name: str
    suffix: str
    writer: str
    public: bool

    def load(self) -> Writer:
        """Its writer, loaded only when it is asked for."""
        module, _, function = self.writer.partition(":")
        writer: Writer = getattr(import_module(f"archivekit.exchange.{module}"), function)
        return writer


FORMATS = {
    form.name: form
    for form in (
        Format("sheet", ".xlsx", "sheet.writing:write_xlsx", public=False),
        Format("csv", ".csv", "sheet.writing:write_csv", public=False),
        Format("ead", ".xml", "ead.writing:write_ead2002", public=False),
        Format("ead3", ".xml", "ead.writing:write_ead3", public=False),
        Format("apeead", ".xml", "ead.writing:write_apeead", public=True),
        Format("oai_dc", ".xml", "dc:write_oai_dc", public=True),
        Format("qdc", ".xml", "dc:write_qdc", public=True),
        Format("edm", ".xml", "edm:write", public=True),
        Format("jsonld", ".jsonld", "schema_org:write", public=True),
        Format("mets", "", "mets:write", public=False),
        Format("francearchives-csv", "", "francearchives_csv:write", public=True),
        Format("eac-cpf", "", "eac_cpf.writing:write", public=False),
    )
}
