"""One build at a time; who died holds nothing."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from reportgen.build.lock import locked


def test_the_next_one_waits_and_hears_who_is_there(tmp_path):
    path, heard, order = tmp_path / "build.lock", [], []
    ready = threading.Event()

    def first():
        with locked(path, "ภัทรา, pc-1, 77", heard.append):
            ready.set()
            time.sleep(0.3)
            order.append(1)

    thread = threading.Thread(target=first)
    thread.start()
    ready.wait()
    with locked(path, "second", heard.append):
        order.append(2)
    thread.join()
    assert order == [1, 2]
    assert heard == ["ภัทรา, pc-1, 77"]
    assert path.read_bytes() == b""


def test_waiting_may_be_given_up(tmp_path):
    class GivenUpError(Exception):
        pass

    def give_up(holder):
        raise GivenUpError

    path = tmp_path / "lock"
    with locked(path, "first", print), pytest.raises(GivenUpError), locked(path, "second", give_up):
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_a_killed_holder_holds_nothing(tmp_path):
    child = os.fork()
    if child == 0:
        with locked(tmp_path / "lock", "child", print):
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert (tmp_path / "lock").read_bytes() == b"child\n"
    with locked(tmp_path / "lock", "next", pytest.fail):
        pass


def test_the_time_is_that_of_the_disk(tmp_path):
    before = (tmp_path / "file").touch() or (tmp_path / "file").stat().st_mtime_ns
    with locked(tmp_path / "lock", "me", print) as now:
        assert now >= before
