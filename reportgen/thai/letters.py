"""Which characters TH Sarabun New, the font of the papers, can print.

Of the others the word processor takes letters from another font, or prints a box.
"""

from __future__ import annotations

import re
from typing import Final

# The font's characters (its table cmap), but for those that no text may hold and those that are cleaned away.
_IN_FONT: Final = (
    " -~\u00a0-ÿĂ-ăĆ-ćČ-čĐ-đĞ-ğĨ-ĩİ-ıŁ-łŒ-œŞ-šŨ-ũŸŽ-žƒƠ-ơƯ-ưˆ-ˇ˘-˝\u0300-\u0301\u0303\u0309\u0323"
    "\u0e00-ฺ฿-๛Ạ-ỹ–-—‘-‚“-„†-•…‰′-″‹-›⁄₣₫-€ℓ™℮⅓-⅞∂∆∏−∑√∞∫≈≠≤-≥◊◌ﬁ-ﬂ"
)
_BLANK: Final = "\t\n\u2000-\u200a\u202f\u205f\u3000"
_CLEANED: Final = "\u034f\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
_LACKING = re.compile(f"[^{_IN_FONT}{_BLANK}{_CLEANED}\r\u2028\u2029\ufffd]")


def lacking(text: str) -> list[str]:
    """Each character of `text` that the font cannot print, in order."""
    return _LACKING.findall(text)
