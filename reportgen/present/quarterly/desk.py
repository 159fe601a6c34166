"""What every section of the quarterly report is written from."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportgen.diagnostics import Diagnostic
from reportgen.model.context import Shown
from reportgen.model.document import Document
from reportgen.model.figures import Figures
from reportgen.model.profile import QuarterlyWords
from reportgen.model.quantity import Quantity
from reportgen.present import shown
from reportgen.present.numbering import Numbering
from reportgen.thai.dates import show_day, show_month
from reportgen.thai.fiscal import fiscal_months


@dataclass(slots=True)
class Desk:
    """The inputs of one report, its counters, and what was said while writing it."""

    document: Document
    figures: Figures
    numbers: Numbering
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def words(self) -> QuarterlyWords:
        return self.document.profile.quarterly

    def millions(self, quantity: Quantity, *, cell: bool = True) -> Shown:
        """In million baht with the profile's decimals."""
        return shown.millions(quantity, int(self.words.summary_places.value), cell=cell)

    def unit(self, id_: str) -> Shown:
        """A unit's id as it is written; its name stands in reportgen.yaml."""
        return shown.text(id_)

    def quarter(self) -> str:
        """ "ไตรมาสที่ 1 (ตุลาคม – ธันวาคม 2564)", years as needed."""
        period = self.document.period.id
        months = fiscal_months(period.fiscal_year)[(period.quarter - 1) * 3 : period.quarter * 3]
        first, last = show_month(months[0]).split("\u00a0"), show_month(months[-1])
        return f"ไตรมาสที่\u00a0{period.quarter} ({first[0]} – {last})"

    def as_of(self) -> str:
        """ "31 ธันวาคม 2564"."""
        return show_day(self.document.period.spending.as_of)

    def source(self) -> Shown:
        """The line under a table of spending."""
        return shown.join("ที่มา : ", shown.text(self.document.period.spending.source))
