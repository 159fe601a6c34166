"""A place for the cause where a cumulative amount falls: a comment in spending.yaml, for people to fill in.

Written under the line that it is about, once; a line that stands within brackets has no room for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.load.write_back import set_values

_COMMENT = "# reason:"
_PLACE = "เหตุที่ยอดลดลง เช่น เบิกเกินส่งคืนเมื่อวันที่ ... ตามหนังสือที่ ..."
_SIGN = "reportgenreason"


def with_places(data: bytes, lines: Iterable[int]) -> bytes:
    """The spending.yaml `data` with a commented `reason:` at the end of each of its `lines`, by index."""
    for index in lines:
        data = _with_place(data, index)
    return data


def _with_place(data: bytes, index: int) -> bytes:
    lines = data.decode("utf-8").splitlines()
    signed = set_values(data, {("lines", index, "reason"): _SIGN}).decode("utf-8").splitlines(keepends=True)
    number = next(number for number, text in enumerate(signed) if _SIGN in text)
    text = signed[number]
    after = signed[number + 1] if number + 1 < len(signed) else ""
    is_new = len(signed) > len(lines) and text.strip() == f"reason: {_SIGN}"
    if not is_new or after.strip().startswith(_COMMENT):
        return data
    signed[number] = text.replace(f"reason: {_SIGN}", f"{_COMMENT} {_PLACE}")
    return "".join(signed).encode("utf-8")
