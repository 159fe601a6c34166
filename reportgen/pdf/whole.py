"""Keeps short names and terms whole at the ends of LibreOffice's lines, by word joiners inside them.

For the PDF's copy only: the joiners draw nothing and are not in the PDF's text, but in a Word file they would
stand in the way of searching. Long names are left alone, as are those wider than their cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportgen.thai.compounds import COMPOUNDS

_JOINER, _MAY_BREAK = "\u2060", "\u200b"
# Joined where they would break and no more: what is between joiners is no word, and what it is in gets loose.
_COMPOUNDS = {word.replace("|", ""): word.replace("|", _JOINER) for word in COMPOUNDS}
MOST_CLUSTERS = 24
"""A third of a line of A4 at 16 pt; a longer name would leave too wide a gap where it goes to the next."""
_WIDEST = 180  # twips of the widest letter of TH Sarabun New at 16 pt, ณ
_CLUSTER = re.compile("[เ-ไ]?[^เ-ไ][ัิ-ฺ็-๎]*[ะาำๅ]?")
_THAI = re.compile("[ก-๎]")
_BEGINS_LINE = re.compile("[ก-ฮเ-ไ]")
# Held by a no-break space, and yet LibreOffice ends a line inside it where the line has no plain space.
_HELD_NUMBER = re.compile("(?<=\u00a0)[0-9๐-๙][0-9๐-๙,./]{0,22}")
# เมื่อวัน|ที่ 5, ต้น|ปี 2565: such a word is parted from its own beginning though it holds its number.
_HELD_WORD = re.compile("(?<=[ก-๎])(?=(?:ที่|ปี)\u00a0[0-9๐-๙])")
# Before ฯ LibreOffice takes parts of a word for words: ส่งเส|ริมฯ.
_SHORTENED = re.compile("(?<=[ก-๎])ฯ(?!ล)(?=([ก-๎])?)")
_TOKEN = re.compile(
    r"<w:tc>|<w:tc\s[^>]*>|</w:tc>|<w:tcW\b[^>]*>|</w:p>|<w:(?:pStyle|outlineLvl)\b[^>]*>"
    r"|(?P<open><w:t(?:\s[^>]*)?>)(?P<text>[^<]*)</w:t>"
)
_WIDTH = re.compile(r'\bw:w="(\d+)"')


class Glue:
    """Puts joiners into the text of a part; `names` are those of people and units, as data gives them."""

    def __init__(self, names: Iterable[str]) -> None:
        told = {" ".join(name.split()) for name in names}
        self._names = {name: _glued(name) for name in told if 1 < _size(name) <= MOST_CLUSTERS}
        longest_first = "|".join(map(_spaced, sorted({*self._names, *_COMPOUNDS}, key=len, reverse=True)))
        # Not from within a cluster to within another: เ|ยกระดับ, ประกอบการ|ณ์.
        self._pattern = re.compile(f"(?<![เ-ไ])(?:{longest_first})(?![ะ-ฺ็-๎]|[ก-ฮ][ิุ]?์)")

    def part(self, xml: str) -> str:
        """The part with its terms and names kept whole; headings stay as they are, for the PDF's outline."""
        room: list[int] = []
        is_heading = False

        def step(token: re.Match[str]) -> str:
            nonlocal is_heading
            if token["open"] is not None:
                return token[0] if is_heading else f"{token['open']}{self._text(token['text'], room)}</w:t>"
            _follow(token[0], room)
            is_heading = token[0] != "</w:p>" and (is_heading or _makes_heading(token[0]))
            return token[0]

        return _TOKEN.sub(step, xml)

    def _text(self, text: str, room: Sequence[int]) -> str:
        def whole(found: re.Match[str]) -> str:
            name = " ".join(found[0].split())
            if room and _size(name) * _WIDEST > room[-1]:
                return found[0]
            if name not in self._names:
                return _COMPOUNDS[name]
            # Lets the line break beside a Thai letter, where the joiners hide the words.
            before = _MAY_BREAK if _THAI.match(text[: found.start()][-1:]) else ""
            behind = _MAY_BREAK if _BEGINS_LINE.match(text[found.end() :][:1]) else ""
            return f"{before}{self._names[name]}{behind}"

        text = _HELD_NUMBER.sub(_joined, self._pattern.sub(whole, text))
        text = _SHORTENED.sub(lambda found: f"{_JOINER}ฯ{_MAY_BREAK if found[1] else ''}", text)
        return _HELD_WORD.sub(_JOINER, text)


def _spaced(name: str) -> str:
    return "[ \u00a0]".join(map(re.escape, name.split()))


def _glued(name: str) -> str:
    """The name with a joiner between any two clusters of a word, and a space at which no line breaks."""
    return "\u00a0".join(_JOINER.join(_CLUSTER.findall(word)) for word in name.split())


def _size(name: str) -> int:
    return len(_CLUSTER.findall(name))


def _joined(number: re.Match[str]) -> str:
    return _JOINER.join(number[0])


def _follow(tag: str, room: list[int]) -> None:
    """Keeps the widths, in twips, of the cells that the text is in."""
    if tag.startswith(("<w:tc>", "<w:tc ")):
        room.append(0)
    elif tag == "</w:tc>" and room:
        room.pop()
    elif tag.startswith("<w:tcW") and room and 'w:type="dxa"' in tag:
        room[-1] = int(found[1]) if (found := _WIDTH.search(tag)) else 0


def _makes_heading(tag: str) -> bool:
    return tag.startswith("<w:outlineLvl") or (tag.startswith("<w:pStyle") and '"Heading' in tag)
