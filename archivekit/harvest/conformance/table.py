"""The table of all checks, in the order they are made.

Those that look at answers come last: by then all others have asked.
"""

from __future__ import annotations

from archivekit.harvest.conformance.checks import (
    arguments,
    dates,
    document,
    formats,
    http,
    identify,
    records,
    sets,
    tokens,
)
from archivekit.harvest.conformance.finding import Check
from archivekit.problems import Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

GROUPS = (
    *("http", "document", "identify", "formats", "records", "tokens", "dates", "sets"),
    "arguments",
)

CHECKS = (
    # Identify
    Check("identify", "repository-name", _E, "4.2", identify.repository_name),
    Check("identify", "protocol-version", _E, "4.2", identify.protocol_version),
    Check("identify", "base-url", _E, "4.2", identify.base_url),
    Check("identify", "admin-email", _E, "4.2", identify.admin_email),
    Check("identify", "deleted-record", _E, "4.2", identify.deleted_record),
    Check("identify", "deletions-kept", _N, "2.5.1", identify.deletions_kept),
    Check("identify", "granularity", _E, "4.2", identify.granularity),
    Check("identify", "earliest-datestamp", _E, "4.2", identify.earliest_datestamp),
    Check("identify", "oai-identifier", _W, "2.4", identify.oai_identifier),
    # Lists
    Check("records", "records", _E, "4.5", records.are_there),
    Check("records", "same-headers", _E, "4.3", records.same_headers),
    Check("records", "get-record", _E, "4.1", records.get_record),
    Check("tokens", "token-goes-on", _E, "3.5", tokens.goes_on),
    Check("tokens", "token-same-again", _E, "3.5.1", tokens.same_again),
    Check("tokens", "token-exclusive", _E, "3.5", tokens.exclusive),
    Check("tokens", "token-altered", _W, "3.5", tokens.altered),
    Check("tokens", "token-unknown", _E, "3.5", tokens.unknown),
    Check("tokens", "token-of-its-verb", _W, "3.5", tokens.of_its_verb),
    Check("tokens", "token-last-empty", _E, "3.5", tokens.last_is_empty),
    Check("tokens", "token-not-on-one-page", _N, "3.5", tokens.none_on_one_page),
    Check("tokens", "page-not-empty", _E, "3.5", tokens.no_page_is_empty),
    Check("tokens", "list-ends", _E, "3.5", tokens.ends_without_error),
    Check("tokens", "complete-list-size", _W, "3.5", tokens.complete_list_size),
    Check("tokens", "cursor", _W, "3.5", tokens.cursor),
    Check("tokens", "expiration-date", _W, "3.5", tokens.expiration_date),
    # Formats
    Check("formats", "oai-dc-offered", _E, "3.4", formats.oai_dc_offered),
    Check("formats", "oai-dc-named", _E, "3.4", formats.oai_dc_named),
    Check("formats", "format-described", _E, "4.4", formats.described),
    Check("formats", "formats-of-record", _E, "4.4", formats.of_record),
    # Dates
    Check("dates", "date-grammar", _E, "3.3.1", dates.grammar),
    Check("dates", "date-impossible", _E, "3.3.1", dates.impossible),
    Check("dates", "date-seconds", _E, "3.3.1", dates.seconds),
    Check("dates", "date-mixed", _E, "2.7.1", dates.mixed),
    Check("dates", "date-finer", _E, "2.7.1", dates.finer),
    Check("dates", "date-day", _E, "2.7.1", dates.day_accepted),
    Check("dates", "date-inverted", _E, "2.7.1", dates.inverted),
    Check("dates", "date-before-all", _E, "2.7.1", dates.before_all),
    Check("dates", "date-after-all", _E, "2.7.1", dates.after_all),
    Check("dates", "window-inclusive", _E, "2.7.1", dates.inclusive),
    Check("dates", "window-whole-day", _E, "2.7.1", dates.whole_day),
    Check("dates", "window-only", _E, "2.7.1", dates.only),
    # Sets
    Check("sets", "sets", _E, "4.6", sets.answers),
    Check("sets", "set-grammar", _E, "2.6", sets.grammar),
    Check("sets", "set-unique", _E, "2.6", sets.unique),
    Check("sets", "set-named", _E, "2.6", sets.named),
    Check("sets", "set-ancestors", _W, "2.6", sets.ancestors),
    Check("sets", "set-lists", _E, "2.7.2", sets.lists),
    Check("sets", "set-unknown", _E, "4.3", sets.unknown),
    Check("sets", "set-malformed", _W, "2.6", sets.malformed),
    Check("sets", "set-no-hierarchy", _W, "4.3", sets.no_hierarchy),
    # What is refused
    Check("arguments", "verb-missing", _E, "3.6", arguments.verb_missing),
    Check("arguments", "verb-unknown", _E, "3.6", arguments.verb_unknown),
    Check("arguments", "verb-case", _E, "3.6", arguments.verb_case),
    Check("arguments", "verb-repeated", _E, "3.6", arguments.verb_repeated),
    Check("arguments", "argument-unknown", _E, "3.6", arguments.argument_unknown),
    Check("arguments", "argument-repeated", _E, "3.6", arguments.argument_repeated),
    Check("arguments", "argument-missing", _E, "3.6", arguments.argument_missing),
    Check("arguments", "argument-empty", _W, "3.6", arguments.argument_empty),
    Check("arguments", "identifier-unknown", _E, "3.6", arguments.identifier_unknown),
    Check("arguments", "prefix-unknown", _E, "3.6", arguments.prefix_unknown),
    Check("arguments", "illegal-characters", _E, "3.6", arguments.illegal_characters),
    # HTTP
    Check("http", "post", _E, "3.1.1.2", http.post_answers),
    Check("http", "compression", _W, "3.1.3", http.compression),
    # Of all answers that came
    Check("records", "deleted-alone", _E, "2.5.1", records.deleted_alone),
    Check("document", "clock", _W, "3.2", document.clock),
    Check("http", "no-server-error", _E, "3.1.2.2", http.no_server_error),
    Check("http", "errors-with-200", _E, "3.1.2.2", http.errors_with_200),
    Check("http", "content-type", _E, "3.1.2.1", http.content_type),
    Check("http", "identity-coding", _E, "3.1.3", http.identity_coding),
    Check("http", "utf-8", _E, "3.2", http.utf_8),
    Check("document", "well-formed", _E, "3.2", document.well_formed),
    Check("document", "legal-characters", _E, "3.2", document.legal_characters),
    Check("document", "root", _E, "3.2", document.root),
    Check("document", "schema-location", _W, "3.2", document.schema_location),
    Check("document", "structure", _E, "3.2", document.structure),
    Check("document", "response-date", _E, "3.3.2", document.response_date),
    Check("document", "request-address", _E, "3.2", document.request_address),
    Check("document", "request-echo", _E, "3.2", document.request_echo),
    Check("document", "request-bare", _E, "3.2", document.request_bare),
    Check("identify", "earliest-is-true", _E, "4.2", identify.earliest_is_true),
    Check("records", "identifiers", _E, "2.4", records.identifiers),
    Check("records", "unique", _E, "2.4", records.unique),
    Check("records", "datestamps", _E, "2.7.1", records.datestamps),
    Check("records", "not-of-tomorrow", _W, "2.7.1", records.not_of_tomorrow),
    Check("records", "status", _E, "2.5", records.status),
    Check("records", "metadata", _E, "2.5", records.metadata),
    Check("records", "deletions-declared", _E, "2.5.1", records.deletions_declared),
    Check("tokens", "token-attributes", _E, "3.5", tokens.attributes),
    Check("formats", "oai-dc-root", _E, "3.4", formats.oai_dc_root),
    Check("formats", "oai-dc-elements", _E, "3.4", formats.oai_dc_elements),
    Check("formats", "oai-dc-location", _W, "3.4", formats.oai_dc_location),
    Check("sets", "sets-of-records", _W, "2.6", sets.of_records),
)
