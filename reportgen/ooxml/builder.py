"""Builds the starting template of a kind of paper, paragraph by paragraph, from measurements.

Everything is set for both scripts; what the tags mean, the template's author and `render` know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reportgen.ooxml.chart_design import ChartDesign, chart_xml, drawing_xml, sample_workbook
from reportgen.ooxml.free_tables import FreeRow, free_table_xml
from reportgen.ooxml.inline import PAGE_NUMBER, TAG, Align, Frame, is_control, paragraph_xml
from reportgen.ooxml.marking import mark_part, mark_settings, mark_styles
from reportgen.ooxml.measures import Measures, twips
from reportgen.ooxml.names import R, W
from reportgen.ooxml.package import write_parts
from reportgen.ooxml.properties import core_xml
from reportgen.ooxml.skeleton import settings_xml, with_relationships
from reportgen.ooxml.styles import Style, style_xml
from reportgen.ooxml.stylesheet import styles_xml, tab
from reportgen.ooxml.tables import BodyRow, Cell, Column, Row, table_xml
from reportgen.ooxml.theme import font_table_xml, theme_xml

__all__ = ["PAGE_NUMBER", "Band", "Cell", "Column", "Lines", "Measures", "Row", "TemplateBuilder"]

Orientation = Literal["portrait", "landscape"]
PageNumberFormat = Literal["decimal", "thaiNumbers", "thaiLetters"]

_DEFAULT = Measures()
_CHART = "\ue012"
_DIVIDER = paragraph_xml("", "Divider")


@dataclass(frozen=True, slots=True)
class Band:
    """The text of a header or footer, `PAGE_NUMBER` in it: at the left, in the middle, at the right."""

    left: str = ""
    centre: str = ""
    right: str = ""


_EMPTY: Final = Band()


@dataclass(frozen=True, slots=True)
class Lines:
    """A header or footer of whole paragraphs, each a text and its style; `objects` as in `paragraph_xml`."""

    lines: tuple[tuple[str, str], ...]
    objects: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Section:
    orientation: Orientation = "portrait"
    page_number_format: PageNumberFormat = "decimal"
    restart: int | None = None
    header: Band | Lines = Band()
    footer: Band | Lines = Band()
    title_page: bool = False
    first_header: Band | Lines = Band()
    first_footer: Band | Lines = Band()


class TemplateBuilder:
    """Collects the body of a template from top to bottom; `save` gives the DOCX."""

    def __init__(
        self, measures: Measures = _DEFAULT, *, title: str = "", styles: Sequence[Style] = ()
    ) -> None:
        """`title` is the template's own, in its properties; a rendered paper gets others. `styles` are those
        of this kind of paper, besides `stylesheet.NAMES`."""
        self._measures = measures
        self._title = title
        self._styles = "".join(map(style_xml, styles))
        self._body: list[str] = []
        self._charts: list[ChartDesign] = []
        self._section = _Section()
        self._text_widths: dict[int, None] = {}  # of sections, in twips
        self._bands: dict[tuple[str, str], int] = {}  # (kind, XML) → number of its part

    @property
    def text_width(self) -> float:
        """Width of the text in the present section, in cm."""
        turned = self._section.orientation == "landscape"
        return self._measures.landscape_text_width if turned else self._measures.text_width

    def paragraph(
        self,
        text: str,
        style: str = "Body",
        *,
        keep_next: bool = False,
        bold: bool | None = None,
        align: Align | None = None,
        strong: str = "",
        frame: Frame | None = None,
    ) -> None:
        """A paragraph in a style by its name; `**…**` in it is bold, or in the style of letters `strong`, a
        newline a line break. With a `frame` it stands there, beside the text."""
        xml = paragraph_xml(
            text, style, align=align, bold=bold, keep_next=keep_next, strong=strong, frame=frame
        )
        self._add(xml)

    def tag(self, text: str) -> None:
        """A line that steers rendering and vanishes with it: `{%p if … %}`, `{%p endif %}`."""
        self._add(paragraph_xml(text, "Tag"))

    def caption(self, text: str, right: str = "") -> None:
        """The caption above a table, kept with it; `right` ("หน่วย : บาท") stands at the right edge."""
        tabs = "" if self._upright else self._moved_tabs("right")
        self._add(paragraph_xml(f"{text}\t{right}" if right else text, "Caption", tabs=tabs))

    def table(
        self,
        columns: Sequence[Column],
        head_rows: Sequence[Sequence[Cell | str]] = (),
        body_rows: Sequence[BodyRow] = (),
        *,
        rules: bool = True,
        dense: bool = False,
    ) -> None:
        """A table within the text: head rows repeat on each page, no row is split.

        A cell of the head covers `span` columns and `rows` rows, as in HTML: the rows under it leave it
        out. Without `rules` the table only places things, such as photographs; a `dense` one is in the
        smallest type, for many columns. ValueError where the columns are wider than the text or a row
        does not fill them.
        """
        width = self.text_width
        self._add(table_xml(columns, head_rows, body_rows, self._measures, width, rules=rules, dense=dense))
        self._add(_DIVIDER)  # tables that touch once the tags are gone would become one

    def free_table(self, steps: int, rows: Sequence[FreeRow | str], *, dense: bool = False) -> None:
        """A table whose columns the values decide: a grid of `steps` equal steps, and tags that say in each
        cell how many it takes, `{% colspan … %}`; a `dense` one is in small letters."""
        self._add(free_table_xml(steps, rows, self._measures, self.text_width, dense=dense))
        self._add(_DIVIDER)

    def picture_placeholder(self, expression: str) -> None:
        """A centred line for a picture, kept with its caption: `{{ expression }}`."""
        self._add(paragraph_xml(f"{{{{ {expression} }}}}", "Picture"))

    def chart(self, expression: str, design: ChartDesign) -> None:
        """A placeholder chart on a centred line, kept with its caption. Its name, which Word shows in the
        selection pane, is the tag `{{ expression }}`: what gives the data."""
        self._charts.append(design)
        number = len(self._charts)
        drawing = drawing_xml(design, f"{{{{ {expression} }}}}", f"chart{number}", number)
        self._add(paragraph_xml(_CHART, "Picture", objects={_CHART: drawing}))

    def toc(self, expression: str = "toc") -> None:
        """The line that rendering replaces with the rows of the table of contents: `{{ toc }}`."""
        self._add(paragraph_xml(f"{{{{ {expression} }}}}", "TOC 1"))

    def section(
        self,
        orientation: Orientation = "portrait",
        *,
        page_number_format: PageNumberFormat | None = None,
        restart: int | None = None,
        header: Band | Lines | None = None,
        footer: Band | Lines | None = None,
        title_page: bool = False,
        first_header: Band | Lines = _EMPTY,
        first_footer: Band | Lines = _EMPTY,
    ) -> None:
        """Begins a section, on a new page unless nothing stands before it.

        What is None stays as in the section before, header and footer set anew to the width of the page;
        `restart` numbers its pages from there. The first page of a `title_page` section has a header and a
        footer of its own, empty unless given.
        """
        if self._body:
            self._add(_DIVIDER.replace("</w:pPr>", f"{self._sectpr()}</w:pPr>"))
        self._section = _Section(
            orientation,
            page_number_format or self._section.page_number_format,
            restart,
            self._section.header if header is None else header,
            self._section.footer if footer is None else footer,
            title_page,
            first_header,
            first_footer,
        )

    def save(self) -> bytes:
        """The DOCX; the same bytes for the same calls."""
        body = "".join(self._body) + self._sectpr()
        font = self._measures.font
        parts = {
            f"word/{kind}{number}.xml": mark_part(xml.encode(), font, token=TAG)
            for (kind, xml), number in self._bands.items()
        }
        document = f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'
        parts["word/document.xml"] = mark_part(document.encode(), font, token=TAG)
        parts["word/styles.xml"] = mark_styles(styles_xml(self._measures, self._styles), font)
        parts["word/settings.xml"] = mark_settings(settings_xml(self._text_widths))
        parts["word/theme.xml"] = theme_xml(font)
        parts["word/fontTable.xml"] = font_table_xml(font)
        for number, design in enumerate(self._charts, start=1):
            parts[f"word/charts/chart{number}.xml"] = chart_xml(design, font).encode()
            parts[f"word/embeddings/chart{number}.xlsx"] = sample_workbook(design)
        parts["docProps/core.xml"] = core_xml(self._title, "", created="1980-01-01T00:00:00Z")
        return write_parts(with_relationships(parts))

    def _add(self, xml: str) -> None:
        self._body.append(xml)

    def _sectpr(self) -> str:
        """The properties of the present section, its headers and footers included."""
        section, measures = self._section, self._measures
        self._text_widths[twips(self.text_width)] = None
        turned = section.orientation == "landscape"
        sides = [measures.top, measures.right, measures.bottom, measures.left]
        paper = [measures.page_width, measures.page_height]
        if turned:  # a quarter turn: the binding edge is on top
            sides, paper = [sides[3], *sides[:3]], paper[::-1]
        top, right, bottom, left = map(twips, sides)
        width, height = map(twips, paper)
        start = "" if section.restart is None else f' w:start="{section.restart}"'
        return (
            f"<w:sectPr>{self._references()}"
            f'<w:pgSz w:w="{width}" w:h="{height}" w:orient="{section.orientation}"/>'
            f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
            f' w:header="{twips(measures.header_distance)}" w:footer="{twips(measures.footer_distance)}"'
            f' w:gutter="0"/><w:pgNumType w:fmt="{section.page_number_format}"{start}/>'
            f"{'<w:titlePg/>' if section.title_page else ''}</w:sectPr>"
        )

    def _references(self) -> str:
        section = self._section
        bands: list[tuple[str, str, Band | Lines]] = [
            ("header", "default", section.header),
            ("footer", "default", section.footer),
        ]
        if section.title_page:
            bands += [("header", "first", section.first_header), ("footer", "first", section.first_footer)]
        if not self._bands and all(band == Band() for *_, band in bands):
            return ""
        return "".join(
            f'<w:{kind}Reference w:type="{pages}" r:id="{kind}{self._band(kind, band)}"/>'
            for kind, pages, band in bands
        )

    def _band(self, kind: str, band: Band | Lines) -> int:
        """The number of the part that holds `band` at the width of the present page."""
        element = {"header": "hdr", "footer": "ftr"}[kind]
        if isinstance(band, Lines):
            objects = dict(band.objects)
            paragraph = "".join(
                paragraph_xml(text, "Tag" if is_control(text) else style, objects=objects)
                for text, style in band.lines
            )
        elif band == Band():
            paragraph = paragraph_xml("", "Normal")
        else:
            tabs = "" if self._upright else self._moved_tabs("center", "right")
            text = f"{band.left}\t{band.centre}\t{band.right}".rstrip("\t")
            paragraph = paragraph_xml(text, kind.capitalize(), tabs=tabs)
        xml = f'<w:{element} xmlns:w="{W}" xmlns:r="{R}">{paragraph}</w:{element}>'
        return self._bands.setdefault((kind, xml), len(self._bands) + 1)

    @property
    def _upright(self) -> bool:
        return self._section.orientation == "portrait"

    def _moved_tabs(self, *kinds: Literal["center", "right"]) -> str:
        """The tab stops that a style has for an upright page, moved to the width of the present one."""
        shares = {"center": 0.5, "right": 1.0}
        cleared = "".join(tab("clear", self._measures.text_width * shares[kind]) for kind in kinds)
        return cleared + "".join(tab(kind, self.text_width * shares[kind]) for kind in kinds)
