"""`stancegraph doctor`: a check-up of any linked-data site."""

from __future__ import annotations

import click

from stancegraph.errors import StoreError


@click.command(short_help="Examine a linked-data site: formats, caching, endpoint.")
@click.argument("url")
@click.option("--endpoint", metavar="URL", help="Its SPARQL endpoint.  [default: /sparql there]")
@click.option("--hostile", is_flag=True, help="Send a query that no store can finish, too.")
@click.option("--timeout", type=click.FloatRange(1), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def doctor(url: str, endpoint: str | None, hostile: bool, timeout: float, as_json: bool) -> int:
    """Examine the linked-data site that describes a thing at URL, ours or any other.

    Exit code 1 where something is to be mended.

    \b
    Example:
      stancegraph doctor http://127.0.0.1:8000/state/kaz
      stancegraph doctor http://127.0.0.1:8000/state/kaz --hostile --json
    """
    import json
    from dataclasses import asdict

    from stancegraph.store.addresses import checked
    from stancegraph.store.checkup import examine

    try:
        for address in filter(None, (url, endpoint)):
            checked(address)
    except StoreError as fault:
        raise click.UsageError(str(fault)) from fault
    findings = []
    for finding in examine(url, endpoint, hostile=hostile, timeout=timeout):
        findings.append(finding)
        if not as_json:
            mark = "ok" if finding.passed else "NO"
            advice = "" if finding.passed else f"  -> {finding.remedy}"
            click.echo(f"{mark}  {finding.question:24}{finding.found}{advice}")
    passed = sum(finding.passed for finding in findings)
    if as_json:
        listed = [asdict(finding) for finding in findings]
        click.echo(json.dumps({"url": url, "passed": passed, "findings": listed}, indent=1))
    else:
        click.echo(f"{passed} of {len(findings)}")
    return int(passed < len(findings))
