"""The styles of a starting template, written from its measurements.

Styles only: what a paragraph or table looks like wherever it stands; `marking` completes both scripts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportgen.ooxml.measures import Measures, twips
from reportgen.ooxml.names import W

# Each name that builders use → the style's id, and its name in Word (lower case: Word's own styles).
NAMES: Final = {
    "Normal": ("Normal", "Normal"),
    "Body": ("BodyText", "Body Text"),
    "Body Flush": ("BodyFlush", "Body Flush"),
    "List Item": ("ListItem", "List Item"),
    "Heading 1": ("Heading1", "heading 1"),
    "Heading 2": ("Heading2", "heading 2"),
    "Heading 3": ("Heading3", "heading 3"),
    "Cover Title": ("CoverTitle", "Cover Title"),
    "Cover Line": ("CoverLine", "Cover Line"),
    "Caption": ("Caption", "caption"),
    "Picture": ("Picture", "Picture"),
    "Picture Caption": ("PictureCaption", "Picture Caption"),
    "Source": ("Source", "Source"),
    "Note": ("Note", "Note"),
    "Table Text": ("TableText", "Table Text"),
    "Table Number": ("TableNumber", "Table Number"),
    "Table Head": ("TableHead", "Table Head"),
    "Dense Text": ("DenseText", "Dense Text"),
    "Dense Number": ("DenseNumber", "Dense Number"),
    "Dense Head": ("DenseHead", "Dense Head"),
    "Header": ("Header", "header"),
    "Footer": ("Footer", "footer"),
    "TOC Heading": ("TOCHeading", "TOC Heading"),
    "TOC 1": ("TOC1", "toc 1"),
    "TOC 2": ("TOC2", "toc 2"),
    "TOC 3": ("TOC3", "toc 3"),
    "Tag": ("TemplateTag", "Template Tag"),
    "Divider": ("Divider", "Divider"),
}
_CENTRED = '<w:jc w:val="center"/>'
_TOGETHER = "<w:keepNext/><w:keepLines/>"


def style_id(name: str) -> str:
    """The id of the style that builders call `name`: one of `NAMES`, or one that a kind of paper adds."""
    return NAMES[name][0] if name in NAMES else name.replace(" ", "")


def styles_xml(measures: Measures, added: str = "") -> bytes:
    """`word/styles.xml` with every style of `NAMES`, the table style "Report Table", and those `added`."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles xmlns:w="{W}">'
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_size(measures.body_size)}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="240"'
        ' w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        f"{''.join(_paragraph_styles(measures))}{_CHARACTER}{_TABLE}{_report_table(measures)}{added}</w:styles>"
    ).encode()


def _paragraph_styles(measures: Measures) -> Iterator[str]:
    before = round(measures.paragraph_before * 20)
    justified = f'<w:jc w:val="{measures.justification}"/>'
    indent = f'<w:ind w:firstLine="{twips(measures.first_line_indent)}"/>'
    hanging = f'<w:ind w:left="{twips(measures.list_indent)}" w:hanging="{twips(measures.list_hanging)}"/>'
    yield _style("Normal", "")
    yield _style("Body", f"{_space(before)}{indent}{justified}")
    yield _style("Body Flush", '<w:ind w:firstLine="0"/>', based="Body")
    yield _style("List Item", f"{_space(before // 2)}{hanging}{justified}")
    yield from _headings(measures)
    yield _style("Cover Title", f"{_space(120, 120)}{_CENTRED}", f"<w:b/>{_size(measures.cover_title_size)}")
    yield _style("Cover Line", f"{_space(60, 60)}{_CENTRED}", _size(measures.cover_line_size))
    yield from _table_and_picture_texts(measures)
    yield from _margins_and_contents(measures)
    yield _style("Tag", "", f'<w:color w:val="7F7F7F"/>{_size(12)}')
    yield _style("Divider", '<w:spacing w:line="20" w:lineRule="exact"/>', _size(1))


