"""The report on site visits: one visit, or all of a period."""

from reportgen.present.visits.context import present

__all__ = ["present"]
