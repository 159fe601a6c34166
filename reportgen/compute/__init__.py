"""From a valid document to quantities: totals, percentages, variance, what is open and what is due."""
