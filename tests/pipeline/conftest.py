"""The example's workspace with two plain memos, at which a secretary numbers papers and records decisions."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from reportgen.cli import main

EXAMPLE = Path(__file__).parents[2] / "examples/fy2565"
A, B = "memos/a.yaml", "memos/b.yaml"
MEMO = """\
unit: ฝตป.
number:            # รอทะเบียน
date: 23 พฤศจิกายน 2564
subject: ขอความเห็นชอบเผยแพร่แนวทาง
to: ผอ.สสว.
body:
  - ตามที่ ที่ประชุมมีมติเห็นชอบ นั้น
  - จึงเรียนมาเพื่อพิจารณา
signer: pimonlapha
approver: wirapong
record:            # จดจากกระดาษ
  received: {by: ทป., number: 1421 / 64, date: 24 พ.ย. 2564}
circular:
  date: ธันวาคม 2564   # รอเลข
  body: [จึงเรียนมาเพื่อโปรดทราบ]
  signer: pimonlapha
"""


@dataclass(frozen=True)
class Ran:
    """What a command answered: its exit code, its lines, and of what it said code, file, line and column."""

    exit_code: int
    lines: list[str]
    said: list[tuple[str, str, int, int]]
    messages: list[str]

    @property
    def codes(self) -> list[str]:
        return [code for code, *_ in self.said]


@dataclass(frozen=True)
class Desk:
    """A workspace and what is done in it from the command line."""

    folder: Path

    def run(self, *words: str) -> Ran:
        made = CliRunner().invoke(main, ["-w", str(self.folder), "--format", "json", "--lang", "en", *words])
        told: dict[str, Any] = json.loads(made.stdout)
        said = []
        for each in told["diagnostics"]:
            first = each["spans"][0] if each["spans"] else {"file": "", "line": 0, "column": 0}
            said.append((each["code"], first["file"], first["line"], first["column"]))
        messages = [each["message"] + " " + each["hint"] for each in told["diagnostics"]]
        assert made.exit_code == told["exit_code"]
        return Ran(made.exit_code, told.get("lines", []), said, messages)

    def done(self, *words: str) -> Ran:
        """The same, without an error."""
        ran = self.run(*words)
        assert ran.exit_code == 0, ran
        return ran

    def change(self, name: str, *pairs: tuple[str, str]) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, (old, text.count(old))
            text = text.replace(old, new)
        path.write_text(text, "utf-8")

    def text(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def line(self, name: str, line: int | str) -> int:
        """The number of a line, which may be told by how it begins."""
        if isinstance(line, int):
            return line
        (found,) = [
            number for number, text in enumerate(self.text(name).splitlines(), 1) if text.startswith(line)
        ]
        return found

    def files(self) -> dict[str, bytes]:
        """All that a command could write, but caches."""
        return {
            path.relative_to(self.folder.parent).as_posix(): path.read_bytes()
            for path in self.folder.parent.rglob("*")
            if path.is_file() and ".reportgen" not in path.parts
        }

    def event(self, name: str) -> dict[str, Any]:
        """An event of the ledger, such as `2564/memo/1389.1`."""
        year, kind, event = name.split("/")
        path = self.folder.parent / "ledger" / year / "ฝตป._" / kind / f"{event}.json"
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return found


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    folder = tmp_path / "fy2565"
    folder.mkdir()
    for name in ("reportgen.yaml", "plan.yaml"):
        shutil.copy(EXAMPLE / name, folder)
    Image.new("RGB", (40, 40)).save(folder / "emblem.png")
    manifest = (folder / "reportgen.yaml").read_text("utf-8")
    (folder / "reportgen.yaml").write_text(manifest + "emblem: emblem.png\n", "utf-8")
    (folder / "memos").mkdir()
    (folder / A).write_text(MEMO, "utf-8")
    (folder / B).write_text(MEMO.replace("แนวทาง", "รายงาน"), "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("USERNAME", raising=False)
    monkeypatch.setenv("USER", "ภัทรา")
    return Desk(folder)
