"""The tables of a report for a workbook, with exact values in place of printed text."""

from reportgen.present.tables.ledger import ledger_table
from reportgen.present.tables.report import recommendations_table, report_tables
from reportgen.present.tables.words import texts_of, worded

__all__ = ["ledger_table", "recommendations_table", "report_tables", "texts_of", "worded"]
