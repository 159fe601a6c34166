"""A watermark in the way of Word's own command, so that its ribbon can remove it: VML text across the page.

Writes the content of one run of a header; each header of a paper needs a number of its own.
"""

from __future__ import annotations

from typing import Final

from reportgen.ooxml.escape import escape

_NAMESPACES: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
_TYPE: Final = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
    '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
    '<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom"'
    ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/>'
    '</v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)


def watermark(text: str, font: str, number: int, *, width: float = 220, height: float = 140) -> str:
    """A `w:pict` with `text` slanted, light grey, in the middle of the page, `width` by `height` points."""
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width:g}pt;height:{height:g}pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    face = f"font-family:&quot;{escape(font)}&quot;;font-size:1pt"
    return (
        f'<w:pict {_NAMESPACES}>{_TYPE}<v:shape id="PowerPlusWaterMarkObject{number}"'
        f' o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" alt="{escape(text)}" style="{style}"'
        ' o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="{face}" string="{escape(text)}"/><w10:wrap anchorx="margin" anchory="margin"/>'
        "</v:shape></w:pict>"
    )
