"""The overview of a month for the sub-committee's monthly meeting."""

from reportgen.present.monthly.context import present

__all__ = ["present"]
