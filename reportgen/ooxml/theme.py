"""The theme and font table of a starting template, which Word expects though no style of ours needs them.

One font for every role and greys for every accent, so that what people insert by hand fits the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reportgen.ooxml.escape import escape
from reportgen.ooxml.names import W

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_COLOURS: Final[Mapping[str, str]] = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "1F3864",
    "lt2": "F2F2F2",
    "accent1": "1F3864",
    "accent2": "7F7F7F",
    "accent3": "BFBFBF",
    "accent4": "404040",
    "accent5": "A6A6A6",
    "accent6": "595959",
    "hlink": "1F3864",
    "folHlink": "595959",
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_xml(font: str) -> bytes:
    """`word/theme.xml` with `font` for headings and text of every script."""
    name = escape(font)
    colours = "".join(f'<a:{role}><a:srgbClr val="{rgb}"/></a:{role}>' for role, rgb in _COLOURS.items())
    faces = f'<a:latin typeface="{name}"/><a:ea typeface="{name}"/><a:cs typeface="{name}"/>'
    lines = "".join(f'<a:ln w="{width}">{_FILL}</a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{_DECLARATION}<a:theme xmlns:a="{_A}" name="Report"><a:themeElements>'
        f'<a:clrScheme name="Report">{colours}</a:clrScheme><a:fontScheme name="Report">'
        f"<a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Report"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}'
        f"</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    ).encode()


def font_table_xml(font: str) -> bytes:
    """`word/fontTable.xml`, naming `font` as one that has Thai."""
    return (
        f'{_DECLARATION}<w:fonts xmlns:w="{W}"><w:font w:name="{escape(font)}"><w:charset w:val="DE"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    ).encode()
