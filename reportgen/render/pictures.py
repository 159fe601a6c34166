"""Places pictures: the inline drawing in the text, the media part, the relationship between them.

Takes pictures ready to print; knows nothing of their pixels.
"""

from __future__ import annotations

import posixpath
from dataclasses import replace
from hashlib import sha256
from typing import Final

from reportgen.model.context import Picture
from reportgen.ooxml.escape import escape

RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"

EMU_PER_TWIP: Final = 635

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FORMATS = ("png", "jpeg")


class Album:
    """The pictures of one paper: each kept once, however often and wherever it is shown."""

    def __init__(self) -> None:
        self.media: dict[str, bytes] = {}
        self.relations: dict[str, dict[str, tuple[str, str]]] = {}

    def run(self, picture: Picture, part: str, number: int, rpr: str) -> str:
        """The run that shows `picture` in `part`; `number` is the drawing's id, used once in a paper.

        ValueError for a format or size that Word cannot show.
        """
        if picture.format not in _FORMATS or picture.width <= 0 or picture.height <= 0:
            raise ValueError(f"a picture in the format {picture.format}, {picture.width} by {picture.height}")
        identity = sha256(picture.data).hexdigest()[:32]
        name = f"media/{identity}.{picture.format}"
        self.media[posixpath.join(posixpath.dirname(part), name)] = picture.data
        self.relations.setdefault(part, {})[f"rg{identity}"] = (RELATION, name)
        return f"<w:r>{rpr}{_drawing(picture, f'rg{identity}', number)}</w:r>"


def within(picture: Picture, room: int) -> Picture:
    """`picture`, made smaller in its proportions where it is wider than `room` twips."""
    most = room * EMU_PER_TWIP
    if picture.width <= most:
        return picture
    return replace(picture, width=most, height=max(1, picture.height * most // picture.width))


def _drawing(picture: Picture, relation: str, number: int) -> str:
    size = f'cx="{picture.width}" cy="{picture.height}"'
    label = f'id="{number}" name="Picture {number}" descr="{escape(picture.alt)}"'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing"'
        f' distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {label}/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
        f"<pic:nvPicPr><pic:cNvPr {label}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip xmlns:r="{_RELATIONS}" r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing>"
    )
