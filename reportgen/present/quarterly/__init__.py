"""The quarterly report to the board."""

from reportgen.present.quarterly.context import present

__all__ = ["present"]
