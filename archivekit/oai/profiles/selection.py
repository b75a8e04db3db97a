"""Which records a profile exposes, asked of an edition's tables.

``r`` is a row of ``records``, ``o`` its row of ``oai_records``.
"""

from __future__ import annotations

import json

from archivekit.oai.profiles.profile import Selection

Bound = dict[str, object]


def of_records(selection: Selection, *, key: str = "p") -> tuple[str, Bound]:
    """The SQL condition that a record is selected, its set left aside; and what it binds.

    ``key`` begins the names of what it binds.
    """
    conditions, bound = ["1"], Bound()
    if selection.levels:
        conditions.append(f"r.level in (select value from json_each(:{key}_levels))")
        bound[f"{key}_levels"] = json.dumps(selection.levels)
    if selection.with_pages:
        conditions.append("r.page_count > 0")
    if not selection.harvested:
        # "+": counted in the index of those with pages, not in that of partners.
        conditions.append("+r.partner is null" if selection.with_pages else "r.partner is null")
    return " and ".join(conditions), bound


def of_sets(selection: Selection, *, key: str = "p") -> tuple[str, Bound]:
    """The SQL condition that a record is in a set that is selected, deleted ones too."""
    if not selection.sets:
        return "1", {}
    condition = f"exists (select 1 from json_each(o.sets) s where {spec_selected('s.value', key)})"
    return condition, {f"{key}_sets": json.dumps(selection.sets)}


def spec_selected(spec: str, key: str = "p") -> str:
    """The SQL condition that a setSpec is one selected, or below one (OAI-PMH 2.6)."""
    return (
        f"exists (select 1 from json_each(:{key}_sets) w where"
        f" {spec} = w.value or substr({spec}, 1, length(w.value) + 1) = w.value || ':')"
    )
