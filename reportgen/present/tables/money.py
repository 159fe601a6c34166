"""The tables of spending: finance's own lines, by strategy and project, by group, by fund, by month.

`ledger_of_lines` gives the sheet that an import reads back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.model.document import Document
from reportgen.model.figures import Figures, StrategyRows
from reportgen.model.figures import Row as Amounts
from reportgen.model.spending import Line
from reportgen.model.tables import CellValue, Column, Row, Table
from reportgen.thai.dates import Month, show_day, show_month
from reportgen.thai.fiscal import fiscal_months

ZERO = Decimal(0)
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


def titles(document: Document, title: str) -> tuple[str, ...]:
    """The lines above a table of money."""
    spending = document.period.spending
    day = show_day(spending.as_of, glue=False)
    return title, f"ข้อมูล ณ วันที่ {day}", f"ที่มา : {spending.source}", "หน่วย : บาท"


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
    rows = [Row(values) for values in _line_values(document, months)]
    total = _total(rows, [column.key for column in columns if column.kind == "money"])
    if rows:
        whole = {**total, "project": "รวมทั้งสิ้น"}
        rows.append(Row(_with_rates(whole), "total", tuple(range(len(rows)))))
    heads = titles(document, "การใช้จ่ายงบประมาณรายโครงการและแหล่งเงิน")
    return Table("รายการ", heads, columns, tuple(rows), frozen=2)


def _months(document: Document) -> tuple[Month, ...]:
    as_of = document.period.spending.as_of
    return tuple(
        month
        for month in fiscal_months(document.plan.fiscal_year)
        if (month.year, month.month) <= (as_of.year, as_of.month)
    )


def _line_values(document: Document, months: Sequence[Month]) -> Iterator[Mapping[str, CellValue]]:
    budgets = {
        (project.id, budget.group, budget.fund): (project.name, budget.act.value)
        for project in document.plan.projects
        for budget in project.budgets
    }
    for number, line in enumerate(document.period.spending.lines, start=1):
        name, act = budgets[line.project, line.group, line.fund]
        own = {
            f"m{month.month}": line.disbursed[month.month].value
            for month in months
            if month.month in line.disbursed
        }
        transfer = line.transfer.value if line.transfer else ZERO
        committed = line.committed.value if line.committed else ZERO
        disbursed = _to_date(line, document.period.spending.basis, months)
        amounts = {"act": act, "transfer": transfer, "disbursed": disbursed, "committed": committed}
        amounts |= {"after": act + transfer, "spent": disbursed + committed}
        amounts["balance"] = amounts["after"] - amounts["spent"]
        words: dict[str, CellValue] = {"number": number, "project": str(name)}
        words |= {"group": str(line.group), "fund": str(line.fund)}
        yield _with_rates({**words, **own, **amounts})


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


def _row_values(label: str, row: Amounts) -> dict[str, CellValue]:
    values: dict[str, CellValue] = {"label": label}
    for column in _AMOUNTS:
        quantity = getattr(row, column.key)
        values[column.key] = quantity.value if quantity else None
    return values


def projects_table(document: Document, figures: Figures) -> Table:
    """Every strategy with its projects and their sub-total, and the total."""
    rows: list[Row] = []
    subtotals: list[int] = []
    for each in figures.strategies:
        if each.projects:
            rows += _strategy_rows(each, len(rows))
            subtotals.append(len(rows) - 1)
    rows.append(Row(_row_values("รวมทั้งสิ้น", figures.total), "total", tuple(subtotals)))
    heads = titles(document, "การใช้จ่ายงบประมาณจำแนกตามยุทธศาสตร์และโครงการ")
    return Table("ยุทธศาสตร์และโครงการ", heads, (_label("ยุทธศาสตร์/โครงการ"), *_AMOUNTS), tuple(rows), frozen=1)


def _strategy_rows(each: StrategyRows, start: int) -> Iterator[Row]:
    yield Row({"label": f"ยุทธศาสตร์ที่ {each.number} {each.strategy.name}"}, "section")
    for project in each.projects:
        yield Row(_row_values(f"{project.number}. {project.project.name}", project.row))
    over = tuple(range(start + 1, start + 1 + len(each.projects)))
    yield Row(_row_values(f"รวมยุทธศาสตร์ที่ {each.number}", each.subtotal), "subtotal", over)


def scope_table(document: Document, name: str, head: str, rows: Sequence[Amounts], total: Amounts) -> Table:
    """Spending by the parts of one whole, such as funds."""
    found = [Row(_row_values(row.label, row)) for row in rows]
    found.append(Row(_row_values("รวมทั้งสิ้น", total), "total", tuple(range(len(rows)))))
    heads = titles(document, f"การใช้จ่ายงบประมาณจำแนกตาม{head}")
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
            | {key: getattr(row, key).value for key in ("plan", "actual", "plan_to_date", "actual_to_date")}
            | {"rate": row.rate.value if row.rate else None}
        )
        for row in figures.months
    ]
    return Table("รายเดือน", titles(document, "แผนและผลการเบิกจ่าย รายเดือนและสะสม"), columns, tuple(rows), 1)


def _label(title: str) -> Column:
    return Column("label", title, width=60)
