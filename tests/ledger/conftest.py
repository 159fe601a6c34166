"""A ledger on disk, who writes in it, and papers to number."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from reportgen import ledger
from reportgen.ledger import Decision, Number, Recorded, Registration, Result, Series


@dataclass(frozen=True)
class Desk:
    """A ledger, its memos of 2564, and the person at the desk."""

    folder: Path
    who: str = "pimonlapha"
    now: datetime = datetime(2021, 11, 23, 14, 5, tzinfo=timezone(timedelta(hours=7)))
    memos: Series = field(default_factory=lambda: Series(2564, "ฝตป.", "memo"))

    def number(self, number: int = 1389) -> Number:
        return Number(self.memos, number)

    def memo(self, paper: str = "memos/2564-11-23-guideline.yaml", **fields: Any) -> Registration:
        given = {
            "subject": "ขอความเห็นชอบเผยแพร่แนวทาง",
            "date": date(2021, 11, 23),
            "docx_sha256": "a" * 64,
            "content_sha256": "b" * 64,
            "quantities": {"2565-q1:total.disbursed": "12.50 ล้านบาท"},
        }
        return Registration(paper, **(given | fields))

    def decision(self, result: str = "เห็นชอบ", day: date = date(2021, 11, 29), **fields: Any) -> Decision:
        return Decision(day, Result(result), **fields)

    def reserve(self, number: int = 1389, reason: str = "รอเรื่อง", who: str = "") -> Recorded:
        return ledger.reserve(self.folder, self.number(number), reason, who=who or self.who, now=self.now)

    def register(self, number: int = 1389, paper: Registration | None = None, **options: Any) -> Recorded:
        options = {"who": self.who, "now": self.now} | options
        return ledger.register(self.folder, self.number(number), paper or self.memo(), **options)

    def take(self, start: int = 1, paper: Registration | None = None, **options: Any) -> Recorded:
        options = {"who": self.who, "now": self.now} | options
        return ledger.take_next(self.folder, self.memos, start, lambda _: paper or self.memo(), **options)

    def decide(self, number: int = 1389, made: Decision | None = None, **options: Any) -> Recorded:
        options = {"who": self.who, "now": self.now} | options
        return ledger.decide(self.folder, self.number(number), made or self.decision(), **options)

    def cancel(self, number: int = 1389, reason: str = "พิมพ์ผิด", **options: Any) -> Recorded:
        options = {"who": self.who, "now": self.now} | options
        return ledger.cancel(self.folder, self.number(number), reason, **options)

    def state(self, number: int = 1389) -> str | None:
        found = ledger.entry(self.folder, self.number(number))
        return found.state.value if found else None

    def path(self, number: int = 1389, event: int = 1) -> Path:
        return self.folder / "2564" / "ฝตป._" / "memo" / f"{number}.{event}.json"

    def files(self) -> set[str]:
        """The files of the ledger, those written aside too."""
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder = tmp_path / "ledger"
    folder.mkdir()
    return Desk(folder)


@pytest.fixture(params=["links", "no links"])
def disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The two sorts of disks: with hard links, and without, as FAT and some share drives are."""

    def refuse(source: object, destination: object) -> None:
        raise PermissionError("no links here")

    if request.param == "no links":
        monkeypatch.setattr("os.link", refuse)
    return str(request.param)
