"""The Jinja that templates may be written in: its grammar, and the few filters and tests that there are.

Only parses. What a template means is `translate`'s, what its words do is `values`' and `filters`'.
"""

from __future__ import annotations

from jinja2 import Environment

from reportgen.render.filters import FILTERS, TESTS


class Grammar(Environment):
    """Parses templates; knows no filter, test or global but ours, and none of them runs here."""

    def __init__(self) -> None:
        super().__init__(keep_trailing_newline=True, cache_size=0, optimized=False)
        self.globals = {}
        self.filters = dict(FILTERS)
        self.tests = dict(TESTS)
