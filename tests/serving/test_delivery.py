"""What is kept of answers: the recent ones, within a bound, and nothing that is held already."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.requests import Request

from stancegraph.serving.transport.coding import COMPRESSED_FROM
from stancegraph.serving.transport.delivery import Content, Deliverer

Asked = Callable[..., bytes]


def request(path: str, **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": raw}
    return Request({**scope, "scheme": "http", "server": ("x.example", 80)})


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def asked(made: list[str]) -> Asked:
    """Asks a deliverer that keeps 100 bytes for answers of 40; `made` are those made anew."""
    deliverer = Deliverer("digest", kept_bytes=100)

    def ask(path: str, media_type: str = "text/plain", size: int = 40) -> bytes:
        def make() -> Content:
            made.append(path)
            return Content(path.encode().ljust(size), media_type)

        return bytes(deliverer.answer(request(path), make).body).rstrip()

    return ask


def test_what_was_asked_before_is_not_made_again(asked: Asked, made: list[str]) -> None:
    assert asked("/a") == asked("/a") == b"/a"
    assert made == ["/a"]


def test_the_oldest_goes_when_there_is_no_room(asked: Asked, made: list[str]) -> None:
    for path in ("/a", "/b", "/a", "/c", "/a", "/b"):
        assert asked(path) == path.encode()
    assert made == ["/a", "/b", "/c", "/b"]


def test_a_packed_dump_displaces_nothing(asked: Asked, made: list[str]) -> None:
    for path, kind in (("/a", "text/plain"), ("/dump", "application/gzip"), ("/a", "text/plain")):
        asked(path, kind, 1000)
    assert made == ["/a", "/dump"]


@pytest.mark.parametrize(
    ("size", "packed"), [(COMPRESSED_FROM - 1, False), (COMPRESSED_FROM, True)]
)
def test_small_answers_go_as_they_are(size: int, packed: bool) -> None:
    content = Content(b"a" * size, "text/plain")
    answer = Deliverer("digest").answer(request("/a", accept_encoding="gzip"), lambda: content)
    assert ("content-encoding" in answer.headers) is packed
