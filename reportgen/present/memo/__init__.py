"""The memo (บันทึกข้อความ)."""

from reportgen.present.memo.context import present
from reportgen.present.memo.measures import MemoMeasures, measures

__all__ = ["MemoMeasures", "measures", "present"]
