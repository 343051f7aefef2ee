"""The connection to a Spark cluster: started, stopped, and its faults told in one line."""

from __future__ import annotations

import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from stancegraph.errors import ClusterError
from stancegraph.resources import resource

if TYPE_CHECKING:
    from pyspark import SparkConf, SparkContext

LOCAL = "local[*]"
"""The master where nobody names one: this machine, all its cores."""

_OWN_FAULT = re.compile(r"stancegraph\.errors\.\w+: (.+)")
_PYTHON_FAULT = re.compile(r"^(?:Caused by: )?([A-Za-z_.]*(?:Error|Exception): .+)$", re.MULTILINE)
_ABORTED = re.compile(r"Job aborted due to stage failure: (.+)")


@contextmanager
def spark_context(master: str | None) -> Iterator[SparkContext]:
    """A connection to the master: the one named, else SPARK_MASTER, else what spark-submit says.

    Raises:
        ClusterError: pyspark or Java is missing, the master cannot be reached, or a task failed
            as often as Spark lets it.
    """
    warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
    try:
        from py4j.protocol import Py4JError
        from pyspark import SparkContext
        from pyspark.errors import PySparkException
    except ImportError as error:
        raise ClusterError(
            "--engine spark: needs the extra 'spark'; pip install 'stancegraph[spark]'"
        ) from error
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise ClusterError("--engine spark: no Java found; install Java 17 or set JAVA_HOME")
    try:
        context = SparkContext.getOrCreate(_settings(master))
    except (Py4JError, PySparkException) as error:
        raise ClusterError(f"--engine spark: cannot be started ({_reason(error)})") from error
    try:
        yield context
    except (Py4JError, PySparkException) as error:
        raise ClusterError(f"--engine spark: gave up ({_reason(error)})") from error
    finally:
        context.stop()


def _settings(master: str | None) -> SparkConf:
    """What a build needs, where the user's own settings do not say otherwise."""
    from pyspark import SparkConf

    settings = SparkConf()
    chosen = master or os.environ.get("SPARK_MASTER")
    if chosen:
        settings.setMaster(_retrying(chosen))
    settings.setIfMissing("spark.master", _retrying(LOCAL))
    settings.setIfMissing("spark.app.name", "stancegraph build")
    quiet = f"-Dlog4j2.configurationFile={resource('engines', 'log4j2.properties')}"
    settings.setIfMissing("spark.driver.extraJavaOptions", quiet)
    settings.setIfMissing("spark.rdd.compress", "true")
    settings.setIfMissing("spark.ui.enabled", "false")
    settings.setIfMissing("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())
    if (settings.get("spark.master") or "").startswith("local"):
        settings.setIfMissing("spark.driver.bindAddress", "127.0.0.1")
        settings.setIfMissing("spark.driver.host", "127.0.0.1")
        # executors on this machine run this Python; pyspark asks nothing but its environment
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    return settings


def _retrying(master: str) -> str:
    """A local master that tries a failed task again, as clusters do.

    >>> _retrying("local[*]"), _retrying("local"), _retrying("spark://host:7077")
    ('local[*,4]', 'local[1,4]', 'spark://host:7077')
    """
    cores = re.fullmatch(r"local(?:\[([\d*]+)\])?", master)
    return f"local[{cores[1] or 1},4]" if cores else master


def _reason(error: Exception) -> str:
    """The line of a long report that says what went wrong, our own first."""
    report = str(error)
    for pattern in (_OWN_FAULT, _PYTHON_FAULT, _ABORTED):
        found = pattern.findall(report)
        if found:
            return str(found[-1]).strip()
    return report.strip().partition("\n")[0] or type(error).__name__
