"""The text of import-spending.yaml: what the first import found out of finance's sheet.

People correct it by hand; it is never written over.
"""

from __future__ import annotations

from reportgen.load.sheets.layout import Layout
from reportgen.load.sheets.values import SheetSpending
from reportgen.load.write_back import Value, set_values
from reportgen.model.mapping import Role
from reportgen.model.source import Path
from reportgen.thai.months import SHORT

_HEAD = """\
# yaml-language-server: $schema=.schemas/import-spending.schema.json
# วิธีอ่านแผ่นงานของการเงิน จำไว้จากการนำเข้าครั้งแรก แก้ได้เมื่อแผ่นงานเปลี่ยน การนำเข้าครั้งต่อไปอ่านตามนี้
# columns: หัวคอลัมน์ตามที่พิมพ์ (สองชั้นคั่นด้วย >) หรืออักษรของคอลัมน์; เดือนใหม่ไม่ต้องเพิ่ม โปรแกรมรู้จักเอง
# projects, groups, funds: ข้อความในแผ่นงานที่ต่างจากชื่อใน plan.yaml
"""


def mapping_text(layout: Layout, spending: SheetSpending) -> bytes:
    """The mapping by which `layout` was read."""
    columns: dict[str, Value] = {}
    for column in layout.columns:
        heading = column.heading
        if heading and column.title and column.title not in columns and not heading.is_period:
            month = SHORT[heading.month - 1] if heading.month else None
            columns[column.title] = month or str(heading.role or Role.UNUSED)
    values: dict[str, Value] = {
        "header": layout.header,
        "unit": layout.unit,
        "basis": spending.basis,
        "columns": columns,
    }
    if layout.sheet.name:
        values = {"sheet": layout.sheet.name, **values}
    if spending.known_as:
        values["projects"] = dict(spending.known_as)
    paths: dict[Path, Value] = {(key,): value for key, value in values.items()}
    return set_values(f"{_HEAD}{next(iter(values))}:\n".encode(), paths)