def _headings(measures: Measures) -> Iterator[str]:
    spacing = ("<w:pageBreakBefore/>", _space(0, 240)), ("", _space(240)), ("", _space(120))
    for level, ((page_break, space), size) in enumerate(zip(spacing, measures.heading_sizes, strict=True)):
        yield _style(
            f"Heading {level + 1}",
            f'{_TOGETHER}{page_break}{space}<w:outlineLvl w:val="{level}"/>',
            f"<w:b/>{_size(size)}",
            following="Body",
        )


def _table_and_picture_texts(measures: Measures) -> Iterator[str]:
    caption = f"<w:b/>{_size(measures.caption_size)}"
    tabs = f"<w:tabs>{tab('right', measures.text_width)}</w:tabs>"
    yield _style("Caption", f"{_TOGETHER}{tabs}{_space(240, 60)}", caption)
    yield _style("Picture", f"<w:keepNext/>{_space(120)}{_CENTRED}")
    yield _style("Picture Caption", f"<w:keepLines/>{_space(60, 120)}{_CENTRED}", caption)
    yield _style("Source", _space(60), _size(measures.source_size))
    yield _style("Note", _space(60), _size(measures.source_size), based="Source")
    yield _style("Table Text", "", _size(measures.table_size))
    yield _style("Table Number", '<w:jc w:val="right"/>', based="Table Text")
    yield _style("Table Head", f"<w:keepNext/>{_CENTRED}", "<w:b/>", based="Table Text")
    dense = _size(measures.dense_table_size)
    for kind in ("Text", "Number", "Head"):
        yield _style(f"Dense {kind}", "", dense, based=f"Table {kind}")


def _margins_and_contents(measures: Measures) -> Iterator[str]:
    width = measures.text_width
    tabs = f"<w:tabs>{tab('center', width / 2)}{tab('right', width)}</w:tabs>"
    rule = f'<w:bottom w:val="single" w:sz="4" w:space="2" w:color="{measures.light_rule}"/>'
    yield _style("Header", f"<w:pBdr>{rule}</w:pBdr>{tabs}", _size(measures.header_size))
    yield _style("Footer", tabs, _size(measures.header_size))
    yield _style(
        "TOC Heading", f"<w:keepNext/>{_space(0, 240)}{_CENTRED}", f"<w:b/>{_size(measures.heading_sizes[0])}"
    )
    leader = f"<w:tabs>{tab('right', width, leader='dot')}</w:tabs>"
    for level in range(3):
        space, left = _space(0 if level else 120), f'<w:ind w:left="{twips(0.75 * level)}"/>'
        yield _style(f"TOC {level + 1}", f"{leader}{space}{left}", "" if level else "<w:b/>")


def tab(kind: str, position: float, *, leader: str = "none") -> str:
    """One tab stop at `position` cm: "left", "center", "right", or "clear" to take away a style's own."""
    return f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{twips(position)}"/>'


def _style(name: str, ppr: str, rpr: str = "", *, based: str = "Normal", following: str = "") -> str:
    style_id, shown = NAMES[name]
    custom = (
        "" if shown.islower() or shown in ("Normal", "Body Text", "TOC Heading") else ' w:customStyle="1"'
    )
    default = ' w:default="1"' if name == "Normal" else ""
    links = f'<w:basedOn w:val="{NAMES[based][0]}"/>' if name != "Normal" else ""
    links += f'<w:next w:val="{NAMES[following][0]}"/>' if following else ""
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{style_id}"><w:name w:val="{shown}"/>'
        f"{links}<w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _space(before: int, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


_CHARACTER = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
)
_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def _report_table(measures: Measures) -> str:
    strong, light = (
        f'w:val="single" w:sz="4" w:space="0" w:color="{colour}"'
        for colour in (measures.strong_rule, measures.light_rule)
    )
    above, beside = twips(measures.cell_padding_above), twips(measures.cell_padding)
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        f"<w:top {strong}/><w:bottom {strong}/><w:insideH {strong}/><w:insideV {light}/></w:tblBorders>"
        f'<w:tblCellMar><w:top w:w="{above}" w:type="dxa"/><w:left w:w="{beside}" w:type="dxa"/>'
        f'<w:bottom w:w="{above}" w:type="dxa"/><w:right w:w="{beside}" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
    )
