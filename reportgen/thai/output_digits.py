"""Thai digits for printed text: all but those of what is written in Latin letters.

Applied once, to text that is ready to print; reading goes by `digits`.
"""

from __future__ import annotations

import re

from reportgen.thai.digits import to_thai

_NAMED = (
    # An address, whatever letters it has.
    r"(?:https?://|www\.)[^\s<>\"“”]+",
    # A number that stands after a word for such numbers: Meeting ID: 123 456 7890, ISO/IEC 27001:2022, No. 5.
    r"(?:(?<![A-Za-z])(?:(?i:IDs?|Passcode|Password|PIN|OTP|Code|Ref|Serial|S/N)|ISO(?:/IEC)?|IEC|TIS|IEEE"
    r"|ASTM|ANSI|JIS|EN)(?![A-Za-z])|รหัสผ่าน|รหัส(?:การ|ห้อง)?ประชุม|หมายเลขการประชุม)"
    r"[.:#)]*[_]?:?[_]?[(#]?[0-9]{3}[0-9A-Za-z:./-]*(?:[_-][0-9]{3,4}(?![0-9,.]))*(?:,[_]?[0-9]{4,5}(?![0-9,.]))*",
    r"(?<![A-Za-z])(?i:No|Nos|Ver|Version|Phase)(?![A-Za-z])[.:#]*[_]?[0-9]+(?:[.-][0-9]+)*",
    # Ten or eleven digits in three groups after a Latin word; a telephone number with the country's.
    r"(?<=[A-Za-z][_])[0-9]{3}(?:[_-][0-9]{3,4}){2}(?![0-9,.])",
    r"\+66[0-9_-]{8,14}",
    # What stands on a vehicle: ทะเบียน 1กข 1234.
    r"ทะเบียน(?:รถ[ก-์]*)?[_:]+(?:[0-9][ก-ฮ]{2,3}|(?!รถ)[ก-ฮ]{2}|[0-9]{2}(?=-))[_-][0-9]{1,4}(?![0-9,./])",
)
_SPACES = " \u00a0"
# A named number; else what holds together without a space: a code such as COVID-19, a number such as 9/2564.
_word = re.compile(f"(?P<named>{'|'.join(_NAMED).replace('_', _SPACES)})|[A-Za-z0-9_.:/@~&?=+#%-]+")
_letter = re.compile("[A-Za-z]")
_version = re.compile(r"[0-9]+(?:\.[0-9]+)+|[0-9]+:[0-9]{4}")
_number = re.compile(r"[0-9]+")
_name_goes_on = re.compile(f"[{_SPACES}]+(?:[A-Za-z]|และ|หรือ|จำนวน|ของ|โดย|เพื่อ|ซึ่ง)|[)\\]}}”\"',;]|\\s*\\Z")


def with_thai_digits(text: str) -> str:
    """`text` with ๐–๙ for 0–9, save in what is Latin: addresses, e-mails, codes, English names.

    A number after a Latin word is of its name where that is a word for such numbers (Meeting ID), it is a
    version (Industry 4.0), or the name ends with it or goes on after it (Windows 11); else it counts (SMEs
    24 ราย). Vehicles keep what stands on them. Applying it again changes nothing.
    """
    pieces: list[str] = []
    end, after_latin = 0, False
    for found in _word.finditer(text):
        gap, word = text[end : found.start()], found[0]
        is_named, is_latin = found["named"] is not None, _letter.search(word) is not None
        of_name = after_latin and gap in tuple(_SPACES) and _is_of_name(word, text, found.end())
        pieces += gap, word if is_named or is_latin or of_name else to_thai(word)
        end, after_latin = found.end(), is_latin and not is_named
    return "".join([*pieces, text[end:]])


def _is_of_name(word: str, text: str, end: int) -> bool:
    plain = word.rstrip(".:")
    if _version.fullmatch(plain):
        return True
    return _number.fullmatch(plain) is not None and _name_goes_on.match(text, end) is not None
