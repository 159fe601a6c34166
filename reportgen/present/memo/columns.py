"""The columns of a table in a memo's body: how wide each is, how it aligns, and whether the table fits.

Widths are reckoned in letters, since no font is read here; what the memo tells goes before what is reckoned.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from typing import Final, NamedTuple

from reportgen.thai.cells import display_width
from reportgen.thai.digits import to_arabic

STEPS: Final = 60
"""The steps of a table's grid, of which Word allows 63: widths are told to a quarter of a centimetre."""

_LINE, _DENSE_LINE = 84, 98
"""Letters of 14 and of 12 pt, marks above and below not counted, that 16 cm hold."""
_PADDING = 2
"""What a cell leaves free at its sides, in letters."""
_WORD, _SYLLABLE = 10, 5
"""The letters of a Thai word that a narrow column should hold, and of the part that it must."""
_letter = re.compile("[ก-ฮ]")
_number = re.compile(r"(?:ร้อยละ )?[-+\u2212(]?(?!0\d)\d[\d,]*(?:\.\d+)?\)?\*?(?: ?(?:%|บาท|พันบาท|ล้านบาท))?")
"""An amount, a count or a rate; a number that begins with zero is a code."""
_NOTHING = frozenset(("", "-", "\u2013", "\u2014", "…"))
_CENTRED = frozenset(("ลำดับ", "ลำดับที่", "ที่", "ข้อ", "ปี", "ปีงบประมาณ"))
"""Heads of columns whose numbers count nothing."""


class Columns(NamedTuple):
    """For each column its steps of the grid and its alignment; whether small letters are needed, and whether
    with them no word or amount is broken."""

    spans: tuple[int, ...]
    aligns: tuple[str, ...]
    dense: bool
    fits: bool


def columns(rows: Sequence[Sequence[str]], told: Sequence[int] = (), aligns: Sequence[str] = ()) -> Columns:
    """The columns of `rows`, the head first, all as long; `told` are shares of the width, `aligns` words of
    the memo's model, each for all columns or none."""
    texts = list(zip(*rows, strict=True))
    aligns = tuple(aligns) or tuple(map(_align, texts))
    for line, word in ((_LINE, _WORD), (_DENSE_LINE, _WORD), (_DENSE_LINE, _SYLLABLE)):
        needs = [_steps(each, word, line) for each in texts]
        if sum(needs) <= STEPS:
            break
    widths = _widths(texts, needs, aligns, line, told if any(told) else ())
    return Columns(tuple(_spans(widths, needs)), aligns, line == _DENSE_LINE, word == _WORD)


def _steps(texts: Sequence[str], word: int, line: int) -> int:
    """What a column needs of the grid, of which the whole holds `line` letters."""
    return ceil((max(_unbroken(text, word) for text in texts) + _PADDING) * STEPS / line)


def _align(texts: Sequence[str]) -> str:
    """Amounts at the right, what only tells rows apart in the middle, all else at the left."""
    head, *cells = texts
    if head.strip() in _CENTRED:
        return "กลาง"
    filled = [cell.strip() for cell in cells if cell.strip() not in _NOTHING]
    numbers = sum(_is_number(cell) for cell in filled)
    return "ขวา" if 2 * numbers > len(filled) else "ซ้าย"


def _is_number(text: str) -> bool:
    return _number.fullmatch(to_arabic(text).replace("\u00a0", " ")) is not None


def _widths(
    texts: Sequence[Sequence[str]],
    needs: Sequence[int],
    aligns: Sequence[str],
    line: int,
    told: Sequence[int],
) -> Sequence[float]:
    """The steps `told` where every column has with them what it needs. Else what each needs, and of the
    rest as much as it was told or as its longest line would fill; what is then left goes to columns of
    words."""
    wishes = [(max(map(_longest, each)) + _PADDING) * STEPS / line for each in texts]
    if told:
        wishes = [STEPS * share / sum(told) for share in told]
        if all(need <= wish for need, wish in zip(needs, wishes, strict=True)):
            return wishes
    wishes = [max(pair) for pair in zip(wishes, needs, strict=True)]
    left = STEPS - sum(wishes)
    if left >= 0:
        takers = next(
            [align == word for align in aligns] for word in ("ซ้าย", "ขวา", "กลาง") if word in aligns
        )
        taken = [wish * takes for wish, takes in zip(wishes, takers, strict=True)]
        return [wish + left * share / sum(taken) for wish, share in zip(wishes, taken, strict=True)]
    more = [wish - need for wish, need in zip(wishes, needs, strict=True)]
    rest = max(STEPS - sum(needs), 0) / (sum(more) or 1)
    return [need + rest * wish for need, wish in zip(needs, more, strict=True)]


def _longest(text: str) -> int:
    return max(map(display_width, text.split("\n")))


def _unbroken(text: str, word: int) -> int:
    """The width of the longest part of a cell that should stay on one line."""
    widths = (
        (display_width(part), bool(_letter.search(part))) for part in text.replace("\u00a0", "_").split()
    )
    return max((min(width, word) if is_thai else width for width, is_thai in widths), default=0)


def _spans(widths: Sequence[float], needs: Sequence[int]) -> list[int]:
    """`widths` in whole steps, the whole grid together: each column what it needs if all may have it, else
    one at least."""
    least = needs if sum(needs) <= STEPS else [1] * len(needs)
    exact = [width * STEPS / sum(widths) for width in widths]
    spans = [max(need, int(wish)) for need, wish in zip(least, exact, strict=True)]

    def lacking(at: int) -> float:
        return exact[at] - spans[at]

    while sum(spans) < STEPS:
        spans[max(range(len(spans)), key=lacking)] += 1
    while sum(spans) > STEPS and (wider := [at for at, span in enumerate(spans) if span > least[at]]):
        spans[min(wider, key=lacking)] -= 1
    return spans
