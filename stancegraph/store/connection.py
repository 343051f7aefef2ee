"""Requests to one store over HTTP: authenticated when asked, tried again, never redirected."""

from __future__ import annotations

import html
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

from stancegraph.errors import StoreError

try:
    import requests
    from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
except ImportError as missing:
    raise StoreError(
        "talking to a store needs the extra: pip install 'stancegraph[store]'"
    ) from missing

USER, PASSWORD, TOKEN = (
    "STANCEGRAPH_STORE_USER",
    "STANCEGRAPH_STORE_PASSWORD",
    "STANCEGRAPH_STORE_TOKEN",
)
_LINE = 240
_FOR_PEOPLE = "text/plain, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password (basic or digest, as the store asks) or a bearer token."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Credentials:
        """The credentials in STANCEGRAPH_STORE_USER, _PASSWORD and _TOKEN; empty where unset."""
        return cls(*(environment.get(name, "") for name in (USER, PASSWORD, TOKEN)))

    def __bool__(self) -> bool:
        return bool(self.user or self.token)


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a request is tried, what is tried again, and how long it may take.

    The waits between the tries double from `first` to `longest` seconds; a store that names its
    own wait (Retry-After) is obeyed up to `longest`.
    """

    tries: int = 8
    first: float = 0.5
    longest: float = 30.0
    timeout: float = 300.0
    statuses: frozenset[int] = frozenset({429, 500, 502, 503, 504})

    def waits(self) -> Iterator[float]:
        """The waits before the second try and each one after."""
        for number in range(self.tries - 1):
            yield min(self.first * 2**number, self.longest)


ASKING = Patience(tries=3, statuses=frozenset({429, 502, 503}))
"""For queries by people: a query that was too much for the store is not tried again."""


@dataclass(frozen=True, slots=True)
class Message:
    """A request; a body that is a file is read from its start at every try."""

    method: str
    url: str
    parameters: tuple[tuple[str, str], ...] = ()
    body: bytes | IO[bytes] = b""
    media_type: str = ""
    accept: str = _FOR_PEOPLE


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the store."""

    status: int
    content: bytes
    headers: Mapping[str, str]

    @property
    def done(self) -> bool:
        """Whether the store did what it was asked."""
        return 200 <= self.status < 300

    @property
    def reason(self) -> str:
        """The status and the first words of what the store says about it, without markup."""
        text = re.sub(r"<(style|head)\b.*?</\1>|<[^>]*>", " ", self._text(), flags=re.DOTALL)
        words = " ".join(html.unescape(text).split())
        return f"{self.status} {words[:_LINE]}".strip()

    def _text(self) -> str:
        return self.content[:8192].decode("utf-8", "replace")


class Connection:
    """A session with one store; a context manager.

    `tell` gets a line for each try that failed. Redirects are not followed, since a PUT that
    follows one may arrive as a GET, and a password may arrive elsewhere.
    """

    def __init__(
        self,
        credentials: Credentials,
        patience: Patience,
        tell: Callable[[str], None],
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._credentials = credentials
        self._patience = patience
        self._tell = tell
        self._sleep = sleep
        self._session = requests.Session()
        self._session.auth = self._anonymous = _Anonymous(credentials.token)
        self._greeted = False

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def send(self, message: Message) -> Reply:
        """The store's answer, of whatever status but 401 and redirects, after all the tries.

        Raises:
            StoreError: the store cannot be reached, wants other credentials, or has moved.
        """
        for pause in self._patience.waits():
            trouble = self._attempt(message)
            wait = pause
            if isinstance(trouble, Reply):
                if trouble.status not in self._patience.statuses:
                    return trouble
                wait = max(pause, min(_asked_wait(trouble), self._patience.longest))
                trouble = StoreError(f"{message.url}: {trouble.reason}")
            self._tell(f"{trouble}; trying again in {wait:g} s")
            self._sleep(wait)
        last = self._attempt(message)
        if isinstance(last, Reply):
            return last
        raise last

    def _attempt(self, message: Message) -> Reply | StoreError:
        try:
            if self._credentials.user and not self._greeted:
                self._greet(message)
            reply = self._request(message)
            if self._asked_for_password(reply):
                reply = self._request(message)
        except (requests.ConnectionError, requests.Timeout) as fault:
            # A store that was started again no longer knows the nonces that it gave.
            self._session.auth = self._anonymous
            self._greeted = False
            return StoreError(f"{message.url}: the store does not answer: {_cause(fault)}")
        except requests.RequestException as fault:
            raise StoreError(f"{message.url}: the request failed: {_cause(fault)}") from fault
        if reply.status == 401:
            raise StoreError(f"{message.url}: {self._refusal()}")
        if 300 <= reply.status < 400:
            there = reply.headers.get("Location", "elsewhere")
            raise StoreError(f"{message.url}: the store has moved to {there}; give that address")
        return reply

    def _greet(self, message: Message) -> None:
        """Learn how the store wants to be told the password, before a long body is sent."""
        greeting = Message("HEAD", message.url, message.parameters)
        if self._asked_for_password(self._request(greeting)):
            self._request(greeting)  # brings the nonce with which the body can be sent
        self._greeted = True

    def _asked_for_password(self, reply: Reply) -> bool:
        """Whether the store asked for the password and will now be told it."""
        if reply.status != 401 or not self._credentials.user:
            return False
        if self._session.auth is not self._anonymous:
            return False
        scheme = reply.headers.get("WWW-Authenticate", "").lower()
        kind = HTTPDigestAuth if "digest" in scheme else HTTPBasicAuth
        self._session.auth = kind(self._credentials.user, self._credentials.password)
        return True

    def _request(self, message: Message) -> Reply:
        if not isinstance(message.body, bytes):
            message.body.seek(0)
        headers = {"Accept": message.accept}
        if message.media_type:
            headers["Content-Type"] = message.media_type
        response = self._session.request(
            message.method,
            message.url,
            params=list(message.parameters),
            data=message.body or None,
            headers=headers,
            timeout=(10.0, self._patience.timeout),
            allow_redirects=False,
        )
        return Reply(response.status_code, response.content, response.headers)

    def _refusal(self) -> str:
        if self._credentials:
            return f"the store refuses the credentials in {USER}, {PASSWORD} or {TOKEN}"
        return f"the store wants a password; set {USER} and {PASSWORD}, or {TOKEN}"


class _Anonymous(AuthBase):
    """Sends the token, if there is one, and nothing else: not even what a .netrc file holds."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _asked_wait(reply: Reply) -> float:
    asked = reply.headers.get("Retry-After", "")
    return float(asked) if asked.isdigit() else 0.0


def _cause(fault: BaseException) -> str:
    """The innermost words of a fault, without the objects that the library prints."""
    while fault.__cause__ or fault.__context__:
        fault = fault.__cause__ or fault.__context__ or fault
    words = getattr(fault, "strerror", None) or str(fault) or type(fault).__name__
    return " ".join(words.split())[:_LINE]
