"""Gives LibreOffice a Thai letter to end a line before, where it would part the word after a quotation mark.

LibreOffice 7.4 moves the end of a line to the beginning of a Thai cell; before a letter that is not Thai it
takes that place from a paragraph before, and where none was kept it ends the line at any letter (“ใ|ห้). Only
the PDF's copy is changed: the letter is hidden and is not in the PDF's text.
"""

from __future__ import annotations

import re

# Where a line may end before what is not Thai, and a Thai letter stands before the next such place.
_PLACE = re.compile("(?<=[ \u200b])(?=[^ \u200bก-๛]+[ก-๛])")
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
            text, last = token["text"], before
            before = text[-1:] or before
            if not is_heading:
                parts = _PLACE.split(last + text)
                parts[0] = parts[0][len(last) :]
                return token["open"] + f"</w:t></w:r>{_HIDDEN}{run}{_TEXT}".join(parts)
        return token[0]

    return _TOKEN.sub(step, document)
