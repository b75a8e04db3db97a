"""Asking a partner over HTTP: with time-outs, bounds, a few more tries, and our name.

Owns one request, its redirects and its tries; what the answer says is not its concern.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TypeVar
from urllib.parse import urljoin

import requests

from archivekit import __version__
from archivekit.errors import system_says
from archivekit.harvest import body, hosts
from archivekit.harvest.fault import PartnerFault, PassingFault
from archivekit.harvest.limits import Limits
from archivekit.harvest.waiting import retry_after

T = TypeVar("T")

_BUSY = frozenset((408, 425, 429, 500, 502, 503, 504))


class Transport:
    """Requests to one partner, over one connection kept open."""

    def __init__(
        self,
        base_url: str,
        contact: str,
        limits: Limits,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        hosts.check_scheme(base_url)
        self._base_url, self._limits, self._wait = base_url, limits, wait
        self._session = requests.Session()
        # The BnF answers 403 to unnamed programs; and a partner must know whom to write to.
        mail = contact.encode("ascii", "ignore").decode()
        self._session.headers.update(
            {
                "User-Agent": f"archivekit/{__version__} (OAI-PMH harvester; {mail})",
                "From": mail,
                "Accept": "text/xml, application/xml;q=0.9, */*;q=0.1",
                "Accept-Encoding": "gzip",
            }
        )

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def get(self, arguments: Mapping[str, str], read: Callable[[bytes, str], T]) -> T:
        """What ``read`` makes of the answer's body and content type, after as many tries as needed.

        ``read`` may raise PassingFault too: then the request is tried again. Raises PartnerFault.
        """
        for wait in self._limits.waits:
            try:
                return read(*self._ask(arguments))
            except PassingFault as fault:
                self._wait(self._bounded(fault, wait))
        return read(*self._ask(arguments))

    def _bounded(self, fault: PassingFault, wait: float) -> float:
        if fault.wait is None:
            return wait
        if fault.wait > self._limits.longest_wait:
            raise PartnerFault("harvest.asks-to-wait", seconds=round(fault.wait)) from fault
        return fault.wait

    def _ask(self, arguments: Mapping[str, str]) -> tuple[bytes, str]:
        """One request and its redirects: the body and the content type."""
        deadline = time.monotonic() + self._limits.request_seconds
        url, parameters = self._base_url, dict(arguments)
        for _ in range(self._limits.redirects + 1):
            with self._one(url, parameters) as response:
                if not response.is_redirect:
                    _check_status(response)
                    content_type = response.headers.get("Content-Type", "")
                    return body.read(response, self._limits, deadline), content_type
                # The address of the redirect holds the arguments already.
                url, parameters = self._redirected(response), {}
        raise PartnerFault("harvest.redirects", url=self._base_url, count=self._limits.redirects)

    def _one(self, url: str, parameters: Mapping[str, str]) -> requests.Response:
        try:
            return self._session.get(
                url,
                params=parameters,
                timeout=(self._limits.connect_seconds, self._limits.silence_seconds),
                allow_redirects=False,
                stream=True,
            )
        except requests.Timeout:
            raise PassingFault("harvest.silence", url=url) from None
        except requests.ConnectionError as error:
            raise PassingFault("harvest.no-connection", url=url, why=_cause(error)) from None
        except (requests.RequestException, UnicodeError) as error:
            raise PartnerFault("harvest.bad-address", url=url, why=error) from None

    def _redirected(self, response: requests.Response) -> str:
        url = urljoin(response.url, response.headers["Location"])
        hosts.check_redirect(self._base_url, url)
        return url


def _check_status(response: requests.Response) -> None:
    status = response.status_code
    if status in _BUSY:
        wait = retry_after(response.headers.get("Retry-After"))
        raise PassingFault("harvest.busy", wait=wait, url=response.url, status=status)
    if status in (401, 403):
        raise PartnerFault("harvest.forbidden", url=response.url, status=status)
    if status != 200:
        raise PartnerFault("harvest.status", url=response.url, status=status)


def _cause(error: BaseException) -> str:
    """What the system said, of an error that libraries wrapped over and over."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.strerror:
            return system_says(seen)
        inner = seen.args[0] if seen.args else None
        inner = getattr(inner, "reason", inner)
        seen = inner if isinstance(inner, BaseException) else seen.__cause__ or seen.__context__
    return str(error)
