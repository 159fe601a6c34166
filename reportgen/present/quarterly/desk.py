"""What every section of the quarterly report is written from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reportgen.diagnostics import Diagnostic
from reportgen.model.context import Shown
from reportgen.model.document import Document
from reportgen.model.figures import Figures
from reportgen.model.profile import QuarterlyWords
from reportgen.model.quantity import Quantity
from reportgen.present import markup, shown, untold
from reportgen.present.darkroom import Darkroom
from reportgen.present.numbering import Numbering
from reportgen.thai.dates import show_day, show_month
from reportgen.thai.fiscal import fiscal_months
from reportgen.thai.money import show_number

_WIDEST_MILLIONS = 10
"""The narrowest column of million baht holds 1,234.5678 in bold."""


@dataclass(slots=True)
class Desk:
    """The inputs of one report, its counters, and what was said while writing it."""

    document: Document
    figures: Figures
    numbers: Numbering
    darkroom: Darkroom = field(default_factory=Darkroom)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def words(self) -> QuarterlyWords:
        return self.document.profile.quarterly

    @property
    def places(self) -> int:
        """Decimals of amounts in million baht: the profile's, fewer where a column cannot hold them."""
        total = self.figures.total
        largest = max(abs(total.act.value), abs(total.after.value))
        whole = len(show_number(largest // shown.MILLION, 0)) + self.lacks
        return max(0, min(int(self.words.summary_places.value), _WIDEST_MILLIONS - whole - 1))

    @property
    def lacks(self) -> bool:
        """Whether any amount of the year to date is awaited, so that sums bear a mark."""
        sums = (self.figures.total.spent, *(row.actual_to_date for row in self.figures.months))
        return any(each.lacking for each in sums)

    @property
    def projects(self) -> int:
        """How many projects the plan has."""
        return len(self.document.plan.projects)

    def note(self, found: Iterable[Quantity | None]) -> list[Shown]:
        """The note under a table of these quantities, where some are not received."""
        return untold.note(found, self.projects)

    def amount(self, quantity: Quantity) -> Shown:
        """In million baht with the unit, for a sentence; that something is not received is said with it."""
        return untold.in_words(quantity, self.places)

    def sum(self, quantity: Quantity) -> Shown:
        """As `amount`, of several projects: it says of how many something is not received."""
        return untold.in_words(quantity, self.places, untold.left_out(quantity, self.projects))

    @property
    def target(self) -> Quantity | None:
        """The target for the disbursement of all money, None where nobody set one."""
        for each in self.figures.comparisons:
            if (each.measure, each.type, each.fund) == ("เบิกจ่าย", "ภาพรวม", None) and each.target:
                return Quantity(each.target.percent.value, "ร้อยละ", (each.target.percent.span,))
        return None

    def millions(self, quantity: Quantity, *, cell: bool = True) -> Shown:
        """In million baht."""
        return shown.millions(quantity, self.places, cell=cell)

    def free(self, value: str | None) -> Shown:
        """A free text in one piece, plain or rich."""
        return markup.free_text(value, self.diagnostics)

    def paragraphs(self, values: Iterable[str] | str | None) -> list[Shown]:
        """Free texts as paragraphs, plain or rich, lists and tables among them."""
        return markup.free_paragraphs(values, self.diagnostics)

    def unit(self, id_: str) -> Shown:
        """A unit's id as it is written: short enough for a table."""
        return shown.text(id_)

    def unit_in_full(self, id_: str) -> Shown:
        """ "ฝ่ายพัฒนาผู้ประกอบการ (ฝพป.)"."""
        name = next((each.name for each in self.document.workspace.units if each.id == id_), None)
        return shown.join(shown.text(name), " (", shown.text(id_), ")") if name else shown.text(id_)

    def someone(self, name: str) -> Shown:
        """A person cited by id with the post held, or a role or unit as it was written."""
        for person in self.document.workspace.people:
            if person.id == name:
                return shown.join(
                    Shown(person.full_name, shown.text(name).origin), " ", shown.text(person.position)
                )
        return shown.text(name)

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
