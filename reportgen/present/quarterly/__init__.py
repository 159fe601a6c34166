"""The quarterly report to the board."""

from reportgen.present.quarterly.context import Presented, present

__all__ = ["Presented", "present"]
