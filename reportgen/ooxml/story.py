"""Reads the stories of a paper (the body, a header, a note) into blocks: what they say and how they look.

Names, ids and parts do not matter, nor what programs write anew on every save; page numbers that fields
show are masked. What is not understood is told verbatim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from lxml import etree

from reportgen.ooxml.fieldtext import Piece, Text, without_numbers
from reportgen.ooxml.figures import chart, drawing
from reportgen.ooxml.grid import Grid, table_style
from reportgen.ooxml.look import Look, attributes, local, told
from reportgen.ooxml.names import R, w
from reportgen.ooxml.opened import Opened
from reportgen.ooxml.resolved import Looks

Kind: TypeAlias = Literal["paragraph", "table", "row", "cell", "end", "break", "section", "document"]

_TRACKED = {
    *(
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "rPrChange",
        "pPrChange",
        "tblPrChange",
        "trPrChange",
        "tcPrChange",
    ),
    *("sectPrChange", "tblGridChange", "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge"),
}
_GONE = {"del", "moveFrom"}
_WRAPPERS = {"sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo", "del", "moveFrom", "dir", "bdo"}
_UNSEEN = {
    *("pPr", "rPr", "sdtPr", "sdtEndPr", "proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd"),
    *("permStart", "permEnd", "commentRangeStart", "commentRangeEnd", "footnoteRef", "endnoteRef"),
    *("separator", "continuationSeparator", "annotationRef", "sectPr", "tblPr", "tblGrid", "smartTagPr"),
    *("customXmlPr", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
}
_MARKS = {"tab": "\t", "cr": "⏎", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_OWN = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


class Block(NamedTuple):
    """One paragraph, or the beginning of something that holds others; `place` names the part of the paper."""

    kind: Kind
    look: Look
    pieces: tuple[Piece, ...] = ()
    place: str = ""

    @property
    def text(self) -> str:
        """What is written in it."""
        return "".join(piece.text for piece in self.pieces)


class Paper:
    """What the stories of a paper share: its parts, looks, pictures and charts, and the notes met so far.

    `hashes` gives the hash of a picture's part by its name.
    """

    def __init__(self, opened: Opened, hashes: Callable[[str], str]) -> None:
        self.opened = opened
        self.document = opened.related("", "officeDocument")
        self.looks = Looks(self.belonging("styles"), self.belonging("numbering"))
        self.pictures = cache(hashes)
        self.charts = cache(self._chart)
        self.table_style = cache(lambda name: table_style(self.looks.chain(name)))
        self.notes: dict[tuple[str, str], str] = {}

    def belonging(self, kind: str) -> etree._Element | None:
        """The root of the document's part of a kind, if it has one."""
        return self.opened.root(self.opened.related(self.document, kind))

    def note(self, kind: str, identity: str) -> str:
        """What stands for a reference to a note, which is told by itself, once."""
        known = self.notes.get((kind, identity))
        self.notes.setdefault((kind, identity), f"[{kind} again {len(self.notes)}]")
        return known or f"[{kind}]"

    def _chart(self, part: str) -> Look:
        root = self.opened.root(part)
        return chart(root) if root is not None else {}


