"""Requests that are tried again, told a password only when asked, and never redirected."""

from __future__ import annotations

import io
import socket

import pytest
from store.fake_store import Answer, FakeStore, wants_basic, wants_digest, wants_token

from stancegraph.errors import StoreError
from stancegraph.store.connection import Connection, Credentials, Message, Patience

GRAPH = (("graph", "a:g"),)
LINE = b"<a:s> <a:p> <a:o> .\n"


def put(fake: FakeStore, body: object = LINE) -> Message:
    return Message("PUT", f"{fake.url}/store", GRAPH, body, "application/n-triples")


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429, 0])
def test_passing_faults_are_tried_again(fake, connection, waits, told, status) -> None:
    answers = [Answer(status), Answer(status)]
    fake.refuse = lambda _asked: answers.pop() if answers else None
    assert connection.send(put(fake)).done
    assert waits == [0.5, 1.0]
    assert len(told.notes) == 2
    assert fake.count("a:g") == 1


def test_a_store_that_stays_away_is_a_fault(connection, waits) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/store"
    with pytest.raises(StoreError, match="does not answer: Connection refused"):
        connection.send(Message("PUT", url, GRAPH, LINE))
    assert waits == [0.5, 1.0, 2.0]


def test_the_last_answer_is_given_when_all_tries_fail(fake, connection, waits) -> None:
    fake.refuse = lambda _asked: Answer(503, "<html><style>x</style><b>too &amp; busy</b></html>")
    assert connection.send(put(fake)).reason == "503 too & busy"
    assert len(waits) == 3


def test_the_store_may_ask_for_a_longer_wait(fake, told, waits) -> None:
    answers = [
        Answer(503, headers={"Retry-After": "9999"}),
        Answer(503, headers={"Retry-After": "7"}),
    ]
    fake.refuse = lambda _asked: answers.pop() if answers else None
    with Connection(Credentials(), Patience(longest=20), told.note, waits.append) as connection:
        assert connection.send(put(fake)).done
    assert waits == [7.0, 20.0]


def test_other_faults_are_not_tried_again(fake, connection, waits) -> None:
    assert connection.send(put(fake, b"nonsense")).status == 400
    assert waits == []


def test_a_file_is_sent_from_its_start_at_every_try(fake, connection) -> None:
    answers = [Answer(503)]
    fake.refuse = lambda _asked: answers.pop() if answers else None
    body = io.BytesIO(LINE)
    body.read()
    assert connection.send(put(fake, body)).done
    assert [asked.body for asked in fake.asked] == [LINE, LINE]


@pytest.mark.parametrize("refusal", [wants_basic("u", "p:w"), wants_digest("u")])
def test_the_password_is_told_when_asked_for(fake, told, waits, refusal) -> None:
    fake.refuse = refusal
    with Connection(Credentials("u", "p:w"), Patience(), told.note, waits.append) as connection:
        assert connection.send(put(fake)).done
        assert connection.send(put(fake)).done
    assert [asked.body for asked in fake.asked if asked.method == "PUT"] == [LINE, LINE]


def test_a_password_wanted_for_writing_only_is_told_then(fake, told, waits) -> None:
    refuse = wants_basic("u", "p")
    fake.refuse = lambda asked: Answer(200) if asked.method == "HEAD" else refuse(asked)
    with Connection(Credentials("u", "p"), Patience(), told.note, waits.append) as connection:
        assert connection.send(put(fake)).done


def test_a_token_is_sent(fake, told, waits) -> None:
    fake.refuse = wants_token("abc")
    with Connection(Credentials(token="abc"), Patience(), told.note, waits.append) as connection:
        assert connection.send(put(fake)).done


def test_missing_and_wrong_credentials_are_told_apart(fake, connection, told, waits) -> None:
    fake.refuse = wants_basic("u", "p")
    with pytest.raises(StoreError, match="wants a password; set STANCEGRAPH_STORE_USER"):
        connection.send(put(fake))
    wrong = Credentials("u", "wrong")
    with (
        Connection(wrong, Patience(), told.note, waits.append) as other,
        pytest.raises(StoreError, match="refuses the credentials") as fault,
    ):
        other.send(put(fake))
    assert "wrong" not in str(fault.value)
    assert waits == []


def test_redirects_are_not_followed(fake, connection) -> None:
    fake.refuse = lambda _asked: Answer(302, headers={"Location": "http://127.0.0.1:1/other"})
    with pytest.raises(StoreError, match=r"has moved to http://127\.0\.0\.1:1/other"):
        connection.send(put(fake))
    assert len(fake.asked) == 1


def test_credentials_come_from_the_environment_and_do_not_show() -> None:
    names = ("USER", "PASSWORD", "TOKEN")
    environment = {f"STANCEGRAPH_STORE_{name}": f"my-{name.lower()}" for name in names}
    found = Credentials.from_environment(environment)
    assert found == Credentials("my-user", "my-password", "my-token")
    assert "my-password" not in repr(found)
    assert "my-token" not in repr(found)
    assert not Credentials.from_environment({})
