"""How long a whole command takes: `--help`, and the example's quarterly report with charts and page numbers.

`python benchmarks/startup.py` prints medians of interleaved runs and ratios to `python -c pass`. The report
is one that must be written: its file is removed before each run; its pages were measured before. `--imports`
lists what the report's run spends most on while importing.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PERIOD = "2565-q2"
SCRIPT = "import sys\nfrom reportgen.__main__ import main\nif __name__ == '__main__':\n    sys.exit(main())\n"
"""What pip installs as the command `reportgen`."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--imports", action="store_true")
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="startup-")).resolve()
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("out"))
    year = folder / "examples/fy2565"
    script = folder / "reportgen"
    script.write_text(SCRIPT, "utf-8")
    reportgen = [sys.executable, str(script)]
    quarterly = [*reportgen, "quarterly", PERIOD]
    subprocess.run([*quarterly, "--pdf"], cwd=year, check=True, capture_output=True, env=environ())
    if chosen.imports:
        imports([sys.executable, "-X", "importtime", *quarterly[1:]], year)
    commands = {
        "python": [sys.executable, "-c", "pass"],
        "--help": [*reportgen, "--help"],
        "quarterly": quarterly,
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(chosen.runs):
        for name, command in commands.items():
            for made in (year / "out" / PERIOD).glob("*.docx"):
                made.unlink()
            start = time.perf_counter()
            subprocess.run(command, cwd=year, check=True, capture_output=True, env=environ())
            taken[name].append(time.perf_counter() - start)
    tell(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    bare = statistics.median(taken["python"])
    for name, times in taken.items():
        median = statistics.median(times)
        tell(f"{name:10} {median * 1000:8.1f} ms  {median / bare:6.2f} x bare python")
    shutil.rmtree(folder)


def imports(command: list[str], folder: Path) -> None:
    """The thirty modules with the largest own time, in milliseconds."""
    said = subprocess.run(
        command, cwd=folder, check=True, capture_output=True, text=True, env=environ()
    ).stderr
    rows = [
        line.removeprefix("import time:").split("|") for line in said.splitlines() if "import time:" in line
    ]
    own = sorted(((int(row[0]), row[2].strip()) for row in rows[1:]), reverse=True)
    tell(f"imports: {sum(each for each, _ in own) / 1000:.0f} ms, of them")
    for microseconds, module in own[:30]:
        tell(f"  {microseconds / 1000:6.1f} ms {module}")


def environ() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
