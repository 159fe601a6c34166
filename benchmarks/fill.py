"""How long it takes to fill a template: reportgen, docxtpl and the engines for Node, interleaved in one run.

`python benchmarks/fill.py` prints medians of milliseconds for a document, and ratios. Each engine has a
process of its own, its template read and its data in hand; the same report in the same marked template
(`long_report.py`), compressed at level 6. The texts of all are compared before anything is timed.
The engines for Node take part where `npm install` was run in `benchmarks/rivals`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import long_report

HERE = Path(__file__).parent
ROOT = HERE.parent
DIALECTS = {
    "reportgen": "jinja",
    "reportgen zlib-ng": "jinja",
    "docxtpl": "jinja",
    "carbone": "carbone",
    "docxtemplater": "braces",
    "easy-template-x": "braces",
}
OURS = ("reportgen", "reportgen zlib-ng")
_TURNS = 9
RUNS = {9: 21, 100: 21, 1000: 9, 10000: 3}


class Worker:
    """The process of one engine."""

    def __init__(self, engine: str, template: Path, data: Path) -> None:
        command = (
            ["node", "worker.mjs"]
            if engine in node()
            else [sys.executable, str(HERE / "fill.py"), "--worker"]
        )
        self.process = subprocess.Popen(
            [*command, engine, str(template), str(data)],
            cwd=HERE / "rivals" if engine in node() else HERE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, line: str) -> str:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer:
            raise SystemExit("an engine failed")
        return answer

    def close(self) -> None:
        self.process.communicate()


def node() -> tuple[str, ...]:
    return tuple(each for each in DIALECTS if (HERE / "rivals/node_modules" / each).is_dir())


def ours(template: bytes, data: dict[str, object], compressor: str) -> Callable[[], bytes]:
    """Fills as `reportgen` does: marked, counted, sealed."""
    from reportgen.render.compile import compile_template
    from reportgen.render.fill import Properties, fill

    compiled = compile_template(template, font="TH Sarabun New").compiled
    assert compiled is not None
    properties = Properties(title="รายงาน", author="reportgen", created="2022-01-05T09:00:00Z")

    def filled() -> bytes:
        made = fill(compiled, data, properties=properties, compressor=compressor)
        assert made.docx is not None, made.diagnostics
        return made.docx

    return filled


def docxtpl(template: bytes, data: dict[str, object]) -> Callable[[], bytes]:
    """Fills as its users do: a new template for each document, values escaped."""
    from docxtpl import DocxTemplate

    def filled() -> bytes:
        document = DocxTemplate(BytesIO(template))
        document.render(data, autoescape=True)
        out = BytesIO()
        document.save(out)
        return out.getvalue()

    return filled


def work(engine: str, template: str, data: str) -> None:
    """What the process of an engine for Python does; the same words as `rivals/worker.mjs`."""
    content, values = Path(template).read_bytes(), json.loads(Path(data).read_text("utf-8"))
    if engine == "docxtpl":
        filled = docxtpl(content, values)
    else:
        filled = ours(content, values, "zlib-ng" if engine.endswith("zlib-ng") else "zlib")
    last = b""
    for line in sys.stdin:
        word = line.strip()
        if word == "peak":
            answer: object = peak()
        elif word.startswith("save "):
            answer = Path(word[5:]).write_bytes(last)
        else:
            start = time.perf_counter()
            last = filled()
            answer = (time.perf_counter() - start) * 1000
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def peak() -> int:
    """The largest memory of this process so far, in KiB; what getrusage tells begins with the parent's."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")))


def texts(file: Path) -> list[str]:
    """Every paragraph that is not empty, in order, those in cells too."""
    from docx import Document
    from docx.oxml.ns import qn

    body = Document(str(file)).element.body
    found = ("".join(each.text or "" for each in one.iter(qn("w:t"))) for one in body.iter(qn("w:p")))
    return [text for text in found if text.strip()]


def started(engine: str, number: int, folder: Path) -> Worker:
    """The process of an engine that fills the report of `number` projects."""
    data = folder / f"{number}.json"
    data.write_text(json.dumps(long_report.data(number), ensure_ascii=False), "utf-8")
    return Worker(engine, folder / f"{DIALECTS[engine]}.docx", data)


def growth(less: int, more: int, folder: Path) -> float:
    """How many times as long as `less` projects `more` take reportgen, the sizes in turns."""
    (folder / "jinja.docx").write_bytes(long_report.template("jinja"))
    sizes = [started("reportgen", number, folder) for number in (less, more)]
    pairs = [[float(each.ask("run")) for each in sizes] for _ in range(1 + _TURNS)][1:]  # the first warms up
    for each in sizes:
        each.close()
    return statistics.median(long / short for short, long in pairs)


def measure(number: int, engines: tuple[str, ...], folder: Path) -> tuple[dict[str, float], dict[str, int]]:
    """Medians in milliseconds and peaks in KiB of each engine at `number` projects."""
    for dialect in long_report.DIALECTS:
        (folder / f"{dialect}.docx").write_bytes(long_report.template(dialect))
    workers = {engine: started(engine, number, folder) for engine in engines}
    expected: list[str] = []
    for engine, worker in workers.items():
        worker.ask("run")
        worker.ask(f"save {folder / 'made.docx'}")
        found = texts(folder / "made.docx")
        expected = expected or found
        if found != expected:
            first = next((pair for pair in zip(found, expected, strict=False) if pair[0] != pair[1]), None)
            raise SystemExit(f"{engine} says something else: {len(found)} against {len(expected)}, {first}")
    taken: dict[str, list[float]] = {engine: [] for engine in engines}
    for _ in range(RUNS.get(number, 5)):
        for engine, worker in workers.items():
            taken[engine].append(float(worker.ask("run")))
    peaks = {engine: int(worker.ask("peak")) for engine, worker in workers.items()}
    for worker in workers.values():
        worker.close()
    return {engine: statistics.median(times) for engine, times in taken.items()}, peaks


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", type=int, nargs="*", default=[9, 100, 1000, 10000])
    parser.add_argument("--worker", nargs=3, metavar=("ENGINE", "TEMPLATE", "DATA"))
    chosen = parser.parse_args()
    if chosen.worker:
        work(*chosen.worker)
        return
    engines = (*OURS, "docxtpl", *node())
    libraries = ", ".join(f"{each} {version(each)}" for each in ("docxtpl", "jinja2", "lxml"))
    tell(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {libraries}")
    for number in chosen.numbers:
        folder = Path(tempfile.mkdtemp(prefix="fill-"))
        medians, peaks = measure(number, engines, folder)
        shutil.rmtree(folder)
        tell(f"{number} projects")
        for engine, median in medians.items():
            ratio, peak = median / medians["reportgen"], peaks[engine] // 1024
            tell(f"  {engine:18} {median:9.2f} ms  reportgen is {ratio:6.2f} x as fast  {peak:5} MiB")
    for less, more in pairwise(chosen.numbers):
        with tempfile.TemporaryDirectory() as name:
            tell(f"{more} projects take {growth(less, more, Path(name)):.1f} x as long as {less}, in turns")


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
