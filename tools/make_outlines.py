"""Makes stancegraph/resources/map/outlines.tsv out of Natural Earth (public domain).

    npm pack world-atlas && tar xzf world-atlas-2.*.tgz
    python tools/make_outlines.py package/countries-110m.json package/countries-50m.json

The npm package world-atlas holds Natural Earth's countries as TopoJSON, each with its M49 code. An
outline is taken from the scale 1:110m; a country that is too small for it becomes a point, the
middle of its largest part at 1:50m. Projection: Equal Earth (Savric, Patterson, Jenny 2018).
"""

from __future__ import annotations

import csv
import json
import math
import sys
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
WIDTH = 10_000
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_EDGE = 2.706630
_UNCODED = {
    "Kosovo": "state/kosovo",
    "N. Cyprus": "state/northern-cyprus",
    "Somaliland": "state/somaliland",
}
"""What the atlas names without a code, and the register has under these identifiers."""

_LEFT_OUT = ("010",)
Point = tuple[float, float]


def main(coarse: Path, fine: Path) -> None:
    """Write the table out of the atlas at two scales."""
    codes = _states()
    outlines = {code: rings for code, rings in _countries(coarse) if code not in _LEFT_OUT}
    rows = []
    for code, rings in sorted(outlines.items()):
        rows.append((codes.get(code, ""), _m49(code), *_middle(rings), _path(rings)))
    for code, rings in sorted(_countries(fine)):
        if code not in outlines and code in codes:
            rows.append((codes[code], code, *_middle(rings), ""))
    target = ROOT / "stancegraph" / "resources" / "map" / "outlines.tsv"
    with target.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, delimiter="\t", lineterminator="\n")
        table.writerow(("state", "m49", "x", "y", "path"))
        table.writerows(sorted(rows))


def _m49(code: str) -> str:
    return code if code.isdecimal() else ""


def _states() -> dict[str, str]:
    """M49 or other code -> slug of the state of the register that has it today."""
    with (ROOT / "source" / "authority" / "entities.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["id"].startswith("state/")]
    now = [row for row in rows if not row["valid_to"]]
    coded = {row["m49"].zfill(3): row["id"] for row in now if row["m49"]}
    return coded | {slug: slug for slug in _UNCODED.values()}


def _countries(file: Path) -> list[tuple[str, list[list[Point]]]]:
    atlas = json.loads(file.read_text(encoding="utf-8"))
    arcs = [_unpacked(arc, atlas["transform"]) for arc in atlas["arcs"]]
    found = []
    for country in atlas["objects"]["countries"]["geometries"]:
        name = country["properties"]["name"]
        code = country.get("id") or _UNCODED.get(name) or name
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings = [_ring(ring, arcs) for polygon in polygons for ring in polygon]
        found.append((code, [part for ring in rings for part in _cut(ring)]))
    return found


def _unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((x * kx + dx, y * ky + dy))
    return points


def _ring(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def _cut(ring: list[Point]) -> list[list[Point]]:
    """The ring on the plane; one that crosses the 180th meridian is cut into its two sides."""
    unrolled = ring[:1]
    for (before, _), (x, y) in pairwise(ring):
        turn = round((before - x) / 360) * 360
        unrolled.append((unrolled[-1][0] + x + turn - before, y))
    parts = []
    for shift in (-360, 0, 360):
        moved = [(x + shift, y) for x, y in unrolled]
        part = _clipped(_clipped(moved, 180, 1), -180, -1)
        if len(part) > 2:
            parts.append([_projected(*point) for point in (*part, part[0])])
    return parts


def _clipped(points: list[Point], edge: float, sign: int) -> list[Point]:
    """What of a polygon lies on one side of a meridian (Sutherland, Hodgman 1974)."""
    kept: list[Point] = []
    for (ax, ay), (bx, by) in pairwise((*points, *points[:1])):
        a_in, b_in = sign * (edge - ax) >= 0, sign * (edge - bx) >= 0
        if a_in:
            kept.append((ax, ay))
        if a_in != b_in:
            kept.append((edge, ay + (by - ay) * (edge - ax) / (bx - ax)))
    return kept


def _projected(longitude: float, latitude: float) -> Point:
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2**3
    slope = 9 * _A4 * t6 * t2 + 7 * _A3 * t6 + 3 * _A2 * t2 + _A1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    y = _A4 * t6 * t2 * theta + _A3 * t6 * theta + _A2 * t2 * theta + _A1 * theta
    scale = WIDTH / (2 * _EDGE)
    return (x + _EDGE) * scale, (1.3173627591574 - y) * scale


def _middle(rings: list[list[Point]]) -> tuple[int, int]:
    """The centroid of the largest ring."""
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    area = _area(largest)
    x = y = 0.0
    for (ax, ay), (bx, by) in pairwise(largest):
        cross = ax * by - bx * ay
        x, y = x + (ax + bx) * cross, y + (ay + by) * cross
    return (round(x / 6 / area), round(y / 6 / area)) if area else _whole(largest[0])


def _area(ring: list[Point]) -> float:
    pairs = pairwise(ring)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs) / 2


def _whole(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def _path(rings: list[list[Point]]) -> str:
    parts = []
    for ring in rings:
        points = list(dict.fromkeys(_whole(point) for point in ring))
        if len(points) < 3:
            continue
        steps = [f"{x - px} {y - py}" for (px, py), (x, y) in pairwise(points)]
        parts.append(f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z")
    return "".join(parts)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
