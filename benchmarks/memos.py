"""A thousand memos from as many YAML files: `reportgen build` from nothing, and the script one would write.

Whole processes, interleaved, medians and their ratio: `python benchmarks/memos.py 1000`. The script is handed
what the memos have in common ready to print, reads each file with PyYAML's C loader, and renders it with a
new DocxTemplate of the same template, one after the other; it checks, computes and guards nothing. Each run
of `reportgen` finds neither state nor compiled template. The texts of both are compared in the end.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from fill import texts
from noop import ROOT, seconds, tell, workspace

from reportgen.model.context import Picture
from reportgen.pipeline.building import prepare
from reportgen.workspace import Settings, Workspace

SCRIPT = """\
import json, sys
from pathlib import Path
import yaml
from docxtpl import DocxTemplate, InlineImage

root, out = Path(sys.argv[1]), Path(sys.argv[2])
out.mkdir()
shared = json.loads(Path(sys.argv[3]).read_text("utf-8"))
for file in sorted(root.glob("memos/*.yaml")):
    memo = yaml.load(file.read_bytes(), yaml.CSafeLoader)
    document = DocxTemplate(sys.argv[4])
    width, height = shared["emblem_size"]
    context = dict(
        shared,
        head={**shared["head"], "subject": memo["subject"]},
        emblem=InlineImage(document, shared["emblem_file"], width=width, height=height),
    )
    document.render(context, autoescape=True)
    document.save(out / f"{file.stem}.docx")
"""


def shared(root: Path, folder: Path) -> Path:
    """A file with all that the memos show, but for what the script takes from each of them."""
    first = f"memo memos/{min(path.name for path in root.glob('memos/*.yaml'))}"
    settings = Settings(root, {}, datetime.now().astimezone(), sys.platform)
    paper = prepare(Workspace(root, settings), first).paper
    assert paper is not None
    context = paper.presented.context
    emblem = context["emblem"]
    assert isinstance(emblem, Picture)
    (folder / "emblem.png").write_bytes(emblem.data)
    told = {name: plain(value) for name, value in context.items() if name != "emblem"}
    told |= {"emblem_file": str(folder / "emblem.png"), "emblem_size": [emblem.width, emblem.height]}
    (folder / "shared.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    return folder / "shared.json"


def plain(node: Any) -> Any:
    """`node` in the types that JSON has."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [plain(value) for value in node]
    return str(node) if isinstance(node, str) else node


def compare(root: Path, out: Path) -> None:
    """Ends the run where the two say something else in any paper."""
    names = sorted(path.name for path in out.iterdir())
    if names != sorted(path.name for path in root.glob("out/memos/*.docx")):
        raise SystemExit("not the same papers")
    for name in names[:: max(1, len(names) // 20)]:
        if words(out / name) != words(root / "out/memos" / name):
            raise SystemExit(f"{name} says something else")


def words(file: Path) -> list[str]:
    """The texts of a paper; a space is a space, whether or not a line may break there."""
    return [text.replace("\xa0", " ") for text in texts(file)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=1000)
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="memos-")).resolve()
    root, out = folder / "fy2565", folder / "script"
    workspace(root, chosen.number)
    (folder / "script.py").write_text(SCRIPT)
    template = str(ROOT / "templates/memo/template.docx")
    commands = {
        "script": [
            *(sys.executable, str(folder / "script.py"), str(root), str(out)),
            *(str(shared(root, folder)), template),
        ],
        "reportgen": [sys.executable, "-m", "reportgen", "build"],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    places = {"script": out, "reportgen": root / "out"}
    for run in range(chosen.runs):
        for name, command in commands.items():
            if run:  # removing files would slow down the making of others
                places[name].rename(folder / f"{name} {run}")
            taken[name].append(seconds(command, root))
    compare(root, out)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    tell(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, median in medians.items():
        ratio = medians["script"] / median
        tell(f"{name:10} {median:7.2f} s  {chosen.number / median:6.0f} memos/s  {ratio:5.2f} x the script")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
