"""What building itself can say; what is said of a paper comes from the work."""

from __future__ import annotations

from reportgen.diagnostics import Rule, Severity
from reportgen.errors import ExitCode

TASK_DIED = Rule(
    "build-task-died",
    Severity.ERROR,
    "{paper} was not made: its process died, took longer than {seconds} s or needed more than {megabytes} MB."
    " The other papers were made.",
    "Make it alone to see more; look for a very large picture or table in its files.",
    exit_code=ExitCode.FAULT,
)
STATE_LOST = Rule(
    "build-state-lost",
    Severity.WARNING,
    "What earlier builds remembered is lost or cannot be read, so papers are looked at again.",
    "Nothing needs to be done: papers that are right stay as they are, and edited ones are kept.",
)
CLUSTER_LIBRARY = Rule(
    "cluster-library-missing",
    Severity.ERROR,
    "Papers cannot be made on a cluster, since the library distributed is not installed.",
    "Install it with: pip install reportgen[cluster]",
    exit_code=ExitCode.MISSING,
)
CLUSTER_UNREACHABLE = Rule(
    "cluster-unreachable",
    Severity.ERROR,
    "There is no Dask cluster to work with at {address}: {cause}. Nothing was made.",
    "Check the address, such as tcp://host:8786, and that its workers run; or build without --cluster.",
    exit_code=ExitCode.MISSING,
)
CLUSTER_DIFFERS = Rule(
    "cluster-worker-differs",
    Severity.ERROR,
    "The worker {worker} of the cluster makes papers otherwise than this machine: {parts}.",
    "Install there the same version of reportgen with the same libraries, and start the worker again.",
    exit_code=ExitCode.MISSING,
)
CLUSTER_LOST = Rule(
    "cluster-lost",
    Severity.ERROR,
    "The cluster could not go on: {cause}. Papers made before that are in place.",
    "See that its scheduler and workers run, then build again: only what is missing is made.",
    exit_code=ExitCode.MISSING,
)
CLUSTER_TOO_LARGE = Rule(
    "cluster-too-large",
    Severity.ERROR,
    "The files of the workspace are more than {megabytes} MB, which is the most that is sent to a cluster.",
    "Move out of the workspace what its papers do not need, or build without --cluster.",
    exit_code=ExitCode.USAGE,
)
RULES = (
    TASK_DIED,
    STATE_LOST,
    CLUSTER_LIBRARY,
    CLUSTER_UNREACHABLE,
    CLUSTER_DIFFERS,
    CLUSTER_LOST,
    CLUSTER_TOO_LARGE,
)
