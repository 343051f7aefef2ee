"""An Apache for the tests, on a free port, with the rules of an exported site."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

_MODULES = Path("/usr/lib/apache2/modules")
_CONFIGURATION = """ServerRoot {here}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {here}/pid
ErrorLog {here}/errors
User www-data
Group www-data
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule alias_module {modules}/mod_alias.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule headers_module {modules}/mod_headers.so
LoadModule mime_module {modules}/mod_mime.so
LoadModule rewrite_module {modules}/mod_rewrite.so
TypesConfig /etc/mime.types
DocumentRoot {here}/root
{aliases}
<Directory />
AllowOverride All
Require all granted
</Directory>
"""


@contextmanager
def apache(here: Path, folders: dict[str, Path]) -> Iterator[httpx.Client]:
    """The server with folders at their paths; what it complains of is in the failure."""
    command = shutil.which("apache2") or "/usr/sbin/apache2"
    if not Path(command).exists() or not _MODULES.is_dir():
        pytest.skip("needs apache2 (Debian: apt-get install apache2)")
    (here / "root").mkdir(parents=True)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    aliases = "\n".join(f"Alias {path} {folder}" for path, folder in folders.items())
    file = here / "apache.conf"
    file.write_text(
        _CONFIGURATION.format(here=here, port=port, modules=_MODULES, aliases=aliases),
        encoding="utf-8",
    )
    for folder in (here, *folders.values()):
        _opened(folder)
    process = subprocess.Popen([command, "-f", str(file), "-DFOREGROUND"])
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            while not _answers(client):
                assert process.poll() is None, (here / "errors").read_text()
            yield client
    finally:
        process.terminate()
        process.wait(timeout=30)


def _opened(folder: Path) -> None:
    """Let the user that Apache becomes read below a temporary directory."""
    for above in (folder, *folder.parents):
        if above.stat().st_uid == os.getuid() and above.stat().st_mode & 0o055 != 0o055:
            above.chmod(0o755)


def _answers(client: httpx.Client) -> bool:
    try:
        client.head("/")
    except httpx.TransportError:
        return False
    return True
