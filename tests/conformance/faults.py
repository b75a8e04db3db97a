"""The faults of repositories, by the check that must find each of them and no other."""

from __future__ import annotations

import re
from dataclasses import replace

from faulty_repository import Fault, Sent

_GZIP = "</granularity><compression>gzip</compression>"
LIST = "verb=ListIdentifiers&metadataPrefix=oai_dc"
FORMATS = "verb=ListMetadataFormats"
RECORD = "verb=GetRecord"
SECOND = r"\d{4}-\d\d-\d\dT[0-9:]+Z"
DAY = r"\d{4}-\d\d-\d\d"


def says(pattern: str, by: str, *, where: str = "", count: int = 0) -> Fault:
    """Other words in the answers to queries that hold something."""

    def answered(query: str, sent: Sent) -> Sent:
        if not re.search(where, query):
            return sent
        return sent.replaced(pattern.encode(), by.encode(), count)

    return Fault(answered=answered)


def takes(pattern: str, by: str) -> Fault:
    """A query taken for another."""
    return Fault(asked=lambda query, _: re.sub(pattern, by, query))


def on_the_last_page(pattern: str, by: str) -> Fault:
    """Other words on the third page of the list of identifiers."""

    def answered(query: str, sent: Sent) -> Sent:
        is_last = query.startswith("verb=ListIdentifiers") and b'cursor="200"' in sent.body
        return sent.replaced(pattern.encode(), by.encode()) if is_last else sent

    return Fault(answered=answered)


def token_once() -> Fault:
    """A token that is good only once."""
    used: list[str] = []

    def asked(query: str, _: list[str]) -> str:
        if query.startswith("verb=ListIdentifiers&resumptionToken=") and query.count("&") == 1:
            if query in used:
                return f"{query}x"
            used.append(query)
        return query

    return Fault(asked=asked)


def any_token() -> Fault:
    """A token that is unknown is taken for the first that was given."""

    def asked(query: str, tokens: list[str]) -> str:
        token = query.removeprefix("verb=ListIdentifiers&resumptionToken=")
        if token == query or "&" in token or token in tokens:
            return query
        return f"verb=ListIdentifiers&resumptionToken={tokens[0]}"

    return Fault(asked=asked)


def empty_page_at_the_end() -> Fault:
    """A token on the last page, that leads to nothing."""

    def answered(query: str, sent: Sent) -> Sent:
        if query.startswith("verb=ListIdentifiers") and query.endswith("=end"):
            return sent.replaced(rb"<header.*</resumptionToken>", b"<resumptionToken/>")
        if b'cursor="200"' not in sent.body:
            return sent
        return sent.replaced(rb"></resumptionToken>", b">end</resumptionToken>")

    taken = takes("resumptionToken=end$", "metadataPrefix=oai_dc")
    return replace(taken, answered=answered)


def by_days() -> Fault:
    """A repository of days that takes seconds."""
    return both(
        says(f"<(datestamp|earliestDatestamp)>({DAY})T[0-9:]+Z", r"<\1>\2"),
        says("<granularity>.*?<", "<granularity>YYYY-MM-DD<"),
    )


def both(one: Fault, other: Fault) -> Fault:
    """Two changes that make one fault."""
    return Fault(
        asked=lambda query, tokens: other.asked(one.asked(query, tokens), tokens),
        answered=lambda query, sent: other.answered(query, one.answered(query, sent)),
    )


def plainly(status: int, where: str) -> Fault:
    """No OAI-PMH but a plain error of HTTP."""

    def answered(query: str, sent: Sent) -> Sent:
        if not re.search(where, query):
            return sent
        return Sent(b"No.\n", status, "text/plain")

    return Fault(answered=answered)


def sent_as(content_type: str) -> Fault:
    """Another content type."""
    return Fault(answered=lambda _, sent: replace(sent, content_type=content_type))


def errors_by_http(_: str, sent: Sent) -> Sent:
    """Errors with a status of their own."""
    return replace(sent, status=400) if b"<error" in sent.body else sent


def one_more_set(content: str) -> Fault:
    """A set more."""
    return says("</ListSets>", f"<set>{content}</set></ListSets>")


