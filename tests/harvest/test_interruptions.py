"""A harvest that is killed or undone: the same command makes it whole."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
from faulty_partner import Answer, titled

from archivekit.catalogue import Catalogue, undo


class Stop(BaseException):
    """Ctrl-C, or worse."""


class Stopping:
    """Progress during which the run is stopped, when so many pages were kept."""

    def __init__(self, at: int) -> None:
        self._left = at

    def total(self, count: int | None) -> None:  # noqa: ARG002
        self._left -= 1
        if self._left == 0:
            raise Stop

    def advance(self, count: int = 1) -> None:
        pass


def undo_batch(harvester, batch: int) -> None:
    with Catalogue.open(harvester.archive.catalogue) as catalogue:
        undo(catalogue, batch)


@pytest.mark.parametrize(("kept", "left"), [(1, 3), (2, 2), (3, 1)])
def test_stopped_after_any_page_the_next_run_goes_on_from_it(harvester, partner, kept, left):
    with pytest.raises(Stop):
        harvester.harvest(partner, step=Stopping(at=kept))
    assert len(harvester.titles) == 10 * kept
    result = harvester.harvest(partner)
    assert (result.complete, result.pages) == (True, left)
    assert harvester.problem_keys == ["goes-on"]
    assert len(harvester.titles) == 35
    assert harvester.rows("select count(*) from changes") == [(35,)]


def test_stopped_after_the_last_page_the_harvest_is_complete(harvester, partner):
    with pytest.raises(Stop):
        harvester.harvest(partner, step=Stopping(at=4))
    harvester.harvest(partner)
    assert "from" in partner.lists_asked[-1]


def test_an_unfinished_harvest_of_other_dates_is_not_gone_on_with(harvester, partner):
    with pytest.raises(Stop):
        harvester.harvest(partner, step=Stopping(at=1), first="2024-01-01")
    result = harvester.harvest(partner)
    assert (result.received, result.complete) == (35, True)
    assert harvester.problem_keys == []


def test_killed_in_the_middle_of_a_page_nothing_of_it_is_kept(harvester, partner):
    """A process of its own, killed by the partner when it has asked for the third page."""
    program = (
        "import sys; from archivekit.cli import main;"
        "main(['harvest', sys.argv[1], '--archive', sys.argv[2]])"
    )
    command = [sys.executable, "-c", program, partner.url, str(harvester.archive.root)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(answer: Answer) -> Answer:
        running.kill()
        return answer

    partner.faults[2] = kill
    assert running.wait(timeout=60) == -signal.SIGKILL
    kept = len(harvester.titles)
    assert kept in (0, 10, 20)  # the third page was asked for while those before it were kept
    assert harvester.harvest(partner).received == 35 - kept
    assert len(harvester.titles) == 35


def test_an_undone_harvest_is_harvested_again(harvester, partner):
    changed = titled("03", "Registre vert", datestamp="2024-06-02T00:00:00Z")
    first = harvester.harvest(partner)
    partner.items[3] = changed
    partner.clock = "2024-06-03T00:00:00Z"
    second = harvester.harvest(partner)
    undo_batch(harvester, second.batch)
    assert harvester.titles[changed.identifier] == "Registre"
    again = harvester.harvest(partner)
    assert again.kept["changed"] == 1
    assert harvester.titles[changed.identifier] == "Registre vert"
    undo_batch(harvester, again.batch)
    undo_batch(harvester, first.batch)
    assert harvester.titles == {}
    assert harvester.harvest(partner).kept["new"] == 35
    assert harvester.titles[changed.identifier] == "Registre vert"


def test_a_harvest_whose_first_part_was_undone_begins_again(harvester, partner):
    stopping = Stopping(at=2)
    with pytest.raises(Stop):
        harvester.harvest(partner, step=stopping)
    harvester.harvest(partner)
    undo_batch(harvester, 1)
    assert len(harvester.titles) < 35
    harvester.harvest(partner)
    assert len(harvester.titles) == 35
