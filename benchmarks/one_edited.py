"""One file edited among many memos: against a run with nothing to do, and the making of one memo alone.

Whole processes, interleaved, medians: `python benchmarks/one_edited.py 1000`. The yardstick is the run with
nothing to do plus what `reportgen memo` takes over a bare start of the program (`--version`).
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from noop import seconds, tell, workspace


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=1000)
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    root = Path(tempfile.mkdtemp(prefix="one-edited-")).resolve() / "fy2565"
    workspace(root, chosen.number)
    file = root / f"memos/2565-01-01-memo-{chosen.number // 2:05}.yaml"
    program = [sys.executable, "-m", "reportgen"]
    commands = {
        "start": [*program, "--version"],
        "nothing to do": [*program, "build"],
        "one memo": [*program, "memo", str(file.relative_to(root))],
        "one edited": [*program, "build"],
    }
    seconds(commands["one edited"], root)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    text = file.read_text("utf-8")
    for run in range(chosen.runs):
        for name in ("start", "nothing to do"):
            time.sleep(3 if name == "nothing to do" else 0)  # until no stamp is too new to be trusted
            seconds(commands["nothing to do"], root)
            taken[name].append(seconds(commands[name], root))
        file.write_text(text.replace("subject: >-", f"subject: >-\n  แก้ไข {run}", 1), "utf-8")
        taken["one edited"].append(seconds(commands["one edited"], root))
        taken["one memo"].append(seconds(commands["one memo"], root))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    yardstick = medians["nothing to do"] + medians["one memo"] - medians["start"]
    tell(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, median in medians.items():
        tell(f"{name:14} {median * 1000:8.1f} ms")
    tell(f"one edited is {medians['one edited'] / yardstick:.2f} x (nothing to do + one memo)")
    shutil.rmtree(root.parent)


if __name__ == "__main__":
    main()
