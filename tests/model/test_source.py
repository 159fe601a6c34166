"""Finding words of a scalar in its file: all of them, in whatever style it was written, and no other."""

from __future__ import annotations

import pytest

from reportgen.diagnostics import Span
from reportgen.load.yaml_text import load
from reportgen.model.source import places_of

CITED = "[[2565-q1:x บาท]]"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (f"a: ก {CITED} ข\n", [(1, 6)]),
        (f"a: 'ก {CITED}'\nb: {CITED}\n", [(1, 7)]),
        (f"a: |\n  ก\n\n  ข {CITED}\nb: {CITED}\n", [(4, 5)]),
        (f"a: >-\r\n  ก {CITED}\r\n  {CITED}\r\n", [(2, 5), (3, 3)]),
        (f"a: ก\n  {CITED} {CITED}\n", [(2, 3), (2, 21)]),
        (f"a:\n    ก\n    {CITED}\n", [(3, 5)]),
        ("a: ก [[2565-q1:x\u00a0  บาท]]\n", [(1, 6)]),
        ("a: ก [[2565-q1:x\n  บาท]]\n", []),
    ],
)
def test_places_of_words(text: str, places: list[tuple[int, int]]) -> None:
    source = load(text.encode(), "a.yaml").source
    assert source is not None
    found = places_of(CITED, text, source.map.value(("a",)))
    assert [(span.line, span.column) for span in found] == places
    assert all(span.file == "a.yaml" and span.end_column > span.column for span in found)


def test_no_place_in_a_file_that_is_not_there() -> None:
    assert places_of(CITED, "", Span("a.yaml", 3, 4)) == places_of(CITED, CITED, Span("a.yaml")) == []
