"""Real triple stores, each in a directory of its own, on free ports of this machine alone."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import ClassVar

import requests

from stancegraph.store.addresses import Addresses, addresses
from stancegraph.store.connection import Credentials

_SECONDS_TO_START = 600
"""A large Virtuoso that was killed goes through its log for minutes before it answers."""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class Server:
    """A store that can be started, killed and started again over the same files."""

    missing: ClassVar[str]
    credentials = Credentials()

    def __init__(self, place: Path) -> None:
        self.place = place
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    def binary(cls) -> str | None:
        raise NotImplementedError

    @property
    def store(self) -> Addresses:
        return addresses(f"http://127.0.0.1:{self.port}{self.graphs}")

    graphs: ClassVar[str]

    def command(self) -> list[str]:
        raise NotImplementedError

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with (self.place / "output.log").open("ab") as log:
            self._process = subprocess.Popen(
                self.command(), cwd=self.place, stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
        deadline = time.monotonic() + _SECONDS_TO_START
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                said = (self.place / "output.log").read_text(errors="replace")[-2000:]
                raise RuntimeError(f"{self.command()[0]} does not start: {said}")
            time.sleep(0.05)

    def kill(self) -> None:
        """End the server as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End the server in good order."""
        self._end(signal.SIGTERM)

    def restart(self) -> None:
        """Start again after a kill; nothing if it runs."""
        if self._process is None:
            self.start()

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _answers(self) -> bool:
        try:
            asked = {"query": "ASK { ?s ?p ?o }"}
            return requests.post(self.store.query, data=asked, timeout=5).ok
        except requests.RequestException:
            return False


class Oxigraph(Server):
    """The server of the package `oxigraph`."""

    missing = "needs the oxigraph server: pip install 'stancegraph[test]'"
    graphs = "/store"

    @classmethod
    def binary(cls) -> str | None:
        beside = Path(sys.executable).with_name("oxigraph")
        return str(beside) if beside.exists() else shutil.which("oxigraph")

    def command(self) -> list[str]:
        bind = f"127.0.0.1:{self.port}"
        return [str(self.binary()), "serve", "--location", "files", "--bind", bind]


_INI = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = .
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 10000
"""


class Virtuoso(Server):
    """Virtuoso of Debian; a new database has the user dba with the password dba."""

    missing = "needs virtuoso-t: apt-get install virtuoso-opensource-7-bin"
    graphs = "/sparql-graph-crud-auth"
    credentials = Credentials("dba", "dba")

    def __init__(self, place: Path, buffers: int = 20_000) -> None:
        super().__init__(place)
        self.sql = free_port()
        ini = _INI.format(sql=self.sql, http=self.port, buffers=buffers, dirty=buffers * 3 // 4)
        (place / "virtuoso.ini").write_text(ini, encoding="utf-8")

    @classmethod
    def binary(cls) -> str | None:
        return shutil.which("virtuoso-t")

    def command(self) -> list[str]:
        return [str(self.binary()), "+configfile", "virtuoso.ini", "+foreground"]
