"""Tells sections: the page of each, and which header and footer stands on which of its pages.

A section without a header of its own shows the one before it; first and even pages count where switched on.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from lxml import etree

from reportgen.ooxml.look import Look, attributes, is_on, local, told
from reportgen.ooxml.names import R, w

_OTHERWISE = {
    "headerReference",
    "footerReference",
    "titlePg",
    "docGrid",
    "formProt",
    "paperSrc",
    "printerSettings",
}
_PLAIN = {
    "type": "nextPage",
    "pgSz orient": "portrait",
    "pgMar gutter": "0",
    "pgNumType fmt": "decimal",
    "cols num": "1",
    "cols space": "720",
    "cols equalWidth": "1",
    "textDirection": "lrTb",
    "vAlign": "top",
    "bidi": "0",
}


def section_look(section: etree._Element, shown: Container[str]) -> Look:
    """The look of a section: page size, margins, columns, numbering, each attribute by itself.

    The place of a header or footer counts where the section has one, as `shown` by its kind.
    """
    look: Look = {"titlePg": "on"} if is_on(section.find(w("titlePg"))) else {}
    for child in section:
        name = local(child)
        if not name or name in _OTHERWISE:
            continue
        if len(child):
            look[name] = told(child)
        for key, value in attributes(child).items():
            look[name if key == "val" else f"{name} {key}"] = value
    grid = section.find(w("docGrid"))
    if grid is not None and grid.get(w("type"), "default") != "default":
        look["docGrid"] = told(grid)
    for kind in ("header", "footer"):
        if kind not in shown:
            look.pop(f"pgMar {kind}", None)
    return {name: value for name, value in look.items() if _PLAIN.get(name) != value}


def stories(body: etree._Element, even: bool) -> Iterator[tuple[etree._Element, dict[str, str]]]:
    """Each section with the ids of the headers and footers that its pages show, as "header first"."""
    standing: dict[str, str] = {}
    for section in body.iter(w("sectPr")):
        for reference in section:
            if local(reference) in ("headerReference", "footerReference"):
                kind = local(reference).removesuffix("Reference")
                name = f"{kind} {reference.get(w('type'), 'default')}"
                standing = {**standing, name: reference.get(f"{{{R}}}id", "")}
        kinds = {"default": True, "first": is_on(section.find(w("titlePg"))), "even": even}
        yield (
            section,
            {name: standing[name] for name in sorted(standing) if kinds.get(name.split()[-1], True)},
        )
