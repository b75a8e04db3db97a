"""The headers that keep a reader's browser from harm, on every answer.

No page asks another host for anything, runs a script that stands in it, or may be framed, but for
the viewer that is made to be.
"""

from __future__ import annotations

_POLICY = (
    "default-src 'none'; img-src 'self' data: blob:; media-src 'self'; script-src 'self';"
    " style-src 'self' {styles}; connect-src 'self'; font-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors {framed_by}"
)
# The viewer's script looks for a style that it would else add; ours is empty, and so its digest.
_EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
)


def protective_headers(path: str, database: str) -> tuple[tuple[str, str], ...]:
    """The headers for a path; Datasette's own pages hold styles in their elements."""
    datasettes_own = path.startswith((f"/{database}", "/-/"))
    policy = _POLICY.format(
        styles="'unsafe-inline'" if datasettes_own else _EMPTY_STYLE,
        framed_by="*" if path.startswith("/embed/") else "'self'",
    )
    return (*_ALWAYS, ("Content-Security-Policy", policy))
