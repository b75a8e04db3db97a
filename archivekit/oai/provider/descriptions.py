"""What ``Identify`` tells beside what it must: the ``<description>`` containers (Guidelines).

Each is there where the settings say something for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archivekit.description.addresses import BASE
from archivekit.oai import about
from archivekit.oai.provider import queries
from archivekit.oai.provider.envelope import element
from archivekit.oai.provider.repository import Repository

# sampleIdentifierType of oai-identifier.xsd.
_SAMPLE = re.compile(
    r"oai:[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+:[a-zA-Z0-9\-_.!~*'();/?:@&=+$,%]+"
)
_NAMESPACES = "http://www.openarchives.org/OAI/2.0"


def of(repository: Repository) -> Iterator[str]:
    """The content of each container."""
    settings = repository.edition.settings
    yield _oai_identifier(repository)
    if license_uri := settings.get("metadata_license"):
        yield about.rights_manifest(license_uri)
    if logo := settings.get("logo"):
        yield _branding(repository, logo)
    if friends := settings.get("friends"):
        yield _friends(friends)


def _oai_identifier(repository: Repository) -> str:
    """How identifiers are formed here."""
    settings = repository.edition.settings
    domain, naan = settings["oai_domain"], settings["naan"]
    sample = queries.a_sample_identifier(repository) or ""
    if not _SAMPLE.fullmatch(sample):
        sample = f"oai:{domain}:ark:/{naan}/b0"
    return _container(
        "oai-identifier",
        f"{_NAMESPACES}/oai-identifier",
        element("scheme", "oai"),
        element("repositoryIdentifier", domain),
        element("delimiter", ":"),
        element("sampleIdentifier", sample),
    )


def _branding(repository: Repository, logo: str) -> str:
    """The sign by which the repository is shown among others."""
    icon = element("url", logo) + element("link", f"{BASE}/") + element("title", repository.name)
    namespace = f"{_NAMESPACES}/branding/"
    return _container("branding", namespace, f"<collectionIcon>{icon}</collectionIcon>")


def _friends(base_urls: list[str]) -> str:
    """Where a harvester may go next."""
    urls = (element("baseURL", url) for url in base_urls)
    return _container("friends", f"{_NAMESPACES}/friends/", *urls)


def _container(name: str, namespace: str, *content: str) -> str:
    location = f"{namespace} {_NAMESPACES}/{name}.xsd"
    opened = f'<{name} xmlns="{namespace}" xsi:schemaLocation="{location}">'
    return f"{opened}{''.join(content)}</{name}>"
