"""The year's guideline (แนวทางการติดตามและประเมินผล)."""

from reportgen.present.guideline.context import present

__all__ = ["present"]
