"""Numbers that the machine gives: sections, sub-headings, tables, pictures."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass

from reportgen.model.context import Node, Shown
from reportgen.present.shown import join


@dataclass(slots=True)
class Numbering:
    """Counters of one paper. `part` is the word before a section's number."""

    part: str
    section: int = 0
    sub: int = 0
    table: int = 0
    figure: int = 0

    def next_section(self, heading: str) -> Shown:
        """ "ส่วนที่ 4 ผลการใช้จ่ายงบประมาณ"."""
        self.section, self.sub = self.section + 1, 0
        return join(f"{self.part}\u00a0{self.section} ", heading)

    def next_sub(self, heading: str) -> Shown:
        """ "4.1 ภาพรวม"."""
        self.sub += 1
        return join(f"{self.section}.{self.sub} ", heading)

    def next_item(self, number: int) -> str:
        """ "(4.1)", an item of the section."""
        return f"({self.section}.{number})"

    def next_table(self, title: str, unit: str = "") -> Node:
        """A table's caption, with its unit at the right."""
        self.table += 1
        unit_line = f"หน่วย\u00a0: {unit}" if unit else ""
        return {"title": join(f"ตารางที่\u00a0{self.table} ", title), "unit": unit_line}

    def next_figure(self, caption: str) -> Shown:
        """ "ภาพที่ 1 …"."""
        self.figure += 1
        return join(f"ภาพที่\u00a0{self.figure} ", caption)


def item_numbers(items: Sized) -> list[str]:
    """ "(1)", "(2)" …; an item that stands alone has none."""
    return [f"({number})" for number in range(1, len(items) + 1)] if len(items) > 1 else [""] * len(items)