class Story:
    """One part of the paper, as it is read."""

    def __init__(self, paper: Paper, part: str, place: str = "") -> None:
        self._paper, self._place = paper, place
        self._relations = paper.opened.relations(part)
        self._text = Text()
        self._style = ""
        self._link = ""

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """The blocks of a body, cell or note."""
        for child in container:
            name = local(child)
            if name == "p":
                block, ends = self._paragraph(child), child.find(f"{w('pPr')}/{w('sectPr')}") is not None
                if block.pieces or not ends:
                    yield block
                if ends:
                    yield Block("break", {}, place=self._place)
            elif name == "tbl":
                yield from self._table(child)
            elif name in _WRAPPERS:
                if name in _TRACKED:
                    yield Block("paragraph", _tracking(child), (Piece("[tracked]", {}),), self._place)
                yield from self.blocks(child)
            elif name and name not in _UNSEEN and name != "tcPr":
                yield Block("paragraph", {"verbatim": told(child)}, place=self._place)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        style = self._paper.looks.table_style_of(table.find(w("tblPr")))
        grid = Grid(table, self._paper.table_style(style))
        yield Block("table", grid.table(), place=self._place)
        for index, row in enumerate(grid.rows):
            look = grid.row(row.element) | _tracked_in(row.element.find(w("trPr")))
            yield Block("row", look, place=self._place)
            for column, cell in row.cells.items():
                look = grid.cell(index, column) | _tracked_in(cell.find(w("tcPr")))
                yield Block("cell", look, place=self._place)
                yield from self.blocks(cell)
        yield Block("end", {}, place=self._place)

    def _paragraph(self, paragraph: etree._Element) -> Block:
        properties = paragraph.find(w("pPr"))
        mark: Look = {}
        look = self._paper.looks.paragraph(properties, mark)
        self._style = self._paper.looks.style_of(properties)
        self._inline(paragraph)
        pieces = self._text.take()
        if not pieces or "list" in look:
            look |= {f"mark {name}": value for name, value in mark.items()}
        if properties is not None:
            look |= _tracked_in(properties) | _tracked_in(properties.find(w("rPr")))
        return Block("paragraph", look, pieces, self._place)

    def _inline(self, container: etree._Element) -> None:
        for child in container:
            name = local(child)
            if name == "r":
                self._run(child)
            elif name == "hyperlink":
                outside, self._link = self._link, self._target(child)
                self._inline(child)
                self._link = outside
            elif name == "fldSimple":
                self._text.begin(child.get(w("instr"), ""))
                self._text.separate()
                self._inline(child)
                self._text.end()
            elif name in _WRAPPERS:
                if name in _TRACKED:
                    self._text.add("[tracked]", _tracking(child))
                if name not in _GONE:
                    self._inline(child)
            elif name and name not in _UNSEEN:
                self._text.add(f"[{name}]", {"verbatim": told(child)})

    def _target(self, link: etree._Element) -> str:
        relation, anchor = self._relations.get(link.get(f"{{{R}}}id", "")), link.get(w("anchor"), "")
        target = relation.target if relation else ""
        return without_numbers(f"{target}#{anchor}" if anchor else target)

    def _run(self, run: etree._Element) -> None:
        properties = run.find(w("rPr"))
        look = self._paper.looks.run(properties, self._style) | _tracked_in(properties)
        if self._link:
            look["link"] = self._link
        self._content(run, look)

    def _content(self, run: etree._Element, look: Look) -> None:
        for child in run:
            name = local(child)
            if name == "t":
                self._text.add(child.text or "", look)
            elif name in _MARKS:
                self._text.add(_MARKS[name], look)
            elif name == "br":
                kind = child.get(w("type"), "textWrapping")
                self._text.add("⏎" if kind == "textWrapping" else f"[{kind}]", look)
            elif name == "fldChar":
                self._text.mark(child.get(w("fldCharType"), ""))
            elif name == "instrText":
                self._text.instruct(child.text or "")
            elif name == "drawing":
                seen = drawing(child, self._relations, self._paper.pictures, self._paper.charts)
                self._text.add("[picture]", {**seen, **({"link": self._link} if self._link else {})})
            elif name in ("footnoteReference", "endnoteReference", "commentReference"):
                self._text.add(self._paper.note(name.removesuffix("Reference"), child.get(w("id"), "")), look)
            elif name == "sym":
                self._text.add(f"[{child.get(w('char'), '')}]", look | {"symbol": told(child)})
            elif child.tag == _ALTERNATE:
                self._alternate(child, look)
            elif name and name not in _UNSEEN:
                self._text.add(f"[{name}]", {"verbatim": told(child)})

    def _alternate(self, element: etree._Element, look: Look) -> None:
        for choice in element:
            if local(choice).endswith("}Choice") and _is_understood(choice):
                self._content(choice, look)
                return
        self._text.add("[shape]", {"verbatim": told(element)})


def _is_understood(choice: etree._Element) -> bool:
    """Whether Word takes this one of several forms: it knows what Microsoft added to the standard."""
    needed = (choice.nsmap.get(prefix) or "" for prefix in choice.get("Requires", "").split())
    return all(space.startswith(_OWN) for space in needed)


def _tracking(element: etree._Element) -> Look:
    """A tracked change: whose and when; what was added is told where it stands, what was deleted here."""
    if local(element) in _GONE:
        return {"tracked": told(element)}
    return {"tracked": f"{local(element)} {sorted(attributes(element).items())}"}


def _tracked_in(properties: etree._Element | None) -> Look:
    found = "".join(map(told, _outermost_tracked(properties))) if properties is not None else ""
    return {"tracked": found} if found else {}


def _outermost_tracked(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if local(child) in _TRACKED:
            yield child
        else:
            yield from _outermost_tracked(child)
