"""The end of a list: is all there that the partner announced? And what is told of its records."""

from __future__ import annotations

from archivekit.harvest.as_it_came import AsItCame
from archivekit.harvest.ledger import Harvest
from archivekit.harvest.tales import Tales
from archivekit.problems import Place, Problems, Severity

_SEVERITIES = {
    "harvest.without-identifier": Severity.ERROR,
    "harvest.ead-notes": Severity.NOTE,
}
_NAMED = 20


def is_complete(harvest: Harvest, seen: int, last: Harvest | None) -> bool:
    """Whether a list that has ended is all that there is.

    A list shorter than announced is asked for again as a whole the next time; where it is then just
    as short, the partner counts wrongly.
    """
    announced = harvest.complete_list_size or 0
    if seen >= announced:
        return True
    return (
        last is not None
        and last.id != harvest.resumes
        and last.state == "failed"
        and not last.can_go_on
        and (last.complete_list_size, last.received) == (announced, harvest.received)
        and (last.from_date, last.until_date) == (harvest.from_date, harvest.until_date)
    )


def tell_of_end(harvest: Harvest, seen: int, problems: Problems, url: str) -> None:
    """What is to be said of the partner's count. ``seen``: how many different records came."""
    announced, place = harvest.complete_list_size, Place(url=url)
    if not harvest.received and harvest.from_date is None:
        problems.add("harvest.nothing-there", Severity.WARNING, place)
    if announced is None or announced == seen:
        return
    values = {"announced": announced, "received": seen, "missing": announced - seen}
    if seen > announced:
        problems.add("harvest.list-long", Severity.NOTE, place, **values)
    elif harvest.state == "complete":
        problems.add("harvest.list-miscounted", Severity.WARNING, place, **values)
    else:
        problems.add("harvest.list-short", Severity.ERROR, place, **values)


def tell_of_records(tales: Tales, as_it_came: AsItCame, problems: Problems, url: str) -> None:
    """What was amiss with records, each thing once; those that could not be had one by one."""
    tales.tell(problems, url, _SEVERITIES)
    missing = as_it_came.missing()
    for identifier, why in missing[:_NAMED]:
        place = Place(url=url, record=identifier)
        problems.add("harvest.missing", Severity.ERROR, place, why=why)
    if len(missing) > _NAMED:
        more = len(missing) - _NAMED
        problems.add("harvest.missing-more", Severity.ERROR, Place(url=url), count=more)
