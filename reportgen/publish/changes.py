"""Tells what a person changed in a paper, paragraph by paragraph, short enough to read in a message.

Compares canonical texts; says nothing in any language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, product, zip_longest
from typing import TypeAlias

from reportgen.publish.values import Change

SHOWN = 120
_LEAD = 30  # code points left before the first difference when a text is cut
_ALIKE = 0.5  # share of letters in common from which two lines count as versions of one another
# Lines before times lines after, beyond which lines are paired as they come, to bound the time.
_PAIRED = 400
MATCHED = 25_000_000

_Pair: TypeAlias = "tuple[str | None, str | None]"


def compare(before: Sequence[str], after: Sequence[str]) -> list[Change]:
    """Every change from `before` to `after`, in order; [] only if they are equal."""
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if len(old) * len(new) > MATCHED:
        pairs: Iterable[_Pair] = zip_longest(old, new)
    else:
        blocks = SequenceMatcher(None, old, new).get_opcodes()
        pairs = chain.from_iterable(_pair(old[i:j], new[k:m]) for tag, i, j, k, m in blocks if tag != "equal")
    return [_change(was, now) for was, now in pairs if was != now]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines, or letters, at the start are equal."""
    same = (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(same, min(len(one), len(other)))


def _pair(old: Sequence[str], new: Sequence[str]) -> Iterator[_Pair]:
    """Lines that are each other's version, most alike first to be matched; None where there is none."""
    if len(old) == len(new) or not old or not new or len(old) * len(new) > _PAIRED:
        yield from zip_longest(old, new)
        return
    i, k = max(product(range(len(old)), range(len(new))), key=lambda at: _likeness(old[at[0]], new[at[1]]))
    if _likeness(old[i], new[k]) < _ALIKE:
        yield from ((was, None) for was in old)
        yield from ((None, now) for now in new)
        return
    yield from _pair(old[:i], new[:k])
    yield old[i], new[k]
    yield from _pair(old[i + 1 :], new[k + 1 :])


def _likeness(was: str, now: str) -> float:
    return SequenceMatcher(None, was[:SHOWN], now[:SHOWN], autojunk=False).ratio()


def _change(was: str | None, now: str | None) -> Change:
    if was is None:
        return Change("added", "", _cut(now or "", 0))
    if now is None:
        return Change("removed", _cut(was, 0), "")
    differs = _common(was, now)
    return Change("changed", _cut(was, differs), _cut(now, differs))


def _cut(text: str, focus: int) -> str:
    """At most `SHOWN` code points of `text` around `focus`, no Thai letter parted from its marks."""
    if len(text) <= SHOWN:
        return text
    start = min(max(0, focus - _LEAD), len(text) - SHOWN + 2)
    start = _cluster(text, start) if start > 2 else 0
    end = min(len(text), start + SHOWN - 2)
    end = end if end == len(text) else max(_cluster(text, end), start + 1)
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def shortened(text: str) -> str:
    """The first `SHOWN` code points of `text`, or all of it."""
    return _cut(text, 0)


def _cluster(text: str, index: int) -> int:
    """`index`, or the start of the cluster that it would cut (marks, and ำ, belong to their left)."""
    while 0 < index < len(text) and (unicodedata.category(text[index]) == "Mn" or text[index] == "ำ"):
        index -= 1
    return index
