"""The checks of an OAI-PMH repository: each finds the fault that it is for, and no other."""

from __future__ import annotations

import pytest
from faults import FAULTS, plainly
from faulty_repository import Fault

from archivekit.errors import NothingDone
from archivekit.harvest.conformance import CHECKS
from archivekit.harvest.conformance.table import GROUPS

# A request that makes a server fail is refused wrongly too.
NEVER_ALONE = {"no-server-error"}


def found(report) -> list[str]:
    return [finding.check.name for finding in report.findings]


def test_our_own_provider_is_clean_and_nearly_all_can_be_looked_at(checked):
    report = checked(Fault())
    assert found(report) == []
    not_seen = {check.name for check, _ in report.not_seen} - {"compression"}
    assert not_seen == {"date-finer", "expiration-date", "set-no-hierarchy", "deletions-declared"}
    assert report.requests <= 72


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_by_its_check_alone(checked, name):
    report = checked(FAULTS[name])
    also = {"deletions-kept"} if name == "deletions-declared" else set()
    assert set(found(report)) == {name} | also, [
        (finding.check.name, came.answer.url, came.sentence("en"))
        for finding in report.findings
        for came in finding.shown
    ]


def test_a_server_that_fails_is_told_of_beside_what_failed(checked):
    report = checked(plainly(500, "archivekit_no_such_format"))
    assert set(found(report)) == {"prefix-unknown", "no-server-error"}


def test_every_check_has_a_fault_of_its_own():
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
    assert set(names) == {*FAULTS, *NEVER_ALONE}
    assert {check.group for check in CHECKS} == set(GROUPS)


def test_what_is_wrong_is_said_in_both_languages_with_the_request_that_shows_it(checked):
    report = checked(FAULTS["window-whole-day"])
    [finding] = report.as_json()["findings"]
    assert finding["section"] == "2.7.1"
    assert "dernière seconde" in finding["expected"]["fr"]
    assert "last second" in finding["expected"]["en"]
    [shown, *_] = finding["shown"]
    assert shown["request"].endswith("&from=2026-01-15&until=2026-01-15")
    assert shown["came"] == {"fr": "l'erreur badArgument", "en": "the error badArgument"}


@pytest.mark.parametrize("fault", [plainly(404, ""), plainly(200, "")])
def test_an_address_where_no_repository_answers_is_told_so(checked, fault):
    with pytest.raises(NothingDone, match="/oai"):
        checked(fault)
