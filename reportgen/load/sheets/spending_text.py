"""The sheet's spending as the text of spending.yaml: a new file, or the one there with its amounts set.

In a file that is there everything else stays to the byte: comments, keys and lines that people added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.load.append import append_item
from reportgen.load.sheets.differences import TOTAL_KEYS, key_of, scope_of
from reportgen.load.sheets.values import FISCAL_ORDER, Line, SheetSpending, Total
from reportgen.load.write_back import Value, set_values
from reportgen.load.yaml_text import load
from reportgen.model.scalars import Amount
from reportgen.model.source import Path
from reportgen.model.spending import Line as OldLine
from reportgen.model.spending import Spending
from reportgen.thai.dates import show_day
from reportgen.thai.money import show_number
from reportgen.thai.months import SHORT, read_month_name

_HEAD = """\
# yaml-language-server: $schema=../.schemas/spending.schema.json
# ยอดใช้จ่ายที่นำเข้าจากแผ่นงานของการเงิน ด้วยคำสั่ง reportgen import spending
# เพิ่มหมายเหตุและคีย์อื่นได้ การนำเข้าครั้งต่อไปเปลี่ยนเฉพาะตัวเลข
"""
_TOTALS_HEAD = "\n# ยอดรวมในแผ่นงานของการเงิน ใช้สอบทานกับผลรวมของรายการข้างต้น\ntotals:\n"


def new_text(spending: SheetSpending) -> bytes:
    """A new spending.yaml."""
    facts: dict[Path, Value] = {(key,): value for key, value in _facts(spending).items()}
    data = set_values(f"{_HEAD}as_of:\nsource:\nbasis:\n".encode(), facts)
    parts = [data.decode("utf-8"), "\nlines:\n", *map(_item, map(_line, spending.lines))]
    if spending.totals:
        parts += [_TOTALS_HEAD, *map(_item, map(_total, spending.totals))]
    return "".join(parts).encode()


def updated_text(data: bytes, old: Spending, spending: SheetSpending) -> bytes:
    """The spending.yaml `data`, typed as `old`, with the sheet's values in it. Raises ValueError where the
    file has something else in their place."""
    data = set_values(data, dict(_changes(data, old, spending)))
    known = {key_of(line) for line in old.lines}
    added = [line for line in spending.lines if line.key not in known]
    for number, line in enumerate(added, start=len(old.lines)):
        item = _line(line)
        months = item.pop("disbursed", None)
        data = append_item(data, "lines", _flat(item))
        data = set_values(data, {("lines", number, "disbursed"): months}) if months else data
    scopes = [scope_of(total) for total in old.totals]
    for total in spending.totals:
        if total.scope not in scopes:
            data = append_item(data, "totals", _flat(_total(total)))
    return data


def _changes(data: bytes, old: Spending, spending: SheetSpending) -> Iterator[tuple[Path, Value]]:
    """The values of the file that are not the sheet's."""
    for key, fact in _facts(spending).items():
        if fact != _old_fact(old, key):
            yield (key,), fact
    places = {key_of(line): index for index, line in enumerate(old.lines)}
    spelt = _months_as_spelt(data)
    for line in spending.lines:
        if line.key in places:
            index = places[line.key]
            for path, value in _line_changes(line, old.lines[index], spelt.get(index, {})):
                yield ("lines", index, *path), value
    scopes = [scope_of(total) for total in old.totals]
    for total in spending.totals:
        if total.scope in scopes:
            index = scopes.index({str(name): value for name, value in total.scope.items()})
            for name, amount in total.amounts.items():
                if _differs(getattr(old.totals[index], name), amount):
                    yield ("totals", index, name), show_number(amount)


def _facts(spending: SheetSpending) -> dict[str, Value]:
    facts: dict[str, Value] = {
        "as_of": show_day(spending.as_of, glue=False),
        "source": spending.source,
        "basis": spending.basis,
    }
    if spending.tolerance is not None:
        facts["tolerance"] = show_number(spending.tolerance)
    return facts


def _old_fact(old: Spending, key: str) -> str | None:
    if key == "as_of":
        return show_day(old.as_of, glue=False)
    if key == "tolerance":
        return show_number(old.tolerance.value) if old.tolerance else None
    return str(getattr(old, key))


def _line(line: Line) -> dict[str, Value]:
    item: dict[str, Value] = dict(zip(("project", "group", "fund"), line.key, strict=True))
    if line.transfer:
        item["transfer"] = show_number(line.transfer)
    if line.committed is not None:
        item["committed"] = show_number(line.committed)
    months = {SHORT[month - 1]: show_number(line.disbursed[month]) for month in _in_order(line)}
    return item | ({"disbursed": months} if months else {})


def _in_order(line: Line) -> Sequence[int]:
    return [month for month in FISCAL_ORDER if month in line.disbursed]


def _total(total: Total) -> dict[str, Value]:
    return {**{str(name): value for name, value in total.scope.items()}, **_amounts(total)}


def _amounts(total: Total) -> dict[str, str]:
    return {name: show_number(total.amounts[name]) for name in TOTAL_KEYS if name in total.amounts}


def _item(item: Mapping[str, Value]) -> str:
    """An item of a list, quoted where it must be."""
    lines = set_values(b"item:\n", {("item",): item}).decode("utf-8").splitlines()[1:]
    return "".join(f"  {'- ' if not index else '  '}{line[2:]}\n" for index, line in enumerate(lines))


def _flat(item: Mapping[str, Value]) -> dict[str, str]:
    return {key: value for key, value in item.items() if isinstance(value, str)}


def _line_changes(line: Line, old: OldLine, spelt: Mapping[int, str]) -> Iterator[tuple[Path, Value]]:
    """The amounts that differ from those in the file; one is not taken away but set to zero."""
    for name, new in (("transfer", line.transfer), ("committed", line.committed)):
        before: Amount | None = getattr(old, name)
        is_nothing = name == "transfer" and before is None and not new  # what is not written is no transfer
        if new is not None and _differs(before, new) and not is_nothing:
            yield (name,), show_number(new)
    months = {
        spelt.get(month, SHORT[month - 1]): show_number(line.disbursed[month])
        for month in _in_order(line)
        if _differs(old.disbursed.get(month), line.disbursed[month])
    }
    if not old.disbursed and months:
        yield ("disbursed",), months
    elif months:
        for month, value in months.items():
            yield ("disbursed", month), value


def _months_as_spelt(data: bytes) -> dict[int, dict[int, str]]:
    """The months' keys of each line, as the file spells them."""
    loaded = load(data, "").source
    tree = loaded.tree if loaded else None
    lines = tree.get("lines") if isinstance(tree, dict) else None
    found: dict[int, dict[int, str]] = {}
    for index, line in enumerate(lines if isinstance(lines, list) else ()):
        months = line.get("disbursed") if isinstance(line, dict) else None
        found[index] = {read_month_name(name): name for name in months} if isinstance(months, dict) else {}
    return found


def _differs(old: Amount | None, new: Decimal) -> bool:
    return old is None or old.value != new
