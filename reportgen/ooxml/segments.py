"""Cuts text where Thai meets another script, and writes it as runs that Word treats as Thai or not.

Looks at letters only; fonts, sizes and language come with the run properties that the caller gives.
"""

from __future__ import annotations

import re

from reportgen.ooxml.escape import escape

# U+0E01–0E5B without the baht sign and the digits, which belong to whatever stands before them.
_THAI = "\u0e01-\u0e3a\u0e40-\u0e4f\u0e5a\u0e5b"
# No letters, though `\w` takes them: superscripts, fractions, Roman and circled numbers.
_NUMERIC = (
    "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070\u2074-\u2079\u2080-\u2089"
    "\u2150-\u2182\u2185-\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
)
_FIRST_THAI, _LAST_THAI = _THAI[0], _THAI[-1]
_OTHER = rf"[^\W\d_{_THAI}{_NUMERIC}]"
_NOT_OTHER = rf"[\W\d_{_THAI}{_NUMERIC}]"

_RUN = f"[{_THAI}]{_NOT_OTHER}*|{_OTHER}[^{_THAI}]*"  # compiled where a text needs it
_thai_digit = re.compile("[๐-๙]")
_break = re.compile("([\n\t])")
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
# Most texts hold nothing but these, and of them only A–Z and Thai are letters: a quick way to the same end.
_usual = re.compile("[\u0e00-\u0e7f\x00-\x7f\xa0\u2010-\u2027\u2060]*")
_usual_run = re.compile(f"[{_THAI}][^A-Za-z]*|[A-Za-z][^{_THAI}]*")
# Texts of one piece that XML takes as they are: no breaks, nothing to escape.
_PLAIN = " !#-%'-;=?@\\[-`{-~\xa0\u2010-\u2027\u2060"
_plain = re.compile(f"[{_PLAIN}A-Za-z\u0e00-\u0e7f]*")
_plain_other = re.compile("[ !#-%'-;=?-~]+")
_plain_thai = re.compile(f"[{_PLAIN}]*[{_THAI}๐-๙][{_PLAIN}\u0e00-\u0e7f]*")

TEXT_BEGIN, TEXT_END = '<w:t xml:space="preserve">', "</w:t>"


def segments(text: str) -> list[tuple[bool, str]]:
    """`text` cut into (is_thai, piece), kinds alternating; the pieces joined are `text`, none is empty.

    A piece is of the kind of its first letter. Digits of either script, spaces, punctuation and the baht
    sign stay with the piece before them, and with the first piece at the start. Text without letters is
    one piece, Thai only if it holds a Thai digit.
    """
    if not text:
        return []
    if text.isascii():
        return [(False, text)]
    found = _usual_run.findall(text) if _usual.fullmatch(text) else re.findall(_RUN, text)
    if not found:
        return [(_thai_digit.search(text) is not None, text)]
    pieces = [(_FIRST_THAI <= piece[0] <= _LAST_THAI, piece) for piece in found]
    lead = len(text) - sum(map(len, found))
    return [(pieces[0][0], text[:lead] + pieces[0][1]), *pieces[1:]] if lead else pieces


def plain_script(text: str) -> bool | None:
    """Whether `text` is Thai, if it is one piece and prints as it stands; None if it has to be worked on."""
    if text.isascii():
        return False if _plain_other.fullmatch(text) else None
    return True if _plain_thai.fullmatch(text) else None


def write_runs(text: str, thai_rpr: str, latin_rpr: str) -> str:
    """The `<w:r>` elements that print `text`; a newline is a line break, a tab a tab stop, "" no run at all.

    `thai_rpr` and `latin_rpr` are whole `<w:rPr>…</w:rPr>` elements, or "", for the pieces of each kind.
    ValueError on a character that XML cannot hold.
    """
    if _plain.fullmatch(text):
        return "".join(
            [
                f"<w:r>{thai_rpr if is_thai else latin_rpr}{TEXT_BEGIN}{piece}{TEXT_END}</w:r>"
                for is_thai, piece in segments(text)
            ]
        )
    return "".join(
        [
            f"<w:r>{thai_rpr if is_thai else latin_rpr}{run_content(piece)}</w:r>"
            for is_thai, piece in segments(text)
        ]
    )


def run_content(text: str) -> str:
    """`text` as the content of one run, without its properties: `<w:t>`, `<w:br/>` and `<w:tab/>`."""
    if "\n" not in text and "\t" not in text:
        return f"{TEXT_BEGIN}{escape(text)}{TEXT_END}"
    return "".join(
        _BREAKS.get(part) or f"{TEXT_BEGIN}{escape(part)}{TEXT_END}" for part in _break.split(text) if part
    )
