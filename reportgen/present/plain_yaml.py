"""Text as YAML that people go on with: plain where it may be, folded where it is long, quoted where it must.

Writes single values; the shape of a file is its writer's.
"""

from __future__ import annotations

import json
import re
import textwrap

_WIDTH = 100
_PLAIN = re.compile(r"[0-9A-Za-zก-๛][^\n:#\"'{}\[\]&*!|>%@`\\\u00a0]*")
_EMPTY = ("null", "Null", "NULL")


def scalar(text: str, indent: int) -> str:
    """`text` as the value after a key that stands `indent` spaces from the left."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) > 1 and lines[0] and lines[-1] and lines[0][0] != " " and all(map(_is_plain, lines)):
        ends = "|" if text.endswith("\n") else "|-"
        return "\n".join([ends, *(f"{' ' * (indent + 2)}{line}" if line else "" for line in lines)])
    if len(text) > _WIDTH - indent:
        lines = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
        if len(lines) > 1 and " ".join(lines) == text:
            return ">-" + "".join(f"\n{' ' * (indent + 2)}{line}" for line in lines)
    if _PLAIN.fullmatch(text) and text == text.strip() and text.isprintable() and text not in _EMPTY:
        return text
    return json.dumps(text, ensure_ascii=False)


def _is_plain(line: str) -> bool:
    return line.isprintable() and line == line.rstrip()


def remark(text: str) -> str:
    """`text` as it may stand after `# `, on one line."""
    return " ".join(text.split())
