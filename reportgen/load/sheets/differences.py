"""What an import changes in a spending.yaml, and what it leaves there that the sheet does not have.

Compares values, not text: an amount written otherwise is no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from reportgen.load.sheets.values import FISCAL_ORDER, Line, SheetSpending
from reportgen.model.spending import Line as OldLine
from reportgen.model.spending import Spending
from reportgen.model.spending import Total as OldTotal
from reportgen.thai.dates import show_day
from reportgen.thai.money import show_number
from reportgen.thai.months import SHORT

Name: TypeAlias = tuple[str, ...]
"""A value's place in words: project, group, fund and key or month."""
Values: TypeAlias = Mapping[Name, "str | Decimal"]

_SOME = 5
"""Lines named in a message."""
TOTAL_KEYS = ("act", "after_transfer", "committed", "disbursed", "spent")
SCOPE_KEYS = ("project", "strategy", "group", "fund")


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that the import changes: `name` its place in words, `old` and `new` as they are shown (empty
    where there is none), and the cell it came from (empty where it is told by no cell)."""

    name: Name
    old: str
    new: str
    cell: str = ""

    @property
    def what(self) -> str:
        """The place on one line."""
        return " · ".join(self.name)


def differences(old: Spending | None, new: SheetSpending) -> Iterator[Difference]:
    """Every value of `new` that is not so in `old`, in the order of the sheet."""
    before = _old_values(old) if old else {}
    cells = _cells(new)
    for name, value in _new_values(new).items():
        was = before.get(name)
        is_nothing = was is None and not value and name[-1] == "transfer"  # neither is written: no transfer
        if value != was and not is_nothing:
            yield Difference(name, _shown(was), _shown(value), cells.get(name, ""))


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of the file of which the sheet says nothing, or nothing of its `months`."""

    key: tuple[str, str, str]
    months: tuple[int, ...] = ()

    def __str__(self) -> str:
        months = ", ".join(SHORT[month - 1] for month in self.months)
        return " · ".join((*self.key, *([months] if months else [])))


def kept(old: Spending, new: SheetSpending) -> tuple[Kept, ...]:
    """The lines and months of `old` of which the sheet says nothing; its totals are reconciled anyway."""
    told = {line.key: line.disbursed for line in new.lines}
    found = []
    for line in old.lines:
        key = key_of(line)
        left = tuple(month for month in line.disbursed if month not in told.get(key, {}))
        if key not in told:
            found.append(Kept(key))
        elif left:
            found.append(Kept(key, left))
    return tuple(found)


def listed(lines: Sequence[Kept]) -> str:
    """The first few of `lines`."""
    return "; ".join(map(str, lines[:_SOME])) + (" …" if len(lines) > _SOME else "")


def key_of(line: OldLine) -> tuple[str, str, str]:
    """Project, group and fund."""
    return str(line.project), str(line.group), str(line.fund)


def scope_of(total: OldTotal) -> dict[str, str]:
    """What a total is of."""
    told = {name: getattr(total, name) for name in SCOPE_KEYS}
    return {name: str(value) for name, value in told.items() if value is not None}


def _new_values(new: SheetSpending) -> dict[Name, str | Decimal]:
    values = _facts(show_day(new.as_of, glue=False), new.source, new.basis)
    for line in new.lines:
        values |= _line(line)
    for total in new.totals:
        scope = {str(name): value for name, value in total.scope.items()}
        values |= {(*_total_name(scope), name): value for name, value in total.amounts.items()}
    return values


def _cells(new: SheetSpending) -> dict[Name, str]:
    cells: dict[Name, str] = {}
    for line in new.lines:
        for part, cell in line.cells.items():
            cells[(*line.key, SHORT[part - 1] if isinstance(part, int) else part)] = cell
    for total in new.totals:
        scope = {str(name): value for name, value in total.scope.items()}
        cells |= {(*_total_name(scope), name): cell for name, cell in total.cells.items()}
    return cells


def _line(line: Line) -> dict[Name, str | Decimal]:
    amounts = {"transfer": line.transfer, "committed": line.committed}
    amounts |= {SHORT[month - 1]: line.disbursed[month] for month in FISCAL_ORDER if month in line.disbursed}
    return {(*line.key, name): value for name, value in amounts.items() if value is not None}


def _old_values(old: Spending) -> dict[Name, str | Decimal]:
    values = _facts(show_day(old.as_of, glue=False), str(old.source), old.basis)
    for line in old.lines:
        amounts = {"transfer": line.transfer, "committed": line.committed}
        amounts |= {SHORT[month - 1]: amount for month, amount in line.disbursed.items()}
        values |= {(*key_of(line), name): each.value for name, each in amounts.items() if each}
    for total in old.totals:
        given = {name: getattr(total, name) for name in TOTAL_KEYS}
        name_of = _total_name(scope_of(total))
        values |= {(*name_of, name): each.value for name, each in given.items() if each}
    return values


def _facts(as_of: str, source: str, basis: str) -> dict[Name, str | Decimal]:
    return {("as_of",): as_of, ("source",): source, ("basis",): basis}


def total_name(total: OldTotal) -> str:
    """A total's place in words."""
    return " · ".join(_total_name(scope_of(total))[1:]) or "totals"


def _total_name(scope: Mapping[str, str]) -> Name:
    return "totals", *(scope[name] for name in SCOPE_KEYS if name in scope)


def _shown(value: str | Decimal | None) -> str:
    if value is None:
        return ""
    return show_number(value) if isinstance(value, Decimal) else value
