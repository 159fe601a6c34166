"""The tables of spending: finance's own lines, by strategy and project, by group, by fund, by month.

`ledger_of_lines` gives the sheet that an import reads back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.model.document import Document
from reportgen.model.figures import Figures, StrategyRows
from reportgen.model.figures import Row as Amounts
from reportgen.model.plan import Budget
from reportgen.model.quantity import Quantity
from reportgen.model.received import awaited_from
from reportgen.model.spending import Line
from reportgen.model.tables import CellValue, Column, Row, RowStyle, Table
from reportgen.thai.dates import Month, show_day, show_month
from reportgen.thai.fiscal import fiscal_months

ZERO = Decimal(0)
BLANKS = "ช่องว่าง หมายถึง ยังไม่ได้รับข้อมูลหรือยังคำนวณไม่ได้ ยอดรวมเป็นยอดเฉพาะที่ได้รับข้อมูล"
_DERIVED = frozenset(("disbursed_rate", "spent_rate", "balance"))
"""What cannot be worked out without every amount."""
_RATE_OF_DISBURSED = 'IF({after}=0,"-",{disbursed}*100/{after})'
_RATE_OF_SPENT = 'IF({after}=0,"-",{spent}*100/{after})'

_AMOUNTS = (
    Column("act", "งบประมาณตั้งต้น", "money"),
    Column("transfer", "โอนเปลี่ยนแปลง", "money"),
    Column("after", "งบประมาณหลังโอน", "money", formula="{act}+{transfer}"),
    Column("disbursed", "เบิกจ่ายสะสม", "money"),
    Column("disbursed_rate", "ร้อยละเบิกจ่าย", "rate", 10, _RATE_OF_DISBURSED),
    Column("committed", "ผูกพันคงเหลือ", "money"),
    Column("spent", "รวมเบิกจ่ายและผูกพัน", "money", formula="{disbursed}+{committed}"),
    Column("spent_rate", "ร้อยละใช้จ่าย", "rate", 10, _RATE_OF_SPENT),
    Column("balance", "คงเหลือ", "money", formula="{after}-{spent}"),
)


def titles(document: Document, title: str, found: Iterable[Row] = ()) -> tuple[str, ...]:
    """The lines above a table of money, with one on what is empty in the rows `found`."""
    spending = document.period.spending
    day = show_day(spending.as_of, glue=False)
    told = (BLANKS,) if any(row.blank for row in found) else ()
    return title, f"ข้อมูล ณ วันที่ {day}", f"ที่มา : {spending.source}", "หน่วย : บาท", *told


def lines_table(document: Document) -> Table:
    """Finance's lines as they are in spending.yaml, beside the plan's budgets, with the total."""
    spending = document.period.spending
    months = _months(document)
    form = "สะสม" if spending.basis == "สะสม" else "รายเดือน"
    month_columns = tuple(
        Column(f"m{month.month}", f"{show_month(month, 'short', glue=False)} ({form})", "money")
        for month in months
    )
    names = tuple(
        Column(key, title, "whole" if key == "number" else "text", width)
        for key, title, width in (
            ("number", "ลำดับ", 7), ("project", "โครงการ", 50), ("group", "กลุ่มงบประมาณ", 16),
            ("fund", "แหล่งเงิน", 20),
        )
    )  # fmt: skip
    amounts = list(_AMOUNTS)
    if spending.basis != "สะสม":
        formula = "+".join(f"{{{column.key}}}" for column in month_columns)
        amounts[3] = Column("disbursed", "เบิกจ่ายสะสม", "money", formula=formula)
    columns = (*names, *amounts[:3], *month_columns, *amounts[3:])
    rows = list(_line_rows(document, months))
    if rows:
        keys = [column.key for column in columns if column.kind == "money"]
        blank = [row.blank for row in rows]
        awaited = (frozenset[str]().union(*blank) & _DERIVED) | blank[0].intersection(*blank)
        whole = {**_total(rows, keys), "project": "รวมทั้งสิ้น"}
        rows.append(_row(whole, awaited, "total", tuple(range(len(rows)))))
    heads = titles(document, "การใช้จ่ายงบประมาณรายโครงการและแหล่งเงิน", rows)
    return Table("รายการ", heads, columns, tuple(rows), frozen=2)


def _months(document: Document) -> tuple[Month, ...]:
    as_of = document.period.spending.as_of
    return tuple(
        month
        for month in fiscal_months(document.plan.fiscal_year)
        if (month.year, month.month) <= (as_of.year, as_of.month)
    )


def _line_rows(document: Document, months: Sequence[Month]) -> Iterator[Row]:
    budgets = {
        (project.id, budget.group, budget.fund): (project.name, budget)
        for project in document.plan.projects
        for budget in project.budgets
    }
    for number, line in enumerate(document.period.spending.lines, start=1):
        name, budget = budgets[line.project, line.group, line.fund]
        own = {
            f"m{month.month}": line.disbursed[month.month].value
            for month in months
            if month.month in line.disbursed
        }
        transfer = line.transfer.value if line.transfer else ZERO
        committed = line.committed.value if line.committed else ZERO
        disbursed = _to_date(line, document.period.spending.basis, months)
        amounts = {"act": budget.act.value, "transfer": transfer}
        amounts |= {"disbursed": disbursed, "committed": committed}
        amounts |= {"after": budget.act.value + transfer, "spent": disbursed + committed}
        amounts["balance"] = amounts["after"] - amounts["spent"]
        words: dict[str, CellValue] = {"number": number, "project": str(name)}
        words |= {"group": str(line.group), "fund": str(line.fund)}
        blank = _blank(budget, line, document.period.spending.basis, [month.month for month in months])
        yield _row({**words, **own, **amounts}, blank)


def _blank(budget: Budget, line: Line, basis: str, months: Sequence[int]) -> frozenset[str]:
    """The columns of which nothing, or not enough, was sent."""
    start = awaited_from(budget, line, months)
    if start is None:
        return frozenset()
    left_out = [month not in line.disbursed for month in months[start:]]
    found: set[str] = set()
    if left_out[-1] or (basis != "สะสม" and any(left_out)):
        found |= _DERIVED | ({"disbursed"} if all(left_out) else set())
    if line.committed is None:
        found |= {"committed", "spent_rate", "balance"} | ({"spent"} if "disbursed" in found else set())
    return frozenset(found)


def _row(
    values: Mapping[str, CellValue],
    blank: frozenset[str],
    style: RowStyle = "item",
    over: tuple[int, ...] = (),
) -> Row:
    """The row with its rates, and nothing in its `blank` columns."""
    rated = _with_rates(values)
    return Row({key: None if key in blank else value for key, value in rated.items()}, style, over, blank)


def _to_date(line: Line, basis: str, months: Sequence[Month]) -> Decimal:
    own = [line.disbursed[each.month].value for each in months if each.month in line.disbursed]
    if basis == "สะสม":
        return own[-1] if own else ZERO
    return sum(own, ZERO)


def _total(rows: Sequence[Row], keys: Sequence[str]) -> dict[str, CellValue]:
    return {
        key: sum((value for row in rows if isinstance(value := row.values.get(key), Decimal)), ZERO)
        for key in keys
    }


def _with_rates(values: Mapping[str, CellValue]) -> Mapping[str, CellValue]:
    after = values["after"]
    rates: dict[str, CellValue] = {}
    for name in ("disbursed", "spent"):
        amount = values[name]
        if isinstance(after, Decimal) and isinstance(amount, Decimal) and after:
            rates[f"{name}_rate"] = amount * 100 / after
    return {**values, **rates}


def _amounts(label: str, row: Amounts, style: RowStyle = "item", over: tuple[int, ...] = ()) -> Row:
    found: dict[str, Quantity | None] = {column.key: getattr(row, column.key) for column in _AMOUNTS}
    blank = frozenset(key for key, quantity in found.items() if quantity and not quantity.is_told)
    return Row({"label": label} | {key: told(each) for key, each in found.items()}, style, over, blank)


def told(quantity: Quantity | None) -> Decimal | None:
    """The exact number, where there is one."""
    return quantity.value if quantity and quantity.is_told else None


def projects_table(document: Document, figures: Figures) -> Table:
    """Every strategy with its projects and their sub-total, and the total."""
    rows: list[Row] = []
    subtotals: list[int] = []
    for each in figures.strategies:
        if each.projects:
            rows += _strategy_rows(each, len(rows))
            subtotals.append(len(rows) - 1)
    rows.append(_amounts("รวมทั้งสิ้น", figures.total, "total", tuple(subtotals)))
    heads = titles(document, "การใช้จ่ายงบประมาณจำแนกตามยุทธศาสตร์และโครงการ", rows)
    return Table("ยุทธศาสตร์และโครงการ", heads, (_label("ยุทธศาสตร์/โครงการ"), *_AMOUNTS), tuple(rows), frozen=1)


def _strategy_rows(each: StrategyRows, start: int) -> Iterator[Row]:
    yield Row({"label": f"ยุทธศาสตร์ที่ {each.number} {each.strategy.name}"}, "section")
    for project in each.projects:
        yield _amounts(f"{project.number}. {project.project.name}", project.row)
    over = tuple(range(start + 1, start + 1 + len(each.projects)))
    yield _amounts(f"รวมยุทธศาสตร์ที่ {each.number}", each.subtotal, "subtotal", over)


def scope_table(document: Document, name: str, head: str, rows: Sequence[Amounts], total: Amounts) -> Table:
    """Spending by the parts of one whole, such as funds."""
    found = [_amounts(row.label, row) for row in rows]
    found.append(_amounts("รวมทั้งสิ้น", total, "total", tuple(range(len(rows)))))
    heads = titles(document, f"การใช้จ่ายงบประมาณจำแนกตาม{head}", found)
    return Table(name, heads, (_label(head), *_AMOUNTS), tuple(found), frozen=1)


def months_table(document: Document, figures: Figures) -> Table:
    """Plan and disbursement by month and to date."""
    columns = (
        Column("label", "เดือน", width=16),
        Column("plan", "แผนรายเดือน", "money"),
        Column("actual", "เบิกจ่ายรายเดือน", "money"),
        Column("plan_to_date", "แผนสะสมถึงเดือน", "money"),
        Column("actual_to_date", "เบิกจ่ายสะสมถึงเดือน", "money"),
        Column("rate", "ร้อยละของงบประมาณหลังโอน", "rate", 14),
    )
    rows = [
        Row(
            {"label": show_month(row.month, "short", glue=False)}
            | {column.key: told(getattr(row, column.key)) for column in columns[1:]},
            blank=frozenset(("rate",)) if row.rate and row.rate.lacking else frozenset(),
        )
        for row in figures.months
    ]
    heads = titles(document, "แผนและผลการเบิกจ่าย รายเดือนและสะสม", rows)
    return Table("รายเดือน", heads, columns, tuple(rows), 1)


def _label(title: str) -> Column:
    return Column("label", title, width=60)
