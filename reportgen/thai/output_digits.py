"""Thai digits for printed text: all but those of what is written in Latin letters.

Applied once, to text that is ready to print; reading goes by `digits`.
"""

from __future__ import annotations

import re

from reportgen.thai.digits import to_thai

# What holds together without a space: an address, a code such as COVID-19, a number such as 9/2564.
_word = re.compile(r"[A-Za-z0-9_.:/@~&?=+#%-]+")
_letter = re.compile("[A-Za-z]")
_version = re.compile(r"[0-9]+(?:\.[0-9]+)+")
_number = re.compile(r"[0-9]+")
_name_goes_on = re.compile("[ \u00a0]+[A-Za-z]|[)\\]}”\"',;]|\\s*\\Z")
_SPACES = (" ", "\u00a0")


def with_thai_digits(text: str) -> str:
    """`text` with ๐–๙ for 0–9, save in what is Latin: addresses, e-mails, codes, English names.

    A number after a Latin word is of its name where it is a version (Industry 4.0) or the name ends with
    it or goes on after it (Windows 11); else it counts (SMEs 24 ราย). Applying it again changes nothing.
    """
    pieces: list[str] = []
    end, after_latin = 0, False
    for found in _word.finditer(text):
        gap, word = text[end : found.start()], found[0]
        is_latin = _letter.search(word) is not None
        of_name = after_latin and gap in _SPACES and _is_of_name(word, text, found.end())
        pieces += gap, word if is_latin or of_name else to_thai(word)
        end, after_latin = found.end(), is_latin
    return "".join([*pieces, text[end:]])


def _is_of_name(word: str, text: str, end: int) -> bool:
    plain = word.rstrip(".:")
    if _version.fullmatch(plain):
        return True
    return _number.fullmatch(plain) is not None and _name_goes_on.match(text, end) is not None
