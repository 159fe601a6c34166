"""Runs the Jinja source of a compiled template: values become marked runs, failures know their tag.

Works on text from end to end; packing the result is `fill`'s.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import count
from typing import Final, cast

from jinja2 import Template, TemplateError, UndefinedError, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context as Scope
from markupsafe import Markup

from reportgen.diagnostics import Diagnostic
from reportgen.model.context import Chart, Context, Picture
from reportgen.model.rich import Rich
from reportgen.ooxml.escape import escape
from reportgen.ooxml.segments import write_runs
from reportgen.render import codes
from reportgen.render.charts import Gallery
from reportgen.render.compiled import CompiledTemplate, TextPart
from reportgen.render.contents import Outline
from reportgen.render.environment import Budget, Sandbox, TooLargeError, Value
from reportgen.render.pictures import Album
from reportgen.render.rich import BETWEEN, Hand, Links
from reportgen.render.tables import fit_columns, keep_paragraph
from reportgen.render.tags import Tag

_FIRST_DRAWING = 1001  # well above the ids in parts that are copied as they are
_FAILURES: Final = (
    TemplateError, TooLargeError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError,
    RecursionError,
)  # fmt: skip


class Filling(Budget):
    """What one fill collects: headings, pictures, charts, links, drawing ids; `part` is being filled."""

    def __init__(self, first_bookmark: int) -> None:
        super().__init__()
        self.outline = Outline(first_bookmark)
        self.album = Album()
        self.gallery = Gallery()
        self.links = Links()
        self.part = ""
        self.drawings = count(_FIRST_DRAWING)


class Program:
    """A compiled template made runnable, for as many fills as wanted. `TemplateError` for bad Jinja."""

    def __init__(self, compiled: CompiledTemplate) -> None:
        self._runs = compiled.runs
        self._charts = compiled.charts
        sandbox = Sandbox()
        sandbox.filters |= {
            "_run": self._run,
            "_blocks": self._blocks,
            "_chart": self._chart,
            "_text": _text,
            "_heading": _heading,
            "_cell": keep_paragraph,
            "_grid": fit_columns,
        }
        self.parts = [(part, sandbox.from_string(part.source)) for part in compiled.parts]

    @pass_context
    def _run(self, context: Scope, value: Value, number: int) -> Markup:
        """`value` as runs with the properties of pair `number`."""
        if isinstance(value, Picture):
            filling = _filling(context)
            rpr = self._runs[number][1]
            return Markup(filling.album.run(value, filling.part, next(filling.drawings), rpr))
        if isinstance(value, Rich):
            return Markup(self._hand(context, number).within(value))
        return Markup(write_runs(_shown(value), *self._runs[number]))

    @pass_context
    def _blocks(self, context: Scope, properties: str, value: Value, number: int) -> Markup:
        """`value` as paragraphs and tables, with forms of `properties` and the runs of pair `number`."""
        forms = str(properties).split(BETWEEN)
        if isinstance(value, Rich):
            return Markup(self._hand(context, number).blocks(value, forms))
        return Markup(f"<w:p>{forms[0]}{self._run(context, value, number)}</w:p>")

    def _hand(self, context: Scope, number: int) -> Hand:
        filling = _filling(context)
        return Hand(self._runs[number], filling.links, filling.part)

    @pass_context
    def _chart(self, context: Scope, value: Value, number: int) -> dict[str, str]:
        """What the drawing of placeholder `number` needs to show `value`."""
        if not isinstance(value, Chart):
            str(value)  # a missing name complains here
            raise TypeError("the value is no data for a chart")
        filling = _filling(context)
        return filling.gallery.place(value, self._charts[number], filling.part)


def run(
    part: TextPart, template: Template, context: Context, filling: Filling, file: str
) -> str | Diagnostic:
    """The filled text of `part`, or what its first failing tag has to say."""
    filling.part = part.name
    values = {**context, "_fill": filling, "_id": lambda: next(filling.drawings)}
    try:
        return "".join(template.root_render_func(template.new_context(values)))
    except _FAILURES as error:
        return _diagnostic(error, part, _line(error, template), file)


def tag_at(part: TextPart, line: int) -> Tag:
    """The tag on `line` of the part's source, or the nearest before it."""
    at = bisect_right(part.tags, line, key=lambda tag: tag.line) - 1
    return Tag(part.tags[at].text, part.tags[at].where) if at >= 0 else Tag("", part.name)


def _line(error: Exception, template: Template) -> int:
    """The line of the source on which `error` arose: that of the innermost frame of the template's code."""
    line = 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals is template.root_render_func.__globals__:
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line


def _diagnostic(error: Exception, part: TextPart, line: int, file: str) -> Diagnostic:
    tag = tag_at(part, line)
    reason = str(error).rstrip(".") or type(error).__name__
    if isinstance(error, TooLargeError):
        return tag.diagnostic(codes.TOO_LARGE, file)
    if isinstance(error, SecurityError):
        return tag.diagnostic(codes.FORBIDDEN, file, reason=reason)
    rule = codes.MISSING_NAME if isinstance(error, UndefinedError) else codes.FAILED
    return tag.diagnostic(rule, file, reason=reason)


def _filling(context: Scope) -> Filling:
    return cast(Filling, context.parent["_fill"])


@pass_context
def _heading(context: Scope, content: str, level: int) -> Markup:
    return _filling(context).outline.heading(content, level)


def _text(value: Value) -> Markup:
    """`value` as escaped text, for an attribute or a field code."""
    return Markup(escape(_shown(value)))


def _shown(value: Value) -> str:
    """`value` as it prints. TypeError for what is no text: better no paper than "None" in one."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    str(value)  # a missing name complains here
    kinds = {type(None): "empty", bool: "yes or no", Picture: "a picture", Chart: "a chart"}
    if isinstance(value, Mapping):
        kind = "a group of values"
    else:
        kind = kinds.get(type(value), "a list" if hasattr(value, "__len__") else "no text")
    raise TypeError(f"the value is {kind}, and only text or a whole number can be shown here")
