"""A real server that speaks the protocol of S3, in a process of its own, for the tests."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_READY = re.compile(r"Running on (http://127\.0\.0\.1:\d+)")
_SERVER = "import sys; from moto.server import main; main(sys.argv[1:])"


@contextmanager
def object_store(bucket: str = "papers") -> Iterator[str]:
    """An empty bucket on a new server; the environment names the server while it runs."""
    pytest.importorskip("s3fs", reason="needs the extra remote")
    pytest.importorskip("moto.server", reason="needs moto and flask")
    command = (sys.executable, "-c", _SERVER, "-H", "127.0.0.1", "-p", "0")
    environment = {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        ready = next(found for line in server.stderr if (found := _READY.search(line)))
        # it tells of every request: were nobody to read that, it would stand still
        threading.Thread(target=deque, args=(server.stderr, 0), daemon=True).start()
        with pytest.MonkeyPatch.context() as patch:
            for name, value in {**environment, "AWS_ENDPOINT_URL": ready[1]}.items():
                patch.setenv(name, value)
            patch.delenv("AWS_PROFILE", raising=False)
            try:
                _make(bucket)
                yield f"s3://{bucket}"
            finally:
                server.terminate()


def _make(bucket: str) -> None:
    import fsspec

    fsspec.filesystem("s3").clear_instance_cache()
    fsspec.filesystem("s3").mkdir(bucket)
