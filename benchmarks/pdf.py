"""How long it takes to make PDFs of finished papers: reportgen's pool, against one cold soffice a file.

`python benchmarks/pdf.py` makes 40 memos of a page, 10 reports of 25 pages as in `fill.py`, and 10 of the
example's quarterly reports, with charts and photographs, by reportgen itself; then it times both ways in
turns, prints medians and ratios, and compares the texts. The cold way is given reportgen's copies for
LibreOffice and does nothing but run it, its fonts and settings ready; the pool's time holds its start and
all that reportgen looks up in a PDF. `steady` is the pool once it runs, from its second half.
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
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from fill import ours
from long_report import data, template

from reportgen import resources
from reportgen.build.limits import Limits
from reportgen.build.runner import processes
from reportgen.pdf import convert, find_soffice
from reportgen.pdf.driver import Office, Place, close
from reportgen.pdf.office import kept_of
from reportgen.pdf.resident import IS_POSSIBLE
from reportgen.thai.digits import to_arabic

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
MEMO = "memos/2564-11-23-guideline.yaml"
STAMP = datetime(2022, 1, 5, tzinfo=UTC)
DRIVER = "a resident LibreOffice a process, papers handed over by its own single-instance socket"


def papers(folder: Path, memos: int, reports: int) -> dict[str, list[Path]]:
    """The finished Word files, by kind: memos that differ in their subject, and a report many times."""
    shutil.copytree(EXAMPLES, folder / "examples", ignore=shutil.ignore_patterns("out"))
    root = folder / "examples/fy2565"
    text = (root / MEMO).read_text("utf-8")
    for count in range(memos):
        other = re.sub("^number:.*$", "number:", without(text, ("circular:", "record:")), flags=re.MULTILINE)
        other = other.replace("subject: ", f"subject: ({count + 1}) ", 1)
        (root / f"memos/2565-01-01-memo-{count:02}.yaml").write_text(other, "utf-8")
    (root / MEMO).unlink()
    made: dict[str, list[Path]] = {}
    run(["build", "memos/2565-01-01-*"], root)
    made["memo"] = sorted((root / "out").rglob("2565-01-01-memo-*.docx"))
    run(["quarterly", "2565-q1", "--pdf"], root)
    (report,) = (root / "out/2565-q1").glob("*q1.docx")
    long = folder / "long.docx"
    long.write_bytes(ours(template("jinja"), data(9), "zlib")())
    for kind, file in (("report", long), ("report with charts and photographs", report)):
        made[kind] = [
            Path(shutil.copy(file, folder / f"{file.stem}-{count}.docx")) for count in range(reports)
        ]
    return made


def without(text: str, keys: Sequence[str]) -> str:
    """`text` without the blocks of some keys at its left edge."""
    kept, skipping = [], False
    for line in text.split("\n"):
        if line[:1] not in ("", " ", "#", "-"):
            skipping = line.startswith(tuple(keys))
        kept += [] if skipping else [line]
    return "\n".join(kept)


def run(words: Sequence[str], root: Path) -> None:
    """Runs reportgen in the workspace `root`."""
    command = [sys.executable, "-m", "reportgen", "--lang", "en", *words]
    done = subprocess.run(command, cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
    if done.returncode:
        raise SystemExit(done.stderr.decode())


@dataclass(frozen=True, slots=True)
class Making:
    """Makes a PDF in a process of the pool, and tells when it was done."""

    soffice: Path | None
    scratch: Path

    def __call__(self, docx: Path) -> tuple[bytes, float]:
        made = convert(
            docx.read_bytes(),
            soffice=self.soffice,
            fonts=resources.fonts_folder(),
            scratch=self.scratch,
            base_environ=os.environ,
            stamp=STAMP,
            keep=True,
        )
        return made.pdf, time.perf_counter()


def by_pool(files: Sequence[Path], making: Making, workers: int) -> tuple[list[bytes], float, float]:
    """The PDFs, the seconds of all, and those of all as if done like their second half."""
    start = time.perf_counter()
    pool: Executor = processes(Limits(), "reportgen.pdf")(workers)
    with pool:
        made = list(pool.map(making, files))
    taken = time.perf_counter() - start
    ends = sorted(end for _, end in made)
    half = len(ends) // 2
    return [pdf for pdf, _ in made], taken, (ends[-1] - ends[half - 1]) / (len(ends) - half) * len(ends)


def copies(files: Sequence[Path], making: Making, folder: Path) -> list[Path]:
    """What LibreOffice is given of each paper."""
    given: list[bytes] = []
    really = Office.pdf

    def noted(office: Office, docx: bytes, timeout: float) -> bytes:
        given.append(docx)
        return really(office, docx, timeout)

    with patch.object(Office, "pdf", noted):
        for file in files:
            making(file)
    close()
    if len(given) != len(files):
        raise SystemExit("a paper was not finished: it took several passes")
    paths = [folder / f"copy-{count:02}.docx" for count in range(len(given))]
    for path, docx in zip(paths, given, strict=True):
        path.write_bytes(docx)
    return paths


def cold(files: Sequence[Path], place: Place) -> tuple[list[bytes], float]:
    """The PDFs, and the seconds of one LibreOffice after another."""
    room = place.room()
    made: list[bytes] = []
    taken = 0.0
    for file in (files[0], *files):  # the first once more, so that the user folder is ready
        shutil.copy(file, room.paper)
        room.result.unlink(missing_ok=True)
        start = time.perf_counter()
        subprocess.run(
            room.command(place.soffice or Path("soffice")),
            cwd=room.folder,
            env=room.environ(place.base_environ),
            check=True,
            capture_output=True,
        )
        taken += time.perf_counter() - start if made else 0.0
        made.append(room.result.read_bytes())
    shutil.rmtree(room.folder)
    return made[1:], taken


def text(pdf: bytes) -> str:
    """The text of a PDF, page numbers in digits of either kind."""
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return to_arabic(told.stdout.decode())


def versions(soffice: Path) -> Iterator[str]:
    """What the programs say of themselves."""
    for command in ([str(soffice), "--version"], ["pdftotext", "-v"]):
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        yield (told.stdout or told.stderr).strip().split("\n")[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--memos", type=int, default=40)
    parser.add_argument("--reports", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    soffice = find_soffice(os.environ["PATH"], sys.platform)
    if soffice is None:
        raise SystemExit("LibreOffice is not installed")
    folder = Path(tempfile.mkdtemp(prefix="pdf-")).resolve()
    place = Place(soffice, resources.fonts_folder(), folder / "cold", kept_of(os.environ), digits=True)
    making = Making(soffice, folder / "pool")
    tell(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    tell(", ".join(versions(soffice)))
    tell(f"driver: {DRIVER if IS_POSSIBLE else 'one LibreOffice a paper'}; {chosen.workers} processes")
    for kind, files in papers(folder, chosen.memos, chosen.reports).items():
        taken: list[tuple[float, float, float]] = []
        given = copies(files, making, folder)
        for _ in range(chosen.runs):
            expected, slow = cold(given, place)
            made, fast, steady = by_pool(files, making, chosen.workers)
            taken.append((slow, fast, steady))
            equal = [text(one) == text(other) for one, other in zip(expected, made, strict=True)]
            if not all(equal):
                raise SystemExit(f"{kind}: {equal.count(False)} of {len(equal)} texts differ")
        slow, fast, steady = (statistics.median(times) for times in zip(*taken, strict=True))
        tell(f"{len(files)} x {kind}: cold {slow:.2f} s, pool {fast:.2f} s, steady {steady:.2f} s")
        tell(f"  pool {slow / fast:.1f} x, steady {slow / steady:.1f} x; texts equal in each run")
    shutil.rmtree(folder)


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
