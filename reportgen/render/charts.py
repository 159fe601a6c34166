"""Places charts: the chart part, its workbook, and what ties them to the text and the package.

Works on forms made when the template was compiled; the drawing itself stays the template's.
"""

from __future__ import annotations

import posixpath
from typing import Final, NamedTuple

from reportgen.model.context import Chart
from reportgen.ooxml import datasheet
from reportgen.ooxml.chart_form import WORKBOOK, ChartForm, Data, write_chart
from reportgen.ooxml.names import R
from reportgen.render.relations import relations_name, with_relations

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Placeholder(NamedTuple):
    """A chart of a template: the part it was, its form, its other relationships in plain form (b"": none)."""

    part: str
    form: ChartForm
    relations: bytes


class Gallery:
    """The charts of one paper; `types` are the content types of its parts, by name."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self.relations: dict[str, dict[str, tuple[str, str]]] = {}

    def place(self, chart: Chart, placeholder: Placeholder, part: str) -> dict[str, str]:
        """Makes the parts of `chart`, shown in `part`, and says what the drawing needs to show it."""
        name = self._name(placeholder.part)
        title = posixpath.basename(name).removesuffix(".xml")
        workbook = posixpath.join(posixpath.dirname(posixpath.dirname(name)), f"embeddings/{title}.xlsx")
        series = [(each.name, each.values) for each in chart.series]
        unlabelled = [each.unlabelled for each in chart.series]
        data = Data(chart.categories, series, chart.number_format, chart.labelled, chart.title, unlabelled)
        self.parts[name] = f"{_DECLARATION}{write_chart(placeholder.form, data)}".encode()
        self.parts[workbook] = datasheet.datasheet(chart.categories, series, chart.number_format)
        target = posixpath.relpath(workbook, posixpath.dirname(name))
        self.parts[relations_name(name)] = with_relations(
            placeholder.relations, {WORKBOOK: (f"{R}/package", target)}
        )
        self.types |= {name: CONTENT_TYPE, workbook: datasheet.CONTENT_TYPE}
        relation = f"rg-{title}"
        self.relations.setdefault(part, {})[relation] = (
            f"{R}/chart",
            posixpath.relpath(name, posixpath.dirname(part)),
        )
        return {"name": title, "alt": chart.alt, "relation": relation}

    def _name(self, name: str) -> str:
        """`name`, or the next free name like it where a loop shows the placeholder again."""
        stem = name.removesuffix(".xml")
        names = (
            f"{stem}-{again}.xml" if again > 1 else f"{stem}.xml" for again in range(1, len(self.parts) + 2)
        )
        return next(each for each in names if each not in self.parts)
