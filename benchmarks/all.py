"""Runs every benchmark, one after the other, and keeps what they print in RESULTS.md.

`python benchmarks/all.py` takes about half an hour; nothing else should run meanwhile. Each compares whole
processes or fills interleaved in one run, so that a busy machine slows all alike: read the ratios.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).parent
RUNS = (
    ("Filling a template of about 25 pages, one process, the context in hand", ("fill.py",)),
    ("Start-up and one report", ("startup.py",)),
    ("A thousand memos from a thousand files, nothing kept from before", ("memos.py", "1000")),
    ("Nothing to do, ten thousand papers", ("noop.py", "10000")),
    ("One file edited among a thousand", ("one_edited.py", "1000")),
    ("PDF", ("pdf.py",)),
)


def main() -> None:
    pages = [
        "# Results\n\nWritten by `python benchmarks/all.py`; ratios are of medians of interleaved runs,"
        f" {datetime.now().astimezone():%Y-%m-%d}.\n"
    ]
    for title, (script, *args) in RUNS:
        sys.stderr.write(f"{title}: {script}\n")
        ended = subprocess.run(
            [sys.executable, script, *args], cwd=HERE, capture_output=True, text=True, check=False
        )
        if ended.returncode:
            raise SystemExit(f"{script} failed\n{ended.stderr}")
        command = " ".join(["python", f"benchmarks/{script}", *args])
        pages.append(f"## {title}\n\n`{command}`\n\n```text\n{ended.stdout.rstrip()}\n```\n")
        (HERE / "RESULTS.md").write_text("\n".join(pages), "utf-8")


if __name__ == "__main__":
    main()
