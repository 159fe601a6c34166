"""How long it takes to find that nothing is to be done: reportgen, ninja and make, over as many papers.

Prints medians of interleaved runs of whole processes, and ratios to ninja: `python benchmarks/noop.py 1000`.
The first build is done with a stand-in for the making of papers, which writes a line and says that it read
what a memo is made from: a run that has nothing to do looks at names, stamps and the state alone.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reportgen.build.builder import Builder
from reportgen.build.limits import Limits
from reportgen.build.lock import locked
from reportgen.build.values import Done, Output, Task, Wish
from reportgen.cli.building import Papers
from reportgen.disk import hashed, read_whole, stamp
from reportgen.workspace import Settings, Workspace

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples/fy2565"
MEMO = "memos/2564-11-23-guideline.yaml"


def workspace(folder: Path, number: int) -> None:
    """A workspace with `number` memos, which cite nothing, and nothing else to make."""
    (folder / "memos").mkdir(parents=True)
    shutil.copy(EXAMPLE / "reportgen.yaml", folder)
    lines = (EXAMPLE / MEMO).read_text("utf-8").split("\n")
    text = "\n".join(lines)
    for part in ("circular:", "record:"):
        text = without(text, part)
    text = re.sub("^number:.*$", "number:", text, flags=re.MULTILINE)
    for count in range(number):
        name = folder / f"memos/2565-01-01-memo-{count:05}.yaml"
        name.write_text(text.replace("subject: >-\n  ", f"subject: >-\n  ({count}) ", 1), "utf-8")


class StandIn:
    """Writes a line in the place of a paper."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, task: Task) -> Done:
        name = task.target.removeprefix("memo ")
        reads = {each: read_whole(str(self.root / each), 1 << 20) for each in ("reportgen.yaml", name)}
        output = f"out/{name.removesuffix('.yaml')}.docx"
        (self.root / output).parent.mkdir(parents=True, exist_ok=True)
        (self.root / output).write_text(name)
        return Done(
            task.target,
            "made",
            hashed(name.encode()),
            {each: (hashed(data), seen) for each, (data, seen) in reads.items()},
            {"[0-9][0-9][0-9][0-9]-q[1-4]": ""},
            {"templates/memo/template.docx": None},
            (Output(output, hashed(name.encode()), stamp(str(self.root / output)) or (0, 0, 0, 0)),),
        )


@dataclass(frozen=True, slots=True)
class Lines(Papers):
    """The papers of a workspace, made by the stand-in."""

    def task(self) -> StandIn:
        return StandIn(self.workspace.root)


def first_build(root: Path) -> None:
    """Builds the workspace `root` with the stand-in."""
    settings = Settings(root, {}, datetime.now().astimezone(), sys.platform)
    state = root / "out/.reportgen"
    with locked(state / "build.lock", "noop", tell) as now:
        builder = Builder.of(root, state, Lines(Workspace(root, settings)))
        wish = Wish()
        for _ in builder.build(builder.plan((), wish, now), wish, now, None, 1, Limits()):
            pass


def without(text: str, key: str) -> str:
    """`text` without the block of a key at its left edge."""
    kept, skipping = [], False
    for line in text.split("\n"):
        if line[:1] not in ("", " ", "#", "-"):
            skipping = line.startswith(key)
        kept += [] if skipping else [line]
    return "\n".join(kept)


def rivals(folder: Path, number: int) -> None:
    """As many outputs for ninja and for make, each of a file of its own and of one that all share."""
    for tool in ("ninja", "make"):
        (folder / tool / "in").mkdir(parents=True)
        (folder / tool / "out").mkdir()
        (folder / tool / "shared").write_text("shared")
    names = [f"{count:05}" for count in range(number)]
    for name in names:
        for tool in ("ninja", "make"):
            (folder / tool / "in" / name).write_text(name)
    edges = "".join(f"build out/{name}: copy in/{name} shared\n" for name in names)
    (folder / "ninja/build.ninja").write_text(f"rule copy\n  command = touch $out\n{edges}")
    wanted = " ".join(f"out/{name}" for name in names)
    rules = "".join(f"out/{name}: in/{name} shared\n\ttouch $@\n" for name in names)
    (folder / "make/Makefile").write_text(f"all: {wanted}\n{rules}")


def seconds(command: Sequence[str], folder: Path) -> float:
    """The time of one whole run."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=environ())
    return time.perf_counter() - start


def environ() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=1000)
    parser.add_argument("--runs", type=int, default=11)
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="noop-")).resolve()
    commands = {
        "python": [sys.executable, "-c", "pass"],
        "ninja": ["ninja"],
        "make": ["make", "-rR", "-s"],
        "reportgen": [sys.executable, "-m", "reportgen", "build"],
    }
    places = {name: folder / name for name in commands} | {"python": folder}
    workspace(folder / "reportgen", chosen.number)
    rivals(folder, chosen.number)
    first_build(folder / "reportgen")
    for name in ("ninja", "make"):
        seconds(commands[name], places[name])
    time.sleep(3)  # until no file is so new that it could change unseen
    seconds(commands["reportgen"], places["reportgen"])
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(chosen.runs):
        for name, command in commands.items():
            taken[name].append(seconds(command, places[name]))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    ninja = subprocess.run(["ninja", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    tell(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, ninja {ninja}")
    for name, median in medians.items():
        tell(f"{name:10} {median * 1000:8.1f} ms  {median / medians['ninja']:5.2f} x ninja")
    shutil.rmtree(folder)


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
