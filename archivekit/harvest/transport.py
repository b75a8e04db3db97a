"""Asking a partner over HTTP: with time-outs, bounds, a few more tries, and our name.

Owns one request, its redirects and its tries; what the answer says is not its concern.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode, urljoin, urlsplit

import requests
from requests.auth import HTTPBasicAuth

from archivekit import __version__
from archivekit.errors import system_says
from archivekit.harvest import body, hosts
from archivekit.harvest.address import Address
from archivekit.harvest.door import Door
from archivekit.harvest.fault import BrokenAnswer, PartnerFault, PassingFault
from archivekit.harvest.limits import Limits
from archivekit.harvest.waiting import retry_after
from archivekit.texts import text

T = TypeVar("T")

_BUSY = frozenset((408, 425, 429, 503))
_OUT_OF_ORDER = frozenset((500, 502, 504))
_TOO_FAST = 429


class Transport:
    """Requests to one partner, one at a time, over one connection kept open.

    ``pause``: seconds between two of them. ``say`` is told of every wait for another try.
    """

    def __init__(
        self,
        url: str,
        contact: str,
        limits: Limits,
        *,
        pause: float = 0,
        wait: Callable[[float], None] = time.sleep,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        hosts.check_scheme(url)
        address = Address.read(url)
        self._url = address.url
        self._login = HTTPBasicAuth(*address.login) if address.login else None
        self._limits, self._wait, self._say = limits, wait, say
        self._pause, self._asked_at = pause, 0.0
        self._is_private: bool | None = None
        self._session = requests.Session()
        self._session.trust_env = False  # see `_around`
        self._told: dict[tuple[str, str], _Around] = {}
        self._requests: dict[str, requests.PreparedRequest] = {}
        # A little later than we would end it ourselves: for those that drip even the headers.
        self._door = Door(self._check_machine, limits.request_seconds * 1.05)
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, self._door)
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

    @property
    def url(self) -> str:
        """The partner's address, without who logs in."""
        return self._url

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def get(
        self,
        arguments: Mapping[str, str],
        read: Callable[[bytes, str], T],
        *,
        tries: int | None = None,
    ) -> T:
        """What ``read`` makes of the answer's body and content type, after as many tries as needed.

        ``read`` may raise PassingFault too: then the request is tried again, ``tries`` times at
        most. Raises PartnerFault.
        """
        waits = self._limits.waits[:tries]
        for number, wait in enumerate(waits):
            try:
                return read(*self._ask(arguments))
            except PassingFault as fault:
                if number >= fault.tries:
                    raise
                self._wait_for(fault, wait, number + 1, len(waits))
        return read(*self._ask(arguments))

    def _wait_for(self, fault: PassingFault, wait: float, number: int, tries: int) -> None:
        # A little more or less, so that harvesters sent away together do not come back together.
        seconds = wait * random.uniform(0.8, 1.2) if fault.wait is None else fault.wait  # noqa: S311
        if seconds > self._limits.longest_wait:
            raise PartnerFault("harvest.asks-to-wait", seconds=round(seconds)) from fault
        why = fault.sentence()
        self._say(text("harvest.waits", why=why, seconds=round(seconds), number=number, of=tries))
        if fault.values.get("status") == _TOO_FAST:
            self._pause = min(max(1.0, 2 * self._pause), self._limits.longest_pause)
        self._wait(seconds)

    def _ask(self, arguments: Mapping[str, str]) -> tuple[bytes, str]:
        """One request and its redirects: the body and the content type."""
        self._keep_the_pause()
        seconds = self._limits.request_seconds
        deadline = time.monotonic() + seconds
        url, parameters = self._url, dict(arguments)
        with self._door.conversation():
            for _ in range(self._limits.redirects + 1):
                with self._one(url, parameters, deadline) as response:
                    if not response.is_redirect:
                        _check_status(response)
                        content_type = response.headers.get("Content-Type", "")
                        return body.read(response, self._limits, deadline), content_type
                    # The address of the redirect holds the arguments already.
                    url, parameters = self._redirected(response), {}
        raise PartnerFault("harvest.redirects", url=self._url, count=self._limits.redirects)

    def _keep_the_pause(self) -> None:
        left = self._asked_at + self._pause - time.monotonic()
        if self._pause and self._asked_at and left > 0:
            self._wait(left)
        self._asked_at = time.monotonic()

    def _one(self, url: str, parameters: Mapping[str, str], deadline: float) -> requests.Response:
        try:
            around = self._around(url)
            return self._session.send(
                self._request(url, parameters),
                proxies=around.proxies,
                verify=around.verify,
                timeout=(self._limits.connect_seconds, self._limits.silence_seconds),
                allow_redirects=False,
                stream=True,
            )
        except requests.Timeout:
            raise PassingFault("harvest.silence", url=url) from None
        except requests.ConnectionError as error:
            if time.monotonic() > deadline:
                seconds = self._limits.request_seconds
                raise PassingFault("harvest.too-slow", url=url, seconds=seconds) from None
            raise PassingFault("harvest.no-connection", url=url, why=_cause(error)) from None
        except (requests.RequestException, ValueError) as error:
            raise PartnerFault("harvest.bad-address", url=url, why=error) from None

    def _request(self, url: str, parameters: Mapping[str, str]) -> requests.PreparedRequest:
        """A request as it is sent. All but its arguments is as in those before."""
        if not parameters:  # a redirect's, which is another each time
            return self._prepared(url)
        if self._session.cookies:
            request = self._prepared(url)
        else:
            if url not in self._requests:
                self._requests[url] = self._prepared(url)
            request = self._requests[url].copy()
        address = str(request.url).partition("#")[0]
        request.url = f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"
        return request

    def _prepared(self, url: str) -> requests.PreparedRequest:
        # Who logs in is told to nobody else.
        login = self._login if _machine(url) == _machine(self._url) else None
        asked = requests.Request("GET", url, auth=login or self._around(url).login)
        return self._session.prepare_request(asked)

    def _around(self, url: str) -> _Around:
        """What the environment says of a machine: looked up once, and not for each page."""
        machine = _machine(url)
        if machine not in self._told:
            self._told[machine] = _Around.of(url)
        return self._told[machine]

    def _redirected(self, response: requests.Response) -> str:
        url = urljoin(response.url, response.headers["Location"])
        hosts.check_scheme(url)
        return url

    def _check_machine(self, address: str) -> None:
        """Refuses a machine of a private network, unless the partner itself is in one."""
        if self._is_private is None:
            self._is_private = hosts.is_private(self._url)
        if not self._is_private and not hosts.is_public(address):
            raise PartnerFault("harvest.private-address", url=self._url, address=address)


class _Around(NamedTuple):
    """What the environment says of the way to a machine: proxies, certificates, netrc."""

    proxies: Any
    verify: Any
    login: Any

    @classmethod
    def of(cls, url: str) -> _Around:
        said = requests.Session().merge_environment_settings(url, {}, True, None, None)
        return cls(said["proxies"], said["verify"], requests.utils.get_netrc_auth(url))


def _machine(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _check_status(response: requests.Response) -> None:
    status, url = response.status_code, response.url
    if status in _BUSY:
        wait = retry_after(response.headers.get("Retry-After"))
        raise PassingFault("harvest.busy", wait=wait, url=url, status=status)
    if status in _OUT_OF_ORDER:
        wait = retry_after(response.headers.get("Retry-After"))
        raise BrokenAnswer("harvest.busy", wait=wait, url=url, status=status)
    if status in (401, 403):
        raise PartnerFault("harvest.forbidden", url=url, status=status)
    if status != 200:
        raise PartnerFault("harvest.status", url=url, status=status)


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
