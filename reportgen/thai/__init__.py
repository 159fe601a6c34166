"""Thai digits, money, dates, fiscal periods, hygiene, spacing, collation and words: pure functions on text.

Knows nothing of files, papers or diagnostics, and imports nothing else of reportgen.
"""
