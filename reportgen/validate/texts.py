"""Checks of a text, wherever it stands: citations left open, money whose words say another amount.

What a citation means is judged where it is resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic
from reportgen.model.source import Source, texts_of
from reportgen.thai.money import baht_in_words, read_money
from reportgen.thai.reading import ReadError
from reportgen.validate import memo_rules as rules

_UNCLOSED = re.compile(r"\[\[(?!.*?\]\])")
_MARKUP = re.compile(
    r"\*\*[^*\s](?:[^*\n]*[^*\s])?\*\*|\+\+[^+\s](?:[^+\n]*[^+\s])?\+\+|\[[^\[\]\n]+\]\(https?://[^)\s]*\)"
)
_LONGEST_TOLD = 40
_WITH_WORDS = re.compile(r"(\d[\d,]*(?:\.\d{2})?)\s*บาท\s*\(([ก-๙]+(?:บาท|สตางค์|ถ้วน))\)")


def check_plain(memo: Source) -> Iterator[Diagnostic]:
    """The marks of bold and underlined words and of links, which are markup in reports only."""
    for path, text in texts_of(memo.tree):
        for found in _MARKUP.finditer(text):
            args = {"markup": found[0] if len(found[0]) <= _LONGEST_TOLD else found[0][:_LONGEST_TOLD] + "…"}
            place = memo.map.inside(path, found.start(), len(found[0]), text)
            yield Diagnostic(rules.MARKUP_TYPED, (place,), args)


def check_texts(source: Source) -> Iterator[Diagnostic]:
    """What is wrong in any text but `record`, which is copied from paper as it stands there."""
    tree = source.tree
    written = {key: value for key, value in tree.items() if key != "record"} if isinstance(tree, dict) else {}
    for path, text in texts_of(written):
        for found in _UNCLOSED.finditer(text):
            yield Diagnostic(rules.CITATION_UNCLOSED, (source.map.inside(path, found.start(), 2, text),))
        for found in _WITH_WORDS.finditer(text):
            right = _words(found[1])
            if right not in (None, found[2]):
                args = {"figures": found[1], "right": str(right), "written": found[2]}
                place = source.map.inside(path, found.start(2), len(found[2]), text)
                yield Diagnostic(rules.WORDS_DIFFER, (place,), args)


def _words(figures: str) -> str | None:
    try:
        return baht_in_words(read_money(figures))
    except ReadError:
        return None
