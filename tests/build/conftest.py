"""A desk of small notes: each shows some lines of one file that all share. Written without any paper."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reportgen.build.builder import Builder, is_quiet
from reportgen.build.limits import Limits
from reportgen.build.lock import locked
from reportgen.build.runner import Pools
from reportgen.build.values import Done, Output, Read, Recipe, Task, Wish, with_pdf
from reportgen.disk import hashed, listed, read_whole, stamp

OLD = 1_600_000_000


@dataclass(frozen=True)
class Copyist:
    """Writes into `out/` the lines of `shared` that a note names; DIE, HANG or BREAK does just that."""

    root: str

    def __call__(self, task: Task) -> Done:
        name = task.target.removeprefix("note ")
        reads: dict[str, Read] = {}
        own, shared = (self.read(each, reads) for each in (name, "shared"))
        lines = shared.splitlines()
        shown = "\n".join(lines[int(number)] for number in own.split() if number.isdigit())
        if "DIE" in own:
            os._exit(9)
        if "HANG" in own:
            time.sleep(60)
        if "BREAK" in own:
            raise ZeroDivisionError("broken")
        if "WRONG" in own:
            return Done(task.target, "failed", files=reads)
        mark = hashed(shown.encode())
        if mark == task.fingerprint and not task.must:
            return Done(task.target, "same", mark, reads)
        if task.dry:
            return Done(task.target, "made", mark, reads)
        output = Path(self.root, "out", f"{Path(name).name}")
        output.parent.mkdir(exist_ok=True)
        output.write_text(shown)
        seen = stamp(str(output))
        assert seen is not None
        made = Output(f"out/{output.name}", hashed(shown.encode()), seen)
        return Done(task.target, "made", mark, reads, outputs=(made,))

    def read(self, name: str, reads: dict[str, Read]) -> str:
        data, seen = read_whole(f"{self.root}/{name}", 1 << 20)
        reads[name] = hashed(data), seen
        return data.decode()


@dataclass
class Desk:
    """A workspace of notes, and the work of building them."""

    root: Path
    program: dict[str, str] = field(default_factory=lambda: {"program": "1"})
    pdf_program: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.root / "out/.reportgen"

    @property
    def log(self) -> Path:
        return self.folder / "build.jsonl"

    def sources(self) -> Sequence[str]:
        return [f"notes/{name}" for name in listed(str(self.root), "notes/*").splitlines()]

    def targets(self, source: str, data: bytes) -> Sequence[str]:
        self.asked.append(source)
        return [f"note {source}"]

    def recipe(self) -> tuple[Mapping[str, Recipe], Sequence[str]]:
        told = {"note": dict(self.program), with_pdf("note"): self.program | self.pdf_program}
        return told, [str(self.root / "program")]

    def place(self) -> str:
        return "here"

    def task(self) -> Callable[[Task], Done]:
        return Copyist(str(self.root))

    def received(self, task: Task, done: Done) -> Done:
        return done

    def together(self) -> Callable[[], AbstractContextManager[object]]:
        return nullcontext

    def write(self, name: str, text: str) -> None:
        """Saves a file, as long ago as makes its stamp trusted."""
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        os.utime(path, (OLD, OLD))

    def build(
        self,
        *words: str,
        wish: Wish = Wish(),  # noqa: B008
        pools: Pools | None = None,
        limits: Limits = Limits(),  # noqa: B008
    ) -> dict[str, str]:
        """One build: what became of each target that was out of date."""
        with locked(self.folder / "build.lock", "me", lambda holder: None) as now:
            builder = Builder.of(self.root, self.folder, self)
            builder.start()
            plan = builder.plan(words, wish, now)
            done = list(builder.build(plan, wish, now, pools, 2, limits))
            builder.finish()
        return {each.target.rpartition("/")[2]: each.status for each in done}

    def why(self, wish: Wish = Wish()) -> dict[str, list[str]]:  # noqa: B008
        """Why each target that is out of date is so."""
        plan = Builder.of(self.root, self.folder, self).plan((), wish, 0)
        return {
            each.target.rpartition("/")[2]: [reason.why for reason in each.reasons] for each in plan.stale
        }

    def is_quiet(self) -> bool:
        return is_quiet(self.root, self.folder, self, (), Wish())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "desk")
    desk.root.mkdir()
    (desk.root / "program").write_text("1")
    desk.write("shared", "zero\none\ntwo\nthree")
    for name, numbers in {"a": "0 1", "b": "1 2", "c": "3"}.items():
        desk.write(f"notes/{name}", numbers)
    return desk


@pytest.fixture(scope="session")
def new_desk() -> type[Desk]:
    return Desk
