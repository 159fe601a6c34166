"""The circular (หนังสือเวียน): a memo that tells the units what was approved, with the ใบเวียน."""

from reportgen.present.circular.context import present, present_for, receivers

__all__ = ["present", "present_for", "receivers"]
