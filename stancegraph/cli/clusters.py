"""The options of a build on a cluster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click
from click.core import ParameterSource

from stancegraph.cli.messages import Tally, note
from stancegraph.cli.places import Place
from stancegraph.errors import ClusterError
from stancegraph.locations import Location

_OPTIONS = (
    click.option(
        "--engine",
        type=click.Choice(["local", "spark"]),
        default="local",
        show_default=True,
        help="Build here, or partitions of N-Quads and Parquet on a Spark cluster.",
    ),
    click.option("--master", help="Spark: the cluster; default: SPARK_MASTER, else local[*]."),
    click.option(
        "--partitions",
        type=click.IntRange(min=1),
        help="Spark: into how many parts; default: one for each MB of sources.",
    ),
    click.option("--gzip", "packed", is_flag=True, help="Spark: pack the N-Quads."),
)
_OF_SPARK = ("master", "partitions", "packed")
_OF_LOCAL = ("dumps", "jobs", "cache", "no_cache", "shacl")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster to build on, and how the output is parted there."""

    master: str | None
    partitions: int | None
    packed: bool

    def build(
        self, source: Place, output: Place, base: str, profile: str | None, tally: Tally
    ) -> tuple[str, ...]:
        """Build there; returns the summary for people."""
        try:
            from stancegraph.building.spark import SparkSettings, build_on_spark
        except ImportError as fault:
            told = f"--engine spark needs {fault.name}: pip install 'stancegraph[spark]'"
            raise ClusterError(told) from fault
        settings = SparkSettings(
            _location(source),
            _location(output),
            self.master,
            base,
            profile,
            self.partitions,
            self.packed,
        )
        return build_on_spark(settings, tally.fault, note).lines()


def cluster_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options of builds on clusters; the command is given a `Cluster`, or None."""

    @wraps(command)
    def with_cluster(
        *arguments: Any,
        engine: str,
        master: str | None,
        partitions: int | None,
        packed: bool,
        **options: Any,
    ) -> int:
        spark = engine == "spark"
        _check(spark=spark)
        cluster = Cluster(master, partitions, packed) if spark else None
        return command(*arguments, cluster=cluster, **options)

    for option in reversed(_OPTIONS):
        with_cluster = option(with_cluster)
    return with_cluster


def _check(*, spark: bool) -> None:
    """Refuse options of the engine that is not used: they would be passed over in silence."""
    context = click.get_current_context()

    def given(name: str) -> bool:
        return context.get_parameter_source(name) is not ParameterSource.DEFAULT

    options = {parameter.name: parameter.opts[0] for parameter in context.command.params}
    engine = "local" if spark else "spark"
    for name in _OF_LOCAL if spark else _OF_SPARK:
        if given(name):
            raise click.UsageError(f"{options[name]} is for --engine {engine}")
    if spark and not given("output"):
        raise click.UsageError("--engine spark needs --output: where to put the parts")


def _location(place: Place) -> Location:
    return place if isinstance(place, Location) else Location.of(str(place))
