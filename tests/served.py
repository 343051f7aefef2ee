"""A server process for the tests: started on a free port, spoken to as a reader would."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable

import httpx


class Server:
    """A running server and what it told when it was ready."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "stancegraph", "serve", "-p", "0", *arguments]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        self.told = self.process.stderr.readline()
        found = re.search(r"http://\S+/", self.told)
        assert found, self.told + self.process.stderr.read()
        self.client = httpx.Client(base_url=found.group(), timeout=30)

    @property
    def port(self) -> int:
        return self.client.base_url.port or 80

    def stop(self) -> int:
        self.client.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=20)
        assert self.process.stderr is not None
        self.process.stderr.close()
        return code


Starter = Callable[..., Server]
