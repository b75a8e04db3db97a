"""Asking the repository that is checked: politely, within bounds, whatever it answers.

Each request is made once; a check that asks for what was asked before gets the same answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

import requests

from archivekit import __version__
from archivekit.harvest import body, hosts
from archivekit.harvest.conformance.answer import Answer
from archivekit.harvest.conformance.finding import NotSeen
from archivekit.harvest.door import Door
from archivekit.harvest.fault import PartnerFault
from archivekit.harvest.limits import MIB, Limits
from archivekit.harvest.waiting import retry_after
from archivekit.texts import text

FORM = "application/x-www-form-urlencoded"
_BUSY = (429, 503)
_REDIRECT = (301, 302, 303, 307, 308)


_LIMITS = Limits(
    connect_seconds=15,
    silence_seconds=60,
    request_seconds=120,
    received_bytes=32 * MIB,
    page_bytes=64 * MIB,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a check may cost the repository: requests, seconds between them, seconds to wait."""

    requests: int = 72
    pause: float = 0.25
    longest_wait: float = 60
    limits: Limits = _LIMITS


class Asking:
    """All requests to one repository, and their answers in the order they came."""

    def __init__(
        self, url: str, contact: str, bounds: Bounds, wait: Callable[[float], None]
    ) -> None:
        hosts.check_scheme(url)
        self.url, self._bounds, self._wait = url, bounds, wait
        # A machine of our own, on this one or beside it, need not be spared.
        self._is_private = hosts.is_private(url)
        self._pause = 0 if self._is_private else bounds.pause
        self.answers: list[Answer] = []
        self._held: dict[tuple[str, str, str], Answer] = {}
        self._session = requests.Session()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, Door(self._check_machine, bounds.limits.request_seconds))
        mail = contact.encode("ascii", "ignore").decode()
        self._session.headers.update(
            {
                "User-Agent": f"archivekit/{__version__} (OAI-PMH checks; {mail})",
                "Accept": "text/xml, application/xml;q=0.9, */*;q=0.1",
            }
        )
        if mail:
            self._session.headers["From"] = mail

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def _check_machine(self, address: str) -> None:
        """Refuses a machine of a private network, unless the repository itself is in one."""
        if not self._is_private and not hosts.is_public(address):
            raise PartnerFault("harvest.private-address", url=self.url, address=address)

    def ask(
        self, arguments: str, *, method: str = "GET", coding: str = "identity", again: bool = False
    ) -> Answer:
        """The answer to a query string, exactly as it is given. Raises NotSeen past the bound."""
        key = (method, arguments, coding)
        if again or key not in self._held:
            answer = self._asked(arguments, method, coding)
            self.answers.append(answer)
            return self._held.setdefault(key, answer) if not again else answer
        return self._held[key]

    def _asked(self, arguments: str, method: str, coding: str) -> Answer:
        if len(self.answers) >= self._bounds.requests:
            raise NotSeen("bound")
        if self.answers:
            self._wait(self._pause)
        answer = self._once(arguments, method, coding)
        if answer.status in _BUSY:
            asked_to = retry_after(answer.headers.get("retry-after")) or self._pause
            self._wait(min(asked_to, self._bounds.longest_wait))
            answer = self._once(arguments, method, coding)
        return answer

    def _once(self, arguments: str, method: str, coding: str) -> Answer:
        url, form = self.url, arguments if method == "POST" else ""
        if method == "GET" and arguments:
            url = f"{url}{'&' if '?' in url else '?'}{arguments}"
        deadline = time.monotonic() + self._bounds.limits.request_seconds
        asked = url
        try:
            for _ in range(self._bounds.limits.redirects + 1):
                with self._send(url, method, form, coding) as response:
                    location = response.headers.get("Location")
                    if response.status_code in _REDIRECT and location:
                        url = urljoin(url, location)
                        hosts.check_scheme(url)
                        continue
                    return Answer(
                        method,
                        asked,
                        form,
                        coding,
                        response.status_code,
                        {name.lower(): it for name, it in response.headers.items()},
                        body.read(response, self._bounds.limits, deadline),
                    )
        except PartnerFault as fault:
            return Answer(method, asked, form, coding, fault=fault.sentence())
        except (requests.RequestException, UnicodeError) as error:
            return Answer(method, asked, form, coding, fault=str(error)[:300])
        too_many = self._bounds.limits.redirects
        sentence = text("harvest.redirects", url=asked, count=too_many)
        return Answer(method, asked, form, coding, fault=sentence)

    def _send(self, url: str, method: str, form: str, coding: str) -> requests.Response:
        headers = {"Accept-Encoding": coding}
        if method == "POST":
            headers["Content-Type"] = FORM
        limits = self._bounds.limits
        return self._session.request(
            method,
            url,
            data=form.encode() if method == "POST" else None,
            headers=headers,
            timeout=(limits.connect_seconds, limits.silence_seconds),
            allow_redirects=False,
            stream=True,
        )
