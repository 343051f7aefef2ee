"""Brings the third-party bundles into stancegraph/serving/static/vendor, with their licences.

    python tools/vendor.py

Asks npm for the pinned versions below in a scratch folder (no install script runs), copies the
files that the pages load, writes the licence texts of every package that is inside the bundles, and
the NOTICE with the SHA-256 of each file, which tests compare. To update: change a version, run,
read the difference, run the browser tests. The LICENSE beside each bundle is kept by hand, since
neither package brings one.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[1] / "stancegraph" / "serving" / "static" / "vendor"
YASGUI = "@zazuko/yasgui"
OXIGRAPH = "oxigraph"
VERSIONS = {YASGUI: "4.6.2", OXIGRAPH: "0.5.11"}
FILES = {
    f"{YASGUI}/build/yasgui.min.js": "yasgui/yasgui.min.js",
    f"{YASGUI}/build/yasgui.min.css": "yasgui/yasgui.min.css",
    f"{OXIGRAPH}/web.js": "oxigraph/web.js",
    f"{OXIGRAPH}/web_bg.wasm": "oxigraph/web_bg.wasm",
}
OWN = ("@zazuko/", YASGUI)
PREFIX_LIST = re.compile(rb"(?:[\w$]+=`https?://[^`]*`,){100,}")
"""The prefixes that the editor's package took from a public list: long, partly spam, not ours."""

_UNWRITTEN = "The package states its licence in package.json only."
MAP_COMMENT = re.compile(rb"\n//# sourceMappingURL=\S+\s*$")
NOTICE = """# Third-party files

All bundles of others that the site sends to browsers stand in this folder, unchanged except as said
here. `python tools/vendor.py` at the root of the source tree fetches them with npm and writes this
file; nothing is loaded from any other host.

| folder | package on npm | version | licence | origin |
|---|---|---|---|---|
| yasgui | {yasgui} | {yasgui_version} | MIT | Triply B.V., Zazuko: github.com/rdfjs/Yasgui |
| oxigraph | {oxigraph} | {oxigraph_version} | MIT or Apache-2.0 | github.com/oxigraph/oxigraph |

Each folder has the LICENSE under which its bundle is used; both are the MIT licence.

Changed: in `yasgui/yasgui.min.js` the values of the packaged list of prefixes are emptied (the site
completes from its own vocabulary), and the comment that names a source map is left out. The package
states its licence in package.json and brings no text of it; yasgui/LICENSE is the text of that
licence. `yasgui/LICENSES.txt` has the licences of the packages inside of that bundle:

{inside}

## SHA-256

```
{sums}```
"""


def main() -> int:
    """Fetch, copy, write the notice."""
    with tempfile.TemporaryDirectory() as scratch:
        wanted = [f"{name}@{version}" for name, version in VERSIONS.items()]
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run([*command, "--prefix", scratch, *wanted], check=True, timeout=300)
        modules = Path(scratch) / "node_modules"
        for origin, name in FILES.items():
            target = VENDOR / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_cleaned((modules / origin).read_bytes()))
        inside = _write_licences(modules)
    notice = NOTICE.format(
        yasgui=YASGUI,
        yasgui_version=VERSIONS[YASGUI],
        oxigraph=OXIGRAPH,
        oxigraph_version=VERSIONS[OXIGRAPH],
        inside=", ".join(inside) + ".",
        sums="".join(f"{_sum(name)}  {name}\n" for name in sorted(FILES.values())),
    )
    (VENDOR / "NOTICE.md").write_text(notice, encoding="utf-8")
    return 0


def _cleaned(content: bytes) -> bytes:
    if content[:4] == b"\0asm":
        return content
    emptied = PREFIX_LIST.sub(lambda run: re.sub(rb"`[^`]*`", b"``", run.group()), content)
    return MAP_COMMENT.sub(b"\n", emptied)


def _write_licences(modules: Path) -> list[str]:
    """Collect the licence of each package that the bundle's source map names."""
    source_map = json.loads((modules / YASGUI / "build/yasgui.min.js.map").read_text())
    found = (
        re.findall(r"node_modules/((?:@[^/]+/)?[^/]+)", name) for name in source_map["sources"]
    )
    names = {parts[-1] for parts in found if parts} | {"datatables.net-dt"}
    texts, inside = [], []
    for name in sorted(name for name in names if not name.startswith(OWN)):
        package = json.loads((modules / name / "package.json").read_text())
        files = sorted((modules / name).glob("[Ll][Ii][Cc][Ee][Nn][Ss][Ee]*"))
        body = files[0].read_text() if files else _UNWRITTEN
        licence = package.get("license") or "licence as in its text"
        inside.append(f"{name} {package['version']} ({licence})")
        texts.append(f"{'=' * 80}\n{inside[-1]}\n{'=' * 80}\n\n{body.strip()}\n")
    (VENDOR / "yasgui" / "LICENSES.txt").write_text("\n".join(texts), encoding="utf-8")
    return inside


def _sum(name: str) -> str:
    return hashlib.sha256((VENDOR / name).read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
