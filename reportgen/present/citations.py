"""What a text cites: quantities, `[[2565-q1:total.disbursed ล้านบาท]]`; money with words, `[[บาท 150.00]]`.

A unit is printed where the citation names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeAlias

from reportgen.diagnostics import Diagnostic, Span
from reportgen.model.context import Context, Node, Picture, Shown
from reportgen.model.figures import Figures, Row
from reportgen.model.quantity import Quantity
from reportgen.model.rich import Rich
from reportgen.model.scalars import PeriodId
from reportgen.present import codes
from reportgen.present.shown import join, millions
from reportgen.present.untold import NOT_RECEIVED, PARTIAL
from reportgen.thai.money import baht_in_words, read_money, show_number
from reportgen.thai.reading import ReadError

CITATION = re.compile(r"\[\[\s*(.*?)\s*\]\]")
_CITED = re.compile(r"(?P<period>[^\s:]+)\s*:\s*(?P<path>.+?)(?:\s+(?P<unit>บาท|ล้านบาท|ร้อยละ))?")
_MONEY = "บาท"
"""What a citation of an amount, printed with its words, begins with."""
_AMOUNTS = ("act", "transfer", "after", "disbursed", "committed", "spent", "balance", "plan")
_RATES = ("disbursed_rate", "spent_rate", "plan_rate", "plan_gap", "share")
_OF_PLAN = ("plan", "plan_rate", "plan_gap")
MEASURES = (*_AMOUNTS, *_RATES)

FiguresOf: TypeAlias = Callable[[PeriodId], Figures | None]
"""The figures of a period, None where there is no such period or it has errors."""


class Citations(NamedTuple):
    """How citations are resolved: whose figures, and with how many decimals million baht are shown."""

    figures_of: FiguresOf
    places: int

    def show(self, expression: str) -> Shown | None:
        """What stands in the brackets as printed text; None where it means nothing."""
        if expression.startswith(_MONEY):
            return _money_with_words(expression.removeprefix(_MONEY).strip())
        found = _CITED.fullmatch(expression)
        if not found:
            return None
        try:
            figures = self.figures_of(PeriodId.read(found["period"]))
        except ReadError:
            return None
        quantity = _quantity(figures, found["path"]) if figures else None
        return self._with_unit(quantity, found["unit"]) if quantity else _without_plan(figures, found["path"])

    def nearest(self, expression: str) -> str:
        """The citation of a quantity that is like one which means nothing; empty where none is like it."""
        found = _CITED.fullmatch(expression)
        try:
            figures = self.figures_of(PeriodId.read(found["period"])) if found else None
        except ReadError:
            return ""
        if found is None or figures is None:
            return ""
        from difflib import get_close_matches  # needed for mistakes alone

        scope, _, measure = found["path"].rpartition(".")
        scopes = get_close_matches(scope.strip(), list(_scopes(figures)), n=1)
        measures = get_close_matches(measure.strip(), MEASURES, n=1)
        if not scopes or not measures:
            return ""
        meant = f"{found['period']}:{scopes[0]}.{measures[0]}"
        whole = f"{meant} {found['unit'] or ''}".rstrip()
        return f"[[{whole if self.show(whole) else meant}]]"

    def _with_unit(self, quantity: Quantity, unit: str | None) -> Shown | None:
        """The number with the unit that the citation names, alone where it names none: people write the
        words around it. None where the unit is not the quantity's."""
        is_money = quantity.unit == "บาท"
        if unit is not None and (unit == "ร้อยละ") is is_money:
            return None
        if quantity.lacking:
            told = self._with_unit(quantity._replace(lacking=frozenset()), unit) if quantity.is_told else None
            return join(told, f" ({PARTIAL})") if told else Shown(f"({NOT_RECEIVED})")
        if unit == "ล้านบาท":
            return Shown(f"{millions(quantity, self.places, cell=False)}\u00a0ล้านบาท", quantity.origin)
        number = show_number(quantity.value)
        with_unit = {None: number, "บาท": f"{number}\u00a0บาท", "ร้อยละ": f"ร้อยละ\u00a0{number}"}
        return Shown(with_unit[unit], quantity.origin)


