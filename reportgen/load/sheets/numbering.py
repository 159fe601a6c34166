"""The row under the headings in which the columns are numbered: `(1)`, `(2)`, `(3) = (1) + (2)`.

Its numbers look like amounts and are none.
"""

from __future__ import annotations

import re

from reportgen.load.sheets.grid import Cell, Sheet
from reportgen.thai.digits import to_arabic

_FIRST_MONTH = 10  # with it begin the months of a fiscal year, which may be headings
_NUMBER = re.compile(r"\(?[0-9]{1,2}\)?")
_FORMULA = re.compile(r"\([0-9]{1,2}\)[-0-9()=+–−*/×x\s]*|[0-9]{1,2}\s*=[-0-9()=+–−*/×x\s]*")


def numbers_columns(sheet: Sheet, row: int, label: Cell | None) -> bool:
    """Whether `row`, known by `label`, only numbers the columns: with a number for a name, or without a name
    and with numbers in brackets, formulas of them, or numbers that follow each other."""
    if label:
        return label.kind == "text" and bool(_NUMBER.fullmatch(to_arabic(label.text)))
    cells = (sheet.cells.get((row, column)) for column in range(1, sheet.last_column + 1))
    texts = [to_arabic(cell.text).strip() for cell in cells if cell]
    if not texts or not all(_NUMBER.fullmatch(text) or _FORMULA.fullmatch(text) for text in texts):
        return False
    if all(_FORMULA.fullmatch(text) for text in texts):
        return True
    numbers = [int(found[0]) for text in texts if (found := re.search("[0-9]+", text))]
    is_series = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return is_series and len(numbers) > 1 and numbers[0] != _FIRST_MONTH
