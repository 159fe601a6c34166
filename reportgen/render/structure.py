"""Works on the XML of a part once its tags are tokens: what stands in a run of its own, heads, cells, tables.

Adds tokens for work that has to wait for the filled text (bookmarks of headings, paragraphs that a cell must
keep, columns of a table); changes no text.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Final

from reportgen.diagnostics import Diagnostic
from reportgen.ooxml.marking import run_properties
from reportgen.ooxml.names import VAL, R, w
from reportgen.ooxml.package import PackageError
from reportgen.render import codes
from reportgen.render.checks import ENDS
from reportgen.render.compiled import Hold, Tag
from reportgen.render.forms import forms
from reportgen.render.placeholders import Placeholders
from reportgen.render.rich import BETWEEN
from reportgen.render.styles import Styles
from reportgen.render.table_widths import twips_of
from reportgen.render.tags import TOKEN, Element, Piece

SLOT: Final = re.compile(r"<w:slot(?: [^>]*)?>|</w:slot>")
"""The wrapping of tokens that stand between elements, to be taken off the text of a part."""

LEVEL: Final = "\ufdd2"
"""Stands before the style that rows of the contents have where the template has none for their level."""

_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_RELATION = f"{{{R}}}id"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_INLINE = tuple(map(w, ("p", "hyperlink", "ins", "smartTag", "fldSimple")))
_BLOCK = tuple(
    map(w, ("body", "tbl", "tr", "tc", "hdr", "ftr", "sdtContent", "txbxContent", "footnote", "endnote"))
)
_HOLDERS = tuple(map(w, ("tc", "hdr", "ftr", "txbxContent", "footnote", "endnote")))


def _put_after(element: Element, new: Element) -> None:
    """Puts `new` between `element` and the text that follows it."""
    new.tail, element.tail = element.tail, None
    element.addnext(new)


_BETWEEN: Final = 170
"""Twips, 0.3 cm, that stay free beside a picture in its cell: photographs side by side must not touch."""


class Runs:
    """What values are written with, each kept once: run properties (Thai, other), and the room for a picture
    in twips: 0, for any, unless the template `has_rooms`."""

    def __init__(self, font: str, *, has_rooms: bool) -> None:
        self._font = font
        self._has_rooms = has_rooms
        self._numbers: dict[Hold, int] = {}

    def number(self, run: Element | None) -> int:
        """The number of what a value in the place of `run` is written with."""
        cell = next(run.iterancestors(w("tc")), None) if run is not None and self._has_rooms else None
        width = None if cell is None else cell.find(f"{w('tcPr')}/{w('tcW')}")
        told = 0 if width is None or width.get(w("type")) != "dxa" else twips_of(width, "w")
        room = max(1, told - _BETWEEN) if told else 0
        hold = Hold(*run_properties(None if run is None else run.find(w("rPr")), self._font), room)
        return self._numbers.setdefault(hold, len(self._numbers))

    def holds(self) -> tuple[Hold, ...]:
        """All of them, in order of their numbers."""
        return tuple(self._numbers)


class Structure:
    """One part, as a tree, being made ready; `pieces` grows by what is added."""

    def __init__(self, root: Element, pieces: list[Piece], runs: Runs, part: str, file: str) -> None:
        self._root = root
        self._pieces = pieces
        self._runs = runs
        self._part = part
        self._file = file

    def prepare(self, headings: Mapping[str, int]) -> list[Diagnostic]:
        """Does the rest, once runs are lifted; `headings` gives the level of each heading style."""
        self._forget_identities()
        faults = list(self._check_places())
        faults += self._wrap_headings(headings)
        for holder in self._root.iter(*_HOLDERS):
            if any(True for _ in self._own_statements(holder)) and self._is_whole(holder):
                self._wrap_children(holder, w("tcPr"), "_cell")
        for table in list(self._root.iter(w("tbl"))):
            if self._has_moving_columns(table):
                self._wrap_around(table, "_grid")
        return faults

    def _token(self, code: str, *, is_statement: bool = True, tag: Tag | None = None) -> str:
        self._pieces.append(Piece(tag or Tag(f"{{% {code} %}}", self._part), code, is_statement))
        return f"\ufdd0{len(self._pieces) - 1}\ufdd1"

    def _slot(self, token: str) -> Element:
        slot = self._root.makeelement(w("slot"))
        slot.text = token
        return slot

    def _piece(self, text: str | None) -> Piece | None:
        """The piece that `text` is the token of, if it is nothing else."""
        found = TOKEN.fullmatch(text or "")
        return self._pieces[int(found[1])] if found else None

    def _statements_in(self, text: str | None) -> Iterator[Piece]:
        for found in TOKEN.finditer(text or ""):
            if (piece := self._pieces[int(found[1])]).is_statement:
                yield piece

    def _forget_identities(self) -> None:
        """Numbers drawings when filled, and drops Word's paragraph ids: a loop would repeat both."""
        for drawing in self._root.iter(_DOC_PR):
            drawing.set("id", self._token("_id()", is_statement=False))
        for element in self._root.iter(w("p"), w("tr")):
            for name in ("paraId", "textId"):
                element.attrib.pop(_W14 + name, None)

    def lift_runs(self) -> None:
        """Puts each tag that has a run to itself in the run's place; a value brings its own runs."""
        for run in list(self._root.iter(w("r"))):
            children = [child for child in run if child.tag != w("rPr")]
            is_text = [child.tag for child in children] == [w("t")]
            piece = self._piece(children[0].text) if is_text else None
            if piece is None:
                continue
            if not piece.is_statement:
                piece.run = self._runs.number(run)
            token, tail = children[0].text, run.tail
            run.clear()
            run.tag, run.text, run.tail = w("slot"), token, tail

    def take_blocks(self, styles: Styles) -> None:
        """Puts each block in the place of its paragraph, with the forms of that paragraph's properties."""
        for slot in list(self._root.iter(w("slot"))):
            piece = self._piece(slot.text)
            paragraph = next(slot.iterancestors(w("p")), None)
            if piece is None or not piece.is_block or paragraph is None:
                continue
            found = paragraph.find(w("pPr"))
            properties = paragraph.makeelement(w("pPr")) if found is None else found
            self._keep_section(paragraph, properties)
            first, *others = forms(properties, styles)
            begin = self._token(f"filter _blocks(({piece.code}), {piece.run})", tag=piece.tag)
            tail = paragraph.tail
            paragraph.clear()
            paragraph.tag, paragraph.text, paragraph.tail = w("slot"), begin, tail
            paragraph.extend([] if found is None else [first])
            for form in others:
                paragraph.append(self._slot(BETWEEN))
                paragraph.append(form)
            paragraph.append(self._slot(self._token("endfilter")))

    def _keep_section(self, paragraph: Element, properties: Element) -> None:
        """Moves the section that ends with `paragraph` to an empty one after it."""
        section = properties.find(w("sectPr"))
        if section is not None:
            after = paragraph.makeelement(w("p"))
            after.append(paragraph.makeelement(w("pPr")))
            after[0].append(section)
            _put_after(paragraph, after)

    def take_charts(self, placeholders: Placeholders) -> Iterator[Diagnostic]:
        """Makes each chart whose name is a tag one that takes the tag's value for data."""
        for drawing in self._root.iter(w("drawing")):
            label, chart = next(drawing.iter(_DOC_PR), None), next(drawing.iter(_CHART), None)
            if label is None or chart is None:
                continue
            piece = self._piece(label.get("name"))
            if piece is None or piece.is_statement:
                continue
            try:
                number = placeholders.take(self._part, chart.get(_RELATION, ""))
            except PackageError as error:
                yield piece.tag.diagnostic(codes.CHART, self._file, reason=error.detail)
                continue
            names = {"name": (label, "name"), "alt": (label, "descr"), "relation": (chart, _RELATION)}
            for name, (element, attribute) in names.items():
                element.set(attribute, self._token(f"_drawn.{name}", is_statement=False, tag=piece.tag))
            code = f"set _drawn = ({piece.code})|_chart({number})"
            drawing.addprevious(self._slot(self._token(code, tag=piece.tag)))

    def _check_places(self) -> Iterator[Diagnostic]:
        """Gives values between runs the properties of a plain run; finds those where no text can be."""
        for element in self._root.iter("*"):
            for text in (element.text, *(child.tail for child in element)):
                for found in TOKEN.finditer(text or ""):
                    piece = self._pieces[int(found[1])]
                    if piece.is_statement or element.tag == w("slot"):
                        continue
                    if element.tag in _INLINE:
                        piece.run = self._runs.number(None)
                    elif element.tag in _BLOCK:
                        yield piece.tag.diagnostic(codes.PLACE, self._file)

    def _wrap_headings(self, headings: Mapping[str, int]) -> Iterator[Diagnostic]:
        for paragraph in self._root.iter(w("p")):
            style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
            level = headings.get(style.get(VAL, "")) if style is not None else None
            if level is None:
                continue
            if self._is_whole(paragraph):
                self._wrap_children(paragraph, w("pPr"), f"_heading({level})")
            else:
                piece = next(self._statements_in("".join(paragraph.itertext())))
                yield piece.tag.diagnostic(codes.CROSSING, self._file)

    def _own_statements(self, holder: Element) -> Iterator[Piece]:
        for text in (holder.text, *(child.tail for child in holder)):
            yield from self._statements_in(text)

    def _is_whole(self, element: Element) -> bool:
        """Whether every block that begins inside `element` ends there, and the other way round."""
        depth = 0
        for piece in self._statements_in("".join(element.itertext())):
            depth += (piece.keyword in ENDS) - (piece.keyword in ENDS.values())
            if depth < 0:
                return False
        return depth == 0

    def _has_moving_columns(self, table: Element) -> bool:
        rows = [row for row in table.iter(w("tr")) if any(True for _ in self._own_statements(row))]
        spans = (span.get(VAL, "") for span in table.iter(w("gridSpan")))
        return bool(rows or any(map(TOKEN.search, spans))) and self._is_whole(table)

    def _wrap_children(self, element: Element, properties: str, name: str) -> None:
        """Puts the content of `element` after its `properties` through the filter `name`."""
        begin, end = self._slot(self._token(f"filter {name}")), self._slot(self._token("endfilter"))
        first = element.find(properties)
        if first is not None:
            _put_after(first, begin)
        else:
            begin.tail, element.text = element.text, None
            element.insert(0, begin)
        element.append(end)

    def _wrap_around(self, element: Element, name: str) -> None:
        element.addprevious(self._slot(self._token(f"filter {name}")))
        _put_after(element, self._slot(self._token("endfilter")))

    def take_contents(self) -> int | None:
        """Puts `<w:contents>` with its paragraph properties in the place of each paragraph `{{ toc }}`.

        The number of the run properties of the first, or None where there is none. A section that ended
        with the paragraph ends with an empty one after it.
        """
        number = None
        self._drop_bookmarks("_GoBack")
        for paragraph in list(self._root.iter(w("p"))):
            piece = self._piece("".join(paragraph.itertext()))
            if piece is None or piece.is_statement or piece.code != "toc":
                continue
            number = piece.run if number is None else number
            self._contents(paragraph)
        if number is not None:
            self._drop_bookmarks("_Toc")
        return number

    def _drop_bookmarks(self, prefix: str) -> None:
        """Takes away what Word marks for itself: in a loop the same name would come twice."""
        marks = [
            mark for mark in self._root.iter(w("bookmarkStart")) if mark.get(w("name"), "").startswith(prefix)
        ]
        numbers = {mark.get(w("id")) for mark in marks}
        marks += [mark for mark in self._root.iter(w("bookmarkEnd")) if mark.get(w("id")) in numbers]
        for mark in marks:
            slot = self._slot("")
            slot.tail = mark.tail
            mark.getparent().replace(mark, slot)

    def _contents(self, paragraph: Element) -> None:
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = paragraph.makeelement(w("pPr"))
        self._keep_section(paragraph, properties)
        tail = paragraph.tail
        style = properties.find(w("pStyle"))
        if style is None:
            style = paragraph.makeelement(w("pStyle"))
            properties.insert(0, style)
        style.set(VAL, LEVEL + style.get(VAL, ""))
        kept = copy.deepcopy(properties)
        paragraph.clear()
        paragraph.tag, paragraph.tail = w("contents"), tail
        paragraph.append(kept)
