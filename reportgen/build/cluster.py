"""Dask's workers as an executor: connecting to a cluster, its workers' sameness, the files that go along.

Knows nothing of what the tasks do. Where a worker dies, Dask runs its tasks again elsewhere; those with which
worker after worker dies come back here as broken.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any, Final

from reportgen.build import codes
from reportgen.build.runner import Pools
from reportgen.diagnostics import Diagnostic
from reportgen.disk import hashed
from reportgen.errors import Stop

_PATIENCE: Final = 5
"""Seconds in which a cluster answers, and in which its first worker comes."""
_WITHOUT_WORKERS: Final = 60
"""Seconds that a build goes on while the cluster has no worker at all: one that died may be started again."""
_LOOK: Final = 5

_folder: ContextVar[Path] = ContextVar("folder")
_one_task = Lock()
"""What a task does to its process, and what ends one that takes too long, bears no second task beside it."""


def unpacked() -> Path:
    """For a task on a worker: the folder in which the files that went along lie."""
    return _folder.get()


class Parcel:
    """Files on their way, as the bytes of a zip: unpacked once where they are needed, and taken away there
    with the last use of them, also where who sent them is gone."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._folder: Path | None = None

    def __reduce__(self) -> tuple[type[Parcel], tuple[bytes]]:
        return Parcel, (self.data,)

    def folder(self, scratch: str) -> Path:
        """Where the files lie on this machine, in a folder of its own within `scratch`."""
        if self._folder is None:
            import shutil
            import tempfile
            import weakref
            from io import BytesIO
            from zipfile import ZipFile

            folder = tempfile.mkdtemp(prefix="reportgen-", dir=scratch)
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            with ZipFile(BytesIO(self.data)) as files:
                files.extractall(folder)
            self._folder = Path(folder)
        return self._folder


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that can be worked with: executors on it, and how many workers it has."""

    pools: Pools
    workers: int


@contextmanager
def connected(address: str, data: bytes, differs: Callable[[], Sequence[str]]) -> Iterator[Cluster]:
    """The cluster whose scheduler is at `address`, to which the zip `data` goes along with the tasks.

    `differs` is asked on each worker and tells what is not there as it is here. Raises Stop where the library
    is missing, where nothing answers within seconds, and where something differs.
    """
    log = logging.getLogger("distributed")
    level = log.level
    client = _client(address)
    log.setLevel(logging.CRITICAL)  # what becomes of workers is told in words of ours
    try:
        workers = _alike(client, address, differs)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
            # as a task of its own: where all who have the files die, the scheduler has them sent again
            parcel = client.submit(Parcel, data, key=f"reportgen-{hashed(data)}")
        yield Cluster(lambda _: _Pool(client, parcel), workers)
    finally:
        with suppress(Exception):
            client.close(timeout=_PATIENCE)
        log.setLevel(level)


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise Stop(Diagnostic(codes.CLUSTER_LIBRARY)) from error
    try:
        connect: Callable[..., Any] = Client
        return connect(address, timeout=_PATIENCE, set_as_default=False, name="reportgen")
    except (OSError, ValueError, TypeError) as error:  # no answer, or no address at all
        raise _unreachable(address, error) from error


def _alike(client: Any, address: str, differs: Callable[[], Sequence[str]]) -> int:
    """How many workers there are, all of which make things as this machine does."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
        told: Mapping[str, object] = client.run(differs, on_error="return")
    except (OSError, CancelledError) as error:
        raise _unreachable(address, error) from error
    other = {
        worker: ", ".join(parts) if isinstance(parts, Sequence) else _cause(parts)
        for worker, parts in told.items()
        if parts
    }
    if other:
        raise Stop(*(differing(worker, parts) for worker, parts in sorted(other.items())))
    return len(told)


def differing(worker: str, parts: str) -> Diagnostic:
    """What is said of a worker on which `parts` are not as here."""
    return Diagnostic(codes.CLUSTER_DIFFERS, (), {"worker": worker, "parts": parts})


class _Pool(Executor):
    """Dask's executor, through which the files go along; it says in our words how a task came to no end."""

    def __init__(self, client: Any, parcel: Any) -> None:
        self._theirs = client.get_executor(pure=False)
        self._client, self._parcel = client, parcel
        self._ended = Event()
        Thread(target=self._watch, daemon=True).start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        ours: Future[Any] = Future()
        try:
            theirs = self._theirs.submit(_there, self._parcel, fn, *args, **kwargs)
        except Exception as error:  # it was given up meanwhile
            ours.set_exception(_lost(error))
        else:
            theirs.add_done_callback(partial(_pass_on, ours))
        return ours

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Gives up what is not done; a worker that is at it comes to its end, and nobody hears of it."""
        self._ended.set()
        with suppress(Exception):
            self._theirs.shutdown(wait=wait and not cancel_futures)

    def _watch(self) -> None:
        """Gives up once there has been no worker for long: Dask itself would wait for ever."""
        without = 0
        while without < _WITHOUT_WORKERS and not self._ended.wait(_LOOK):
            with suppress(Exception):
                without = 0 if self._client.nthreads() else without + _LOOK
        self.shutdown(cancel_futures=True)


def _pass_on(ours: Future[Any], theirs: Future[Any]) -> None:
    from distributed.scheduler import KilledWorker

    error = CancelledError() if theirs.cancelled() else theirs.exception()
    if error is None:
        ours.set_result(theirs.result())
    elif isinstance(error, KilledWorker):
        ours.set_exception(BrokenExecutor())
    else:
        ours.set_exception(_lost(error))


def _there(parcel: Parcel, fn: Callable[..., Any], *args: Any) -> Any:
    """Calls `fn` on a worker, where the files of `parcel` are."""
    from distributed import get_worker

    with _one_task:
        before = _folder.set(parcel.folder(get_worker().local_directory))
        try:
            return fn(*args)
        finally:
            _folder.reset(before)


def _unreachable(address: str, error: BaseException) -> Stop:
    args = {"address": address, "cause": _cause(error)}
    return Stop(Diagnostic(codes.CLUSTER_UNREACHABLE, (), args))


def _lost(error: BaseException) -> Stop:
    return Stop(Diagnostic(codes.CLUSTER_LOST, (), {"cause": _cause(error)}))


def _cause(error: object) -> str:
    """The first line of what an error says."""
    if isinstance(error, CancelledError):
        return "it does not answer, or has no worker any more"
    return next(filter(None, str(error).strip().splitlines()), type(error).__name__).rstrip(".")
