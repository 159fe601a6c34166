"""The canonical structure of a DOCX: what it says and how it looks, block by block, resolved.

Names, ids and parts do not matter, nor what programs write anew on every save; page numbers that fields
show are masked. What is not understood is told verbatim.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from lxml import etree

from reportgen.ooxml.fieldtext import Piece, Text, without_numbers
from reportgen.ooxml.figures import drawing
from reportgen.ooxml.grid import Grid
from reportgen.ooxml.look import Look, Looks, is_on, local, told
from reportgen.ooxml.names import R, w
from reportgen.ooxml.package import PackageError
from reportgen.ooxml.safety import parse_xml
from reportgen.ooxml.sections import section_look, stories

Kind: TypeAlias = Literal["paragraph", "table", "row", "cell", "end", "break", "section", "document"]

DOCUMENT = "word/document.xml"
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
_SETTINGS = ("documentProtection", "writeProtection", "mirrorMargins", "gutterAtTop", "bookFoldPrinting")
_MARKS = {"tab": "\t", "cr": "⏎", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or the beginning of something that holds others; `place` names the part of the paper."""

    kind: Kind
    look: Look
    pieces: tuple[Piece, ...] = ()
    place: str = ""

    @property
    def text(self) -> str:
        """What is written in it."""
        return "".join(piece.text for piece in self.pieces)


def structure(parts: Mapping[str, bytes], hashes: Callable[[str], str]) -> list[Block]:
    """The blocks of a document: body, each section with its headers and footers, notes and comments in place.

    `hashes` gives the hash of the bytes of a picture's part, by its name. Raises `PackageError` when there is
    no body or a part is not safe XML.
    """
    root = parse_xml(parts.get(DOCUMENT, b""))
    body = root.find(w("body"))
    if body is None:
        raise PackageError("xml", DOCUMENT)
    looks = Looks(parts)
    blocks = list(_Story(parts, hashes, looks, DOCUMENT).blocks(body))
    said: Look = {}
    if (background := root.find(w("background"))) is not None:
        said["background"] = told(background)
    settings = parse_xml(parts["word/settings.xml"]) if parts.get("word/settings.xml") else None
    for name in _SETTINGS:
        if settings is not None and (setting := settings.find(w(name))) is not None:
            said[name] = told(setting)
    blocks.append(Block("document", said))
    even = settings is not None and is_on(settings.find(w("evenAndOddHeaders")))
    relations = relations_of(parts, DOCUMENT)
    for number, (section, shown) in enumerate(stories(body, even), 1):
        told_here: list[Block] = []
        for name, identity in shown.items():
            place = f"{name} {number}"
            part = relations.get(identity, "")
            if part in parts:
                story = list(_Story(parts, hashes, looks, part, place).blocks(parse_xml(parts[part])))
                told_here += story if any(map(_says, story)) else ()
        kinds = {block.place.split()[0] for block in told_here}
        blocks += (Block("section", section_look(section, kinds), place=f"section {number}"), *told_here)
    return blocks


def _says(block: Block) -> bool:
    return block.kind != "paragraph" or bool(block.pieces or block.look.keys() & {"verbatim", "tracked"})


def relations_of(parts: Mapping[str, bytes], part: str) -> dict[str, str]:
    """The targets of the relations of `part`, by id: names of parts, or addresses outside."""
    folder, name = posixpath.split(part)
    data = parts.get(f"{folder}/_rels/{name}.rels")
    found: dict[str, str] = {}
    for each in parse_xml(data).iter("{*}Relationship") if data else ():
        target = each.get("Target", "")
        if each.get("TargetMode") != "External":
            target = (
                target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
        found[each.get("Id", "")] = target
    return found


class _Story:
    """Reads one part of the paper: the body, a header, the notes."""

    def __init__(
        self,
        parts: Mapping[str, bytes],
        hashes: Callable[[str], str],
        looks: Looks,
        part: str,
        place: str = "",
    ) -> None:
        self._parts, self._hashes, self._looks, self._place = parts, hashes, looks, place
        self._relations = relations_of(parts, part)
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
                    yield self._tracked(child)
                yield from self.blocks(child)
            elif name and name not in _UNSEEN and name != "tcPr":
                yield Block("paragraph", {"verbatim": told(child)}, place=self._place)

    def _tracked(self, element: etree._Element) -> Block:
        return Block("paragraph", {"tracked": told(element)}, (Piece("[tracked]", {}),), self._place)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        grid = Grid(table, self._looks.table(table.find(w("tblPr"))))
        yield Block("table", grid.table(), place=self._place)
        for row in grid.rows:
            yield Block("row", {**grid.row(row), **_tracked_in(row.find(w("trPr")))}, place=self._place)
            for column, cell in grid.placed(row):
                properties = _tracked_in(cell.find(w("tcPr")))
                yield Block("cell", {**grid.cell(cell, column), **properties}, place=self._place)
                yield from self.blocks(cell)
        yield Block("end", {}, place=self._place)

    def _paragraph(self, paragraph: etree._Element) -> Block:
        properties = paragraph.find(w("pPr"))
        mark: Look = {}
        look = self._looks.paragraph(properties, mark)
        self._style = self._looks.style_of(properties)
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
                    self._text.add("[tracked]", {"tracked": told(child)})
                if name not in _GONE:
                    self._inline(child)
            elif name and name not in _UNSEEN:
                self._text.add(f"[{name}]", {"verbatim": told(child)})

    def _target(self, link: etree._Element) -> str:
        target = self._relations.get(link.get(f"{{{R}}}id", ""), "")
        anchor = link.get(w("anchor"), "")
        return without_numbers(f"{target}#{anchor}" if anchor else target)

    def _run(self, run: etree._Element) -> None:
        properties = run.find(w("rPr"))
        look = self._looks.run(properties, self._style) | _tracked_in(properties)
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
                seen = drawing(child, self._relations, self._parts, self._hashes)
                self._text.add("[picture]", {**seen, **({"link": self._link} if self._link else {})})
            elif name in ("footnoteReference", "endnoteReference", "commentReference"):
                self._note(name.removesuffix("Reference"), child, look)
            elif name == "sym":
                self._text.add(f"[{child.get(w('char'), '')}]", look | {"symbol": told(child)})
            elif child.tag == _ALTERNATE:
                self._alternate(child, look)
            elif name and name not in _UNSEEN:
                self._text.add(f"[{name}]", {"verbatim": told(child)})

    def _alternate(self, element: etree._Element, look: Look) -> None:
        for choice in element:
            if local(choice).endswith("}Choice"):
                self._content(choice, look)
                return
        self._text.add("[shape]", {"verbatim": told(element)})

    def _note(self, kind: str, reference: etree._Element, look: Look) -> None:
        part = f"word/{kind}s.xml"
        said, within = "", {}
        for note in parse_xml(self._parts[part]).iter(w(kind)) if part in self._parts else ():
            if note.get(w("id")) == reference.get(w("id")):
                story = list(_Story(self._parts, self._hashes, self._looks, part, self._place).blocks(note))
                said = " ".join(block.text.strip() for block in story)
                within = {kind: repr([(block.kind, block.look, block.pieces) for block in story])}
        self._text.add(f"[{kind}: {said}]", look | within)


def _tracked_in(properties: etree._Element | None) -> Look:
    found = (
        [told(each) for each in properties.iter("*") if local(each) in _TRACKED]
        if properties is not None
        else []
    )
    return {"tracked": "".join(found)} if found else {}