FAULTS: dict[str, Fault] = {
    # Identify
    "repository-name": says("<repositoryName>.*?<", "<repositoryName><"),
    "protocol-version": says("<protocolVersion>2.0", "<protocolVersion>1.1"),
    "base-url": says("(<baseURL>|<request[^>]*>)http:", r"\1https:"),
    "admin-email": says("<adminEmail>.*?<", "<adminEmail>the archivist<"),
    "deleted-record": says(">persistent<", ">sometimes<"),
    "deletions-kept": says(">persistent<", ">transient<"),
    "granularity": says("ssZ</granularity>", "</granularity>"),
    "earliest-datestamp": says("<earliestDatestamp>.*?<", "<earliestDatestamp>2020<"),
    "earliest-is-true": says("(<earliestDatestamp>)2026", r"\g<1>2999"),
    "oai-identifier": says("<repositoryIdentifier>.*?<", "<repositoryIdentifier>archives<"),
    # Records
    "records": Fault(
        answered=lambda query, sent: (
            sent.replaced(rb"<ListRecords>.*</ListRecords>", b'<error code="noRecordsMatch"/>')
            if query == LIST.replace("Identifiers", "Records")
            else sent
        )
    ),
    "same-headers": says("<setSpec>.*?</setSpec>", "", where="verb=ListRecords"),
    "get-record": says("<setSpec>.*?</setSpec>", "", where=RECORD),
    "deleted-alone": says(
        '<GetRecord>.*status="deleted".*</GetRecord>', '<error code="idDoesNotExist"/>'
    ),
    "identifiers": both(
        takes("identifier=item%20", "identifier=oai%3A"),
        says("<identifier>oai:", "<identifier>item "),
    ),
    "unique": says("(<record>.*?</record>)", r"\1\1", where="verb=ListRecords", count=1),
    "datestamps": says("Z</datestamp>", ".0Z</datestamp>"),
    "not-of-tomorrow": on_the_last_page("<datestamp>2026", "<datestamp>2999"),
    "status": on_the_last_page('status="deleted"', 'status="gone"'),
    "metadata": says("<metadata>.*?</metadata>", "", where="verb=ListRecords", count=1),
    "deletions-declared": says(">persistent<", ">no<"),
    # Tokens
    "token-goes-on": takes("^(verb=ListIdentifiers&resumptionToken=[^&]*)$", r"\1x"),
    "token-same-again": token_once(),
    "token-exclusive": takes("(resumptionToken=.*)&metadataPrefix=oai_dc", r"\1"),
    "token-altered": any_token(),
    "token-unknown": takes("resumptionToken=archivekit-no.*", "metadataPrefix=oai_dc"),
    "token-of-its-verb": takes("verb=ListSets&.*", "verb=ListSets"),
    "token-last-empty": says("<resumptionToken[^>]*></resumptionToken>", ""),
    "token-not-on-one-page": says(
        "(</header>)(</ListIdentifiers>)", r"\1<resumptionToken/>\2", where="from="
    ),
    "page-not-empty": empty_page_at_the_end(),
    "list-ends": on_the_last_page(
        "<ListIdentifiers>.*</ListIdentifiers>", '<error code="badResumptionToken"/>'
    ),
    "complete-list-size": says(r'completeListSize="\d+"', 'completeListSize="7"'),
    "cursor": says('cursor="0"', 'cursor="1"'),
    "expiration-date": says("<resumptionToken", '<resumptionToken expirationDate="2001-01-01"'),
    "token-attributes": says("<resumptionToken", '<resumptionToken expiration_date=""'),
    # Formats
    "oai-dc-offered": says("<metadataPrefix>oai_dc", "<metadataPrefix>dc", where=f"^{FORMATS}$"),
    "oai-dc-named": says("/oai_dc.xsd<", "/dc.xsd<", where=f"^{FORMATS}$"),
    "format-described": says(
        "</ListMetadataFormats>",
        "<metadataFormat><metadataPrefix>a b</metadataPrefix><schema>s</schema>"
        "<metadataNamespace>n</metadataNamespace></metadataFormat></ListMetadataFormats>",
        where=f"^{FORMATS}$",
    ),
    "formats-of-record": says("<metadataPrefix>oai_dc", "<metadataPrefix>dc", where="identifier="),
    "oai-dc-root": says("(</?oai_dc:)dc", r"\1record"),
    "oai-dc-elements": says("(</?dc:)title", r"\1name"),
    "oai-dc-location": says(
        '(<oai_dc:dc[^>]*schemaLocation=")[^" ]*', r"\1http://purl.org/dc/elements/1.1/"
    ),
    # Dates
    "date-grammar": takes("from=2015-1-1", "from=2015-01-01"),
    "date-impossible": takes("from=2023-02-30", "from=2023-03-02"),
    "date-seconds": takes("from=2015-01-01T00:00:00.0Z", "from=2015-01-01T00:00:00Z"),
    "date-mixed": takes("&until=2999-01-01T00:00:00Z", ""),
    "date-finer": by_days(),
    "date-day": takes("oai_dc&until=2999-01-01", "oai_dc&until=2999"),
    "date-inverted": takes("from=2015-01-02&until=2015-01-01", "until=1000-01-01"),
    "date-before-all": takes("until=1000-01-01", "until=1000"),
    "date-after-all": takes("from=2999-01-01", "from=2999"),
    "window-inclusive": takes(f"from={SECOND}&until={SECOND}$", "until=1000-01-01"),
    "window-whole-day": takes(f"until=({DAY})$", r"until=\1T00:00:00Z"),
    "window-only": takes(f"(from={SECOND})&until={SECOND}$", r"\1"),
    # Sets
    "sets": takes("verb=ListSets$", "verb=ListSets&page=1"),
    "set-grammar": one_more_set("<setSpec>a b</setSpec><setName>A</setName>"),
    "set-unique": says("(<set>.*?</set>)", r"\1\1", count=1),
    "set-named": one_more_set("<setSpec>a</setSpec><setName/>"),
    "set-ancestors": one_more_set("<setSpec>a:b</setSpec><setName>B</setName>"),
    "set-lists": takes("&set=[^a%].*", ""),
    "sets-of-records": says("</header>", "<setSpec>unlisted</setSpec></header>"),
    "set-unknown": takes("&set=archivekit.*", ""),
    "set-malformed": takes("&set=%.*", ""),
    "set-no-hierarchy": says("<ListSets>.*</ListSets>", '<error code="noSetHierarchy"/>'),
    # Refusals
    "verb-missing": takes("^$", "verb=Identify"),
    "verb-unknown": takes("ListEverything", "Identify"),
    "verb-case": takes("identify", "Identify"),
    "verb-repeated": takes("verb=Identify&verb=Identify", "verb=Identify"),
    "argument-unknown": takes("&page=2", ""),
    "argument-repeated": takes("(&metadataPrefix=oai_dc){2}", r"\1"),
    "argument-missing": takes("^verb=ListRecords$", "verb=ListRecords&metadataPrefix=oai_dc"),
    "argument-empty": takes("&from=$", ""),
    "identifier-unknown": says('"idDoesNotExist"', '"noRecordsMatch"', where="no-such-record"),
    "prefix-unknown": takes("archivekit_no_such_format", "oai_dc"),
    "illegal-characters": plainly(400, "%01"),
    # HTTP
    "post": Fault(takes_post=False),
    "compression": replace(
        says("</granularity>(<compression>.*</compression>)?", _GZIP), coding="never"
    ),
    "errors-with-200": Fault(answered=errors_by_http),
    "content-type": sent_as("application/xml"),
    "identity-coding": Fault(coding="always"),
    "utf-8": sent_as("text/xml; charset=ISO-8859-1"),
    # The document
    "clock": says("<responseDate>....", "<responseDate>2998"),
    "well-formed": on_the_last_page("</OAI-PMH>", ""),
    "legal-characters": on_the_last_page("<resumptionToken", "\x01<resumptionToken"),
    "root": on_the_last_page('xmlns="http://www.openarchives.org/OAI/2.0/"', 'xmlns="urn:oai"'),
    "schema-location": says(r'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ .*?"', ""),
    "structure": says("</responseDate>", "</responseDate><served/>"),
    "response-date": says("Z</responseDate>", "+00:00</responseDate>"),
    "request-address": says("(<request[^>]*>)", r"\1oai:"),
    "request-echo": says('(<request[^>]*) metadataPrefix="oai_dc"', r"\1"),
    "request-bare": says(
        '<request>(.*code="bad(?:Verb|Argument)")', r'<request verb="Identify">\1'
    ),
}