def resolve(texts: Iterable[Shown], citations: Citations) -> tuple[dict[str, Shown], list[Diagnostic]]:
    """Every citation in `texts` by what stands in its brackets, and those that mean nothing."""
    known: dict[str, Shown] = {}
    unknown: list[Diagnostic] = []
    for text in texts:
        for found in CITATION.finditer(text):
            shown = known.get(found[1]) or citations.show(found[1])
            if shown is None:
                unknown.append(_fault(found, text, citations))
            else:
                known[found[1]] = shown
    return known, unknown


def _fault(found: re.Match[str], text: Shown, citations: Citations) -> Diagnostic:
    """Why what was `found` in the text means nothing."""
    place = text.origin or (Span(""),)
    if found[1].startswith(_MONEY):
        return Diagnostic(codes.CITATION_AMOUNT, place, {"citation": found[0]})
    near = citations.nearest(found[1])
    args = {"citation": found[0], "measures": ", ".join(MEASURES), "nearest": near}
    return Diagnostic(codes.CITATION_UNKNOWN, place, args)


def cite(text: Shown, known: Mapping[str, Shown]) -> Shown:
    """`text` with its citations put in; their origins join its own."""
    if "[[" not in text:
        return text
    if isinstance(text, Rich):
        return text.mapped(lambda each: cite(each, known))
    origin = list(text.origin)

    def put(found: re.Match[str]) -> str:
        shown = known.get(found[1])
        origin.extend(shown.origin if shown else ())
        return found[0] if shown is None else str(shown)

    return Shown(CITATION.sub(put, text), tuple(origin))


def texts_in(node: Node) -> Iterable[Shown]:
    """Every text of a context that came from an input."""
    if isinstance(node, Shown):
        yield node
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from texts_in(value)
    elif isinstance(node, (list, tuple)):
        for value in node:
            yield from texts_in(value)


def cited(context: Context, known: Mapping[str, Shown]) -> Context:
    """A context with every citation put in."""
    return {name: _cite(node, known) for name, node in context.items()} if known else context


def _cite(node: Node, known: Mapping[str, Shown]) -> Node:
    if isinstance(node, Shown):
        return cite(node, known)
    if isinstance(node, Mapping):
        return {name: _cite(value, known) for name, value in node.items()}
    if isinstance(node, (list, tuple)) and not isinstance(node, Picture):
        return [_cite(value, known) for value in node]
    return node


def _money_with_words(text: str) -> Shown | None:
    try:
        amount = read_money(text)
    except ReadError:
        return None
    return Shown(f"{show_number(amount)}\u00a0บาท ({baht_in_words(amount)})")


def _quantity(figures: Figures, path: str) -> Quantity | None:
    """The quantity at `total.disbursed`, `project.oss.spent_rate`, `fund.งบประมาณ 2565.balance` …"""
    scope, _, measure = path.rpartition(".")
    row = _row(figures, scope.strip())
    if row is None or measure.strip() not in MEASURES:
        return None
    value: Quantity | None = getattr(row, measure.strip())
    return value


def _without_plan(figures: Figures | None, path: str) -> Shown | None:
    """What stands for the plan, its rate or its gap where no month of the year is planned."""
    scope, _, measure = path.rpartition(".")
    row = _row(figures, scope.strip()) if figures else None
    is_asked = row is not None and row.plan is None and measure.strip() in _OF_PLAN
    return Shown("(ไม่ได้กำหนดแผน)") if is_asked else None


def _row(figures: Figures, scope: str) -> Row | None:
    kind, _, name = scope.partition(".")
    return _scopes(figures).get(f"{kind}.{name.strip()}" if name else kind)


def _scopes(figures: Figures) -> dict[str, Row]:
    """What has quantities, by how it is cited."""
    return {
        "total": figures.total,
        **{f"group.{row.label}": row for row in figures.groups},
        **{f"fund.{row.label}": row for row in figures.funds},
        **{f"strategy.{each.strategy.id}": each.subtotal for each in figures.strategies},
        **{
            f"project.{each.project.id}": each.row
            for strategy in figures.strategies
            for each in strategy.projects
        },
    }
