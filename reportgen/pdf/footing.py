"""Gives LibreOffice what it needs at the end of a Thai line that it would else set wrong.

LibreOffice 7.4 moves the end of a line to the beginning of a Thai cell; before a letter that is not Thai it
takes that place from a paragraph before, and where none was kept it ends the line at any letter (“ใ|ห้): a
hidden Thai letter is put there. And a Thai cell alone between the end of a justified line and what is not
Thai has its mark drawn outside the margin (20 ท|ี่): a hidden letter and a space of no width, which ends no
line, keep it company. Only the PDF's copy is changed, and the PDF's text has none of them.
"""

from __future__ import annotations

import re

# Where a line may end before what is not Thai, and a Thai letter stands before the next such place.
_PLACE = re.compile("(?<=[ \u200b])(?=[^ \u200bก-๛]+[ก-๛])|(?=\ufeff)")
# A Thai letter with its mark behind what is not Thai, joiners among it, and a space if there is one.
_LONE = re.compile("(?<=[^ก-๛ ])( ?)(?=[ก-ฮ][ัิ-ฺ็-๎])")
_MAY_BREAK, _COMPANY = "\u200b", "\ufeff"
_HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ก</w:t></w:r>"
_TEXT = '<w:t xml:space="preserve">'
_TOKEN = re.compile(
    r"(?P<run><w:r(?:\s[^>]*)?>(?:<w:rPr>(?:(?!<w:rPr).)*?</w:rPr>)?)"
    r"|(?P<open><w:t(?:\s[^>]*)?>)(?P<text>[^<]*)"
    r'|(?P<heading><w:outlineLvl|<w:pStyle\b[^>]*"Heading)|</w:p>',
    re.DOTALL,
)


def with_footing(document: str) -> str:
    """document.xml with a hidden letter at each such place; headings stay, for the PDF's outline."""
    run, before, is_heading = "", "", False

    def step(token: re.Match[str]) -> str:
        nonlocal run, before, is_heading
        if token["run"]:
            run = token[0]
        elif token["heading"]:
            is_heading = True
        elif token["open"] is None:
            before, is_heading = "", False
        else:
            text, last = _accompanied(token["text"], before), before[-1:]
            before = (before + token["text"])[-2:]
            if not is_heading:
                parts = _PLACE.split(last + text)
                parts[0] = parts[0][len(last) :]
                return token["open"] + f"</w:t></w:r>{_HIDDEN}{run}{_TEXT}".join(parts)
        return token[0]

    return _TOKEN.sub(step, document)


def _accompanied(text: str, before: str) -> str:
    """`text` with company for each such cell; `before` are the two characters that it follows."""

    def step(found: re.Match[str]) -> str:
        if found.end() < len(before):
            return found[0]
        return found[1] + (_MAY_BREAK if found[1] else "") + _COMPANY

    return _LONE.sub(step, before + text).removeprefix(before)
