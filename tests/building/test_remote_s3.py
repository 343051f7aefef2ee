"""Inputs and outputs on a real server that speaks the protocol of S3."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from object_store import object_store

from stancegraph.errors import LocationError, SourceError
from stancegraph.locations import Location
from stancegraph.text.remote import contents_at, discover_at

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    with object_store() as url:
        yield url


def test_what_is_written_is_listed_and_read(bucket: str) -> None:
    place = Location.of(f"{bucket}/texts")
    place.write("un/b.txt", b"Resolution two\n")
    place.write("un/a.md", b"# Resolution one\n")
    place.write("un/SOURCES.csv", b"file,rights\n*,public domain\n")
    found = [content for each in discover_at(place) for content in contents_at(each)]
    assert [each.name for each in found if not isinstance(each, SourceError)] == [
        f"{bucket}/texts/un/a.md",
        f"{bucket}/texts/un/b.txt",
    ]
    assert {each.rights for each in found if not isinstance(each, SourceError)} == {"public domain"}
    place.write("un/b.txt", b"Resolution two, corrected\n")
    assert place.read("un/b.txt") == b"Resolution two, corrected\n"
    place.remove("un/b.txt")
    place.remove("un/b.txt")
    assert [each.path for each in place.entries()] == ["un/SOURCES.csv", "un/a.md"]


def test_a_large_file_arrives_whole(bucket: str) -> None:
    content = b"Resolution\n" * 1_000_000
    place = Location.of(f"{bucket}/large")
    place.write("a.txt", content)
    (found,) = discover_at(place)
    (read,) = contents_at(found)
    assert not isinstance(read, SourceError)
    assert read.content == content


@pytest.mark.parametrize("url", ["s3://papers/nothing/here", "s3://no-such-bucket/texts"])
def test_a_place_that_is_missing_is_told_in_one_line(bucket: str, url: str) -> None:
    assert bucket == "s3://papers"
    with pytest.raises(LocationError) as caught:
        Location.of(url).entries()
    assert str(caught.value) == f"{url}: no such file or folder; check the URL"


def test_without_credentials_the_message_says_so(
    bucket: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import fsspec

    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    fsspec.filesystem("s3").clear_instance_cache()
    with pytest.raises(LocationError, match=f"{bucket}/x/y: .*[Cc]redentials"):
        Location.of(f"{bucket}/x").write("y", b"z")
    fsspec.filesystem("s3").clear_instance_cache()
