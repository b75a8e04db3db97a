"""Content Search 1.0: an annotation list with hits, for viewers that know no other (Mirador 4)."""

from __future__ import annotations

from typing import Any

from archivekit.description.addresses import canvas_url, search_url
from archivekit.iiif.text.announcing import SEARCH_1
from archivekit.iiif.text.searching import Found, Search, numbered

_PRESENTATION_2 = "http://iiif.io/api/presentation/2/context.json"


def write(ark: str, asked: Search, found: Found) -> dict[str, Any]:
    """The answer (sections 3.3 to 3.5)."""
    at = search_url(ark, 1)
    me = f"{at}?{asked.args()}"
    resources: list[dict[str, Any]] = []
    hits: list[dict[str, Any]] = []
    for number, page, hit in numbered(found):
        names = []
        for part, place in enumerate(hit.fragments, start=1):
            names.append(f"{me}#hit{number}-{part}")
            resources.append(
                {
                    "@id": names[-1],
                    "@type": "oa:Annotation",
                    "motivation": "sc:painting",
                    "resource": {"@type": "cnt:ContentAsText", "chars": hit.words},
                    "on": f"{canvas_url(ark, page)}#{place}",
                }
            )
        around = {"before": hit.before, "match": hit.words, "after": hit.after}
        hits.append({"@type": "search:Hit", "annotations": names, **around})
    layer: dict[str, Any] = {"@type": "sc:Layer"}
    if found.total is not None:
        layer["total"] = found.total
    else:
        layer["first"] = f"{at}?{asked.args(page=None)}"
        layer["last"] = f"{at}?{asked.args(page=found.last_page)}"
    if asked.ignored:
        layer["ignored"] = list(asked.ignored)
    more = asked.page < found.last_page
    return {
        "@context": [_PRESENTATION_2, f"{SEARCH_1}/context.json"],
        "@id": me,
        "@type": "sc:AnnotationList",
        "within": layer,
        **({"next": f"{at}?{asked.args(page=asked.page + 1)}"} if more else {}),
        "resources": resources,
        "hits": hits,
    }
