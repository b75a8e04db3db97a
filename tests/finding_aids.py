"""Finding aids of an invented town, written in a line or two each."""

from __future__ import annotations

from pathlib import Path

HEAD = (
    "<ead><eadheader><eadid>FR_VALMONT_2J</eadid><filedesc><titlestmt>"
    "<titleproper>Fonds Morel</titleproper></titlestmt></filedesc></eadheader>"
    '<archdesc level="fonds"><did><unitid>2 J</unitid><unittitle>Fonds Morel</unittitle></did>'
)
TAIL = "</archdesc></ead>"


def component(
    code: str | None, title: str, *inside: str, did: str = "", more: str = "", **attributes: str
) -> str:
    """One component: ``did`` goes into its did, ``more`` after it, ``inside`` are those below."""
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    unitid = f"<unitid>{code}</unitid>" if code else ""
    below = "\n".join(inside)
    return f"<c{said}><did>{unitid}<unittitle>{title}</unittitle>{did}</did>{more}{below}</c>"


def finding_aid(*components: str, more: str = "") -> str:
    """A whole finding aid of ``2 J``; ``more`` stands in its archdesc."""
    return f"{HEAD}{more}<dsc>\n" + "\n".join(components) + f"\n</dsc>{TAIL}"


def written(folder: Path, text: str | bytes, name: str = "2J.xml") -> Path:
    """A file of a finding aid."""
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file
