"""The text of a DOCX as lines a person can read and compare, and its XML without what never matters.

Shows what is written, not how it looks; tracked changes count as accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from reportgen.ooxml.names import SPACE, VAL, R, W, w
from reportgen.ooxml.safety import parse_xml

DOCUMENT = "word/document.xml"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_other_part = re.compile(r"word/((?:header|footer|footnotes|endnotes)\d*)\.xml")
_heading_name = re.compile(r"heading ([1-9])", re.IGNORECASE)

_TEXT = {w("t"): None, w("tab"): "\t", w("br"): "⏎", w("cr"): "⏎", w("noBreakHyphen"): "\u2011"}
_GONE = {w("del"), w("moveFrom"), w("pPr"), w("rPr"), w("instrText"), w("delText"), f"{_MC}Fallback"}
_NOISE = {w("proofErr"), w("lastRenderedPageBreak"), w("noProof")}
_IDS = {
    w("bookmarkStart"): (w("id"),),
    w("bookmarkEnd"): (w("id"),),
    f"{_WP}docPr": ("id",),
    w("id"): (VAL,),
}
_DROPPED = (SPACE, f"{_W14}paraId", f"{_W14}textId", f"{_MC}Ignorable")
_RELATIONS = (f"{{{R}}}id", f"{{{R}}}embed", f"{{{R}}}link")


def canonical_text(parts: Mapping[str, bytes]) -> list[str]:
    """The lines of a document: one a paragraph, `| a | b |` a table row, `#` to `#########` a heading.

    A line break shows as ⏎ (also between the paragraphs of one cell), a tab as itself, a drawing as [its
    description]. Headers, footers and notes follow the body, each under its part's name: `[header1]`.
    Raises `PackageError` when there is no body or a part is not safe XML.
    """
    levels = _heading_levels(parts.get("word/styles.xml"))
    lines = list(_lines(parse_xml(parts.get(DOCUMENT, b"")), levels))
    for name in sorted(parts):
        if (found := _other_part.fullmatch(name)) and (text := list(_lines(parse_xml(parts[name]), levels))):
            lines += (f"[{found[1]}]", *text)
    return lines


def canonical_xml(xml: bytes) -> bytes:
    """`xml` in canonical form, to compare two parts that should say the same.

    Ids are numbered anew, rsids and Word's spelling and page marks dropped, neighbouring runs of equal
    properties joined.
    """
    root = parse_xml(xml)
    for element in list(root.iter(*_NOISE)):
        _remove(element)
    for paragraph in root.iter(w("p")):
        _join_runs(paragraph)
    numbers: dict[str, dict[str, str]] = {}
    for element in root.iter("*"):
        _neutralise(element, numbers)
    return etree.tostring(root, method="c14n", exclusive=True, with_comments=False)


def _heading_levels(styles: bytes | None) -> dict[str, int]:
    """The level, from 1, of each style that is a heading by its name or its outline level."""
    levels: dict[str, int] = {}
    for style in parse_xml(styles).iter(w("style")) if styles else ():
        name = style.find(w("name"))
        outline = style.find(f"{w('pPr')}/{w('outlineLvl')}")
        if name is not None and (found := _heading_name.fullmatch(name.get(VAL, ""))):
            levels[style.get(w("styleId"), "")] = int(found[1])
        elif outline is not None and outline.get(VAL, "") in "012345678":
            levels[style.get(w("styleId"), "")] = int(outline.get(VAL, "")) + 1
    return levels


def _lines(container: etree._Element, levels: Mapping[str, int]) -> Iterator[str]:
    carried = ""
    for block in _blocks(container):
        if block.tag == w("tbl"):
            yield from (_row(row) for row in block.iter(w("tr")) if _counts(row, block))
            continue
        text = carried + "".join(_text(block))
        if block.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None:  # joined with the next one
            carried = text
            continue
        carried = ""
        style = block.find(f"{w('pPr')}/{w('pStyle')}")
        level = levels.get(style.get(VAL, ""), 0) if style is not None and text else 0
        yield "#" * level + " " * bool(level) + text
        for box in _boxes(block):
            yield from _lines(box, levels)


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a body, cell, box or note, inside whatever wraps them."""
    for child in container:
        if child.tag in (w("p"), w("tbl")):
            yield child
        elif child.tag not in _GONE:
            yield from _blocks(child)


def _counts(row: etree._Element, table: etree._Element) -> bool:
    """Whether `row` is one of `table` itself, not of a table in a cell of it, and not deleted."""
    return next(row.iterancestors(w("tbl"))) is table and row.find(f"{w('trPr')}/{w('del')}") is None


def _row(row: etree._Element) -> str:
    cells = [
        "⏎".join("".join(_text(paragraph)) for paragraph in cell.iter(w("p")) if _seen(paragraph))
        for cell in row.iterdescendants(w("tc"))
        if next(cell.iterancestors(w("tr"))) is row
    ]
    return f"| {' | '.join(cells)} |"


def _seen(element: etree._Element) -> bool:
    return next(element.iterancestors(f"{_MC}Fallback"), None) is None


def _text(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == w("t"):
            yield child.text or ""
        elif child.tag in _TEXT:
            yield "[page]" if child.get(w("type")) == "page" else _TEXT[child.tag] or ""
        elif child.tag == f"{_WP}docPr":
            yield f"[{child.get('descr') or child.get('name', '')}]"
        elif child.tag not in _GONE and child.tag != w("txbxContent"):
            yield from _text(child)


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    return filter(_seen, paragraph.iter(w("txbxContent")))


def _join_runs(paragraph: etree._Element) -> None:
    previous: etree._Element | None = None
    for child in list(paragraph):
        if child.tag != w("r"):
            previous = None
        elif previous is not None and _properties(previous) == _properties(child):
            for part in [part for part in child if part.tag != w("rPr")]:
                _append(previous, part)
            _remove(child)
        else:
            previous = child
            parts = [part for part in child if part.tag != w("rPr")]
            for part in parts:
                child.remove(part)
            for part in parts:
                _append(child, part)


def _append(run: etree._Element, part: etree._Element) -> None:
    last = run[-1] if len(run) else None
    if last is not None and last.tag == part.tag == w("t"):
        last.text = (last.text or "") + (part.text or "")
        last.set(SPACE, "preserve")
    else:
        run.append(part)


def _properties(run: etree._Element) -> bytes:
    rpr = run.find(w("rPr"))
    return b"" if rpr is None else etree.tostring(rpr, method="c14n", exclusive=True)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _neutralise(element: etree._Element, numbers: dict[str, dict[str, str]]) -> None:
    for name in [str(name) for name in element.attrib]:
        if name.startswith(f"{{{W}}}rsid") or name in _DROPPED:
            del element.attrib[name]
    for name in (*_IDS.get(str(element.tag), ()), *_RELATIONS):
        if name in element.attrib:
            scope = "relation" if name in _RELATIONS else str(element.tag).replace("End", "Start")
            seen = numbers.setdefault(scope, {})
            element.set(name, seen.setdefault(str(element.attrib[name]), str(len(seen) + 1)))
