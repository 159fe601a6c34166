"""Templates say what Jinja itself makes of them: the same text, or the same kind of failure at the same tag.

The oracle is Jinja's sandbox with our limits; it runs only here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as JINJAS_FILTERS
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as JINJAS_TESTS
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from reportgen import pipeline
from reportgen.diagnostics import Diagnostic
from reportgen.pipeline import make
from reportgen.render import codes, writing
from reportgen.render import compile as compiling
from reportgen.render.compiled import Hold, Tag, TextPart
from reportgen.render.environment import Grammar
from reportgen.render.filters import FILTERS, TESTS
from reportgen.render.generate import generate
from reportgen.render.missing import UnfitError
from reportgen.render.program import Program
from reportgen.render.translate import translate
from reportgen.render.values import LONGEST_TEXT, TURN, TooLargeError, numbers
from reportgen.render.writing import Filling

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.filterwarnings("ignore::SyntaxWarning")  # of the oracle's code

HOLD = Hold("<w:rPr><w:cs/></w:rPr>", "<w:rPr/>")
FAILURES = (
    TemplateError, TooLargeError, UnfitError, TypeError, ValueError, ArithmeticError, LookupError,
    AttributeError, RecursionError,
)  # fmt: skip
LOOP = "index index0 revindex revindex0 first last length depth depth0 previtem nextitem cycle changed"
METHODS: tuple[tuple[type, set[str]], ...] = (
    (LoopContext, set(LOOP.split())),
    (Mapping, {"items", "keys", "values", "get"}),
    (str, {"startswith", "endswith", "lower", "upper", "strip"}),
)


class Oracle(ImmutableSandboxedEnvironment):
    """Jinja, strict and escaping, with the words of our templates and their limits."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, optimized=False)
        self.globals = {"range": numbers}
        self.filters = {
            name: JINJAS_FILTERS[name] for name in FILTERS if name not in ("e", "escape", "batch")
        }
        self.filters |= {"e": str, "escape": str, "batch": FILTERS["batch"], "_turns": turns, "_short": short}
        self.filters |= {"_run": run, "_text": text, "_chart": chart, "_blocks": blocks, "_heading": heading}
        self.filters |= {"_cell": cell, "_grid": grid}
        self.tests = {name: JINJAS_TESTS[name] for name in TESTS}

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return any(isinstance(obj, kind) and attr in names for kind, names in METHODS)

    def wrap_str_format(self, value: Any) -> None:
        return None

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        are_small = all(isinstance(each, (int, float)) and abs(each) < 1e18 for each in (left, right))
        if operator == "**" or (operator != "+" and not are_small):
            raise SecurityError
        if not are_small and isinstance(left, Sequence) and len(left) + len(right) > LONGEST_TEXT:
            raise TooLargeError
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = cast(nodes.Template, Bounds().visit(super()._parse(source, name, filename)))
        tree.set_environment(self)
        return tree


class Lines(CodeGenerator):
    """Jinja's own, which says on which line a `with` stands too."""

    def visit_With(self, node: nodes.With, frame: Frame) -> None:  # noqa: N802
        self.newline(node)
        super().visit_With(node, frame)


Oracle.code_generator_class = Lines


class Bounds(NodeTransformer):
    """Puts our limits around loops and joined texts, and escaping around what is shown."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        self.generic_visit(node)
        size = TURN + sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        node.iter = through(node.iter, "_turns", nodes.Const(size, lineno=node.lineno))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        return through(node, "_short")

    def visit_Filter(self, node: nodes.Filter) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        return through(node, "_short") if node.name == "join" else node

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802
        self.generic_visit(node)
        for number, each in enumerate(node.nodes):
            is_run = isinstance(each, nodes.Filter) and each.name == "_run"
            if not isinstance(each, nodes.TemplateData) and not is_run:
                node.nodes[number] = through(each, "_text")
        return node


def through(node: nodes.Node, name: str, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(cast(nodes.Expr, node), name, list(args), [], None, None, lineno=node.lineno)


@pass_context
def turns(context: Any, items: Any, size: int) -> Any:
    listed = items if isinstance(items, (list, tuple, range)) else list(items)
    context.parent["_fill"].spend(len(listed) * size)
    return listed


def short(joined: str) -> str:
    if len(joined) > LONGEST_TEXT:
        raise TooLargeError
    return joined


@pass_context
def run(context: Any, value: Any, number: int) -> Markup:
    filling = context.parent["_fill"]
    return Markup(filling.runs[number].value(value, filling).decode())


def text(value: Any) -> Markup:
    return Markup(writing.text(value).decode())


@pass_context
def chart(context: Any, value: Any, number: int) -> Any:
    return writing.chart(context.parent["_fill"], value, number)


def through_ours(context: Any, word: Any, content: str, *args: Any) -> Markup:
    out = [content.encode()]
    word(context.parent["_fill"], out, 0, *args)
    return Markup(b"".join(out).decode())


@pass_context
def blocks(context: Any, content: str, value: Any, number: int) -> Markup:
    return through_ours(context, writing.blocks, content, number, value)


@pass_context
def heading(context: Any, content: str, level: int) -> Markup:
    return through_ours(context, writing.heading, content, level)


@pass_context
def cell(context: Any, content: str) -> Markup:
    return through_ours(context, writing.cell, content, 0)


@pass_context
def grid(context: Any, content: str) -> Markup:
    return through_ours(context, writing.grid, content, 0)


def expected(source: str, context: Any, filling: Filling, part: str = "") -> tuple[str, int]:
    """(what Jinja makes of `source`, or the rule that says why not; the line where it failed)."""
    filling.part = part
    values = {**context, "_fill": filling, "_id": lambda: next(filling.drawings)}
    try:
        template = Oracle().from_string(source)
    except TemplateSyntaxError as error:
        return codes.SYNTAX.code, error.lineno
    try:
        return "".join(template.root_render_func(template.new_context(values))), 0
    except FAILURES as error:
        line, trace = 0, error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_globals is template.root_render_func.__globals__:
                line = template.get_corresponding_lineno(trace.tb_lineno)
            trace = trace.tb_next
        kinds = {
            TooLargeError: codes.TOO_LARGE,
            SecurityError: codes.FORBIDDEN,
            UndefinedError: codes.MISSING_NAME,
        }
        return kinds.get(type(error), codes.FAILED).code, line


def found(source: str, context: Any, filling: Filling) -> tuple[str, int]:
    """The same of ours, each line being a tag."""
    tags = tuple(Tag(str(line), "") for line in range(source.count("\n") + 2))
    try:
        code = generate(translate(Grammar().parse(source), lambda line: line))
    except TemplateSyntaxError as error:
        return codes.SYNTAX.code, error.lineno
    result = Program(TextPart("part", code, tags, b"")).run(context, filling, "file")
    if isinstance(result, Diagnostic):
        return result.code, int(result.args["tag"])
    return result.decode(), 0


NAMES = ("title", "count", "flag", "rows", "group", "words", "empty", "nope", "x", "y", "loop")
CONTEXT: dict[str, Any] = {
    "title": "ชื่อ <A> & b", "count": 3, "flag": True, "empty": None, "words": ["ข", "a", "B", "a", "10"],
    "rows": [{"name": "ก", "n": 2, "in": {"a": ["p", "q"]}}, {"name": "B", "n": 1}, {"name": "b", "n": 2}],
    "group": {"name": "กลุ่ม", "items": "keyed", "n": 7}, "y": "outer",
}  # fmt: skip
KEYS = (
    "name", "n", "items", "nmae", "in", "index", "last", "first", "length", "nextitem", "previtem",
    "format",
)  # fmt: skip
CHAINS = (
    "upper", "lower", "trim", "length", "first", "last", "list", "reverse|list", "sort", "unique|list",
    "string", "join", "join('-')", "default('d')", "d('d', true)", "map('upper')|join(',')",
    "map(attribute='name')|list", "map(attribute='n', default=0)|join",
    "sort(attribute='name')|map(attribute='name')|join(' ')", "sort(reverse=true)|first",
    "sort(attribute='n,name')|first", "selectattr('n')|list|length", "batch(2)|list",
    "selectattr('n', 'gt', 1)|map(attribute='name')|join", "select('string')|list",
    "reject('in', 'ab')|list", "rejectattr('in')|list|count", "select|list",
    "unique(attribute='n')|list|length", "map('nothing')|list", "map", "map(attribute='a', b=1)|list",
    "sort(case_sensitive=true)|join", "upper(1)", "batch(0)", "escape",
)  # fmt: skip
CHECKS = (
    "defined", "undefined", "none", "string", "number", "mapping", "boolean", "sequence", "odd", "even",
    "in 'abc'", "eq 3", "ne 'a'", "lt 3", "le 2", "gt 1", "ge 9", "not defined",
)  # fmt: skip
OPERATORS = (
    "+", "-", "*", "/", "//", "%", "**", "~", "==", "!=", "<", "<=", ">", ">=", "in", "and", "or",
)  # fmt: skip

names = st.sampled_from(NAMES)
plain = st.one_of(
    names,
    names,
    st.sampled_from(
        ["1", "0", "2.5", "'a'", "'<b>'", "none", "true", "[]", "[1, 'b']", "(1, 2)", "{'n': 1}"]
    ),
)


def deeper(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def of(form: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.tuples(*parts).map(lambda each: form.format(*each))

    keys = st.sampled_from(KEYS)
    return st.one_of(
        of("({}).{}", inner, keys),
        of("{}.{}", names, keys),
        of("{}['{}']", names, keys),
        of("{}[{}]", inner, inner),
        of("({})[{}:{}]", inner, st.sampled_from(["", "1", "-1"]), st.sampled_from(["", "2", "x"])),
        of("({})|{}", inner, st.sampled_from(CHAINS)),
        of("({}) is {}", inner, st.sampled_from(CHECKS)),
        of("({}) {} ({})", inner, st.sampled_from(OPERATORS), inner),
        of("({}) not in ({})", inner, inner),
        of("1 < ({}) <= {}", inner, inner),
        of("not ({})", inner),
        of("-({})", inner),
        of("({}) if ({}) else ({})", inner, inner, inner),
        of("({}) if ({})", inner, inner),
        of("[{}, ({})]", inner, inner),
        of("{{'k': {}}}", inner),
        of("({}).get({}, 5)", inner, inner),
        of("({}).startswith('a')", inner),
        of("range({})", inner),
        of("loop.cycle('p', {})", inner),
        of("loop.changed({})", inner),
        of("group.items({})", st.just("")),
    )


expressions = st.recursive(plain, deeper, max_leaves=4)


def bodies(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    """Lists of tags and texts, blocks whole."""
    targets = st.sampled_from(["x", "y", "x, y", "title"])
    loops = st.tuples(
        targets, expressions, st.one_of(st.none(), expressions), inner, st.one_of(st.none(), inner)
    )
    arms = st.tuples(
        expressions, inner, st.one_of(st.none(), st.tuples(expressions, inner)), st.one_of(st.none(), inner)
    )

    def loop(parts: tuple[str, str, str | None, list[str], list[str] | None]) -> list[str]:
        target, items, test, body, otherwise = parts
        begin = f"%for {target} in {items}" + (f" if {test}" if test else "")
        return [begin, *body, *(["%else", *otherwise] if otherwise is not None else []), "%endfor"]

    def choice(parts: Any) -> list[str]:
        test, body, more, otherwise = parts
        middle = ["%elif " + more[0], *more[1]] if more else []
        return [
            "%if " + test,
            *body,
            *middle,
            *(["%else", *otherwise] if otherwise is not None else []),
            "%endif",
        ]

    usual = st.sampled_from(["rows", "words", "group.items()", "[1, 2, 3]", "rows[0].in.a"])
    usual_loops = st.tuples(st.sampled_from(["x", "y"]), usual, st.none(), inner, st.none())
    pieces = st.one_of(
        st.sampled_from([["text"], ["<w:p>ก</w:p>"]]),
        expressions.map(lambda said: [said]),
        st.tuples(st.sampled_from(["x", "y", "title", "z"]), expressions).map(
            lambda p: [f"%set {p[0]} = {p[1]}"]
        ),
        loops.map(loop),
        usual_loops.map(loop),
        usual_loops.map(loop),
        arms.map(choice),
        st.tuples(expressions, inner).map(lambda p: [f"%with y = {p[0]}", *p[1], "%endwith"]),
        inner.map(lambda body: ["%filter _cell", *body, "%endfilter"]),
        inner.map(lambda body: ["%filter _heading(1)", *body, "%endfilter"]),
    )
    return st.lists(pieces, max_size=4).map(lambda many: [each for one in many for each in one])


templates = st.recursive(st.just(["text"]), bodies, max_leaves=6)


def as_source(pieces: list[str]) -> str:
    """Jinja with each tag on a line of its own; every other value is one in a run."""
    made = []
    for number, piece in enumerate(pieces):
        if piece.startswith("%"):
            made.append(f"{{%\n{piece[1:]} %}}")
        elif piece in ("text", "<w:p>ก</w:p>"):
            made.append(piece)
        else:
            made.append(f"{{{{\n({piece}){'|_run(0)' if number % 2 else ''} }}}}")
    return "".join(made)


def filling() -> Filling:
    return Filling([HOLD], (), 1)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(templates)
@example(["%with y = title[nope]", "text", "%endwith"])
def test_any_template_does_what_jinja_does(pieces: list[str]) -> None:
    source = as_source(pieces)
    assert found(source, CONTEXT, filling()) == expected(source, CONTEXT, filling())


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    expressions,
    st.sampled_from(["", "%for x in rows", "%for x in words if x != 'a'", "%for x, y in group.items()"]),
)
@example("title ~ [title, nope, ('a' if false)]", "")
def test_any_value_is_what_jinja_makes_of_it(said: str, loop: str) -> None:
    source = as_source([loop, said, "%endfor"] if loop else [said])
    assert found(source, CONTEXT, filling()) == expected(source, CONTEXT, filling())


SCOPES = [
    ["%set x = 1", "x"],
    ["%if flag", "%set x = 1", "%endif", "x", "y"],
    ["%if not flag", "%set y = 'inner'", "%endif", "y"],
    ["%for x in words", "%set y = x", "y", "%endfor", "y"],
    ["%for x in words", "y", "%set y = x", "y", "%endfor", "y"],
    ["%for x in words", "%if loop.first", "%set y = x", "%endif", "y", "%endfor"],
    ["%for x in words", "z", "%endfor", "%set z = 1"],
    ["%set title = 'new'", "%for x in words", "title", "%endfor"],
    ["%for x in words", "%for x in rows", "x.name", "%endfor", "x", "%endfor"],
    ["%for x in rows", "%for y in words", "loop.index", "%endfor", "loop.index", "loop.length", "%endfor"],
    ["%for x in words if loop", "x", "%endfor"],
    ["%for x in words if x == y", "x", "%else", "y", "%set y = 1", "y", "%endfor", "y"],
    ["%with x = 1, y = x", "y", "%endwith"],
    ["%with y = y", "y", "%set y = 2", "y", "%endwith", "y"],
    ["%filter _cell", "%set y = 2", "y", "%endfilter", "y"],
    ["%for x in words if x != 'a'", "loop.index", "loop.last", "loop.length", "loop.revindex", "%endfor"],
    ["%for x in words", "loop.previtem|d('-')", "loop.nextitem|d('-')", "loop.changed(x)|string", "%endfor"],
    ["%for x in words", "%set last = loop", "%endfor", "last"],
    ["%for loop in words", "%endfor"],
    ["%for x in words", "%set loop = 1", "%endfor"],
    ["%for x in range(100000)", "%for y in range(100000)", "%endfor", "%endfor"],
    ["%for x in rows", "%for y in range(50000)", "text", "%endfor", "%endfor", "x"],
]


def test_what_jinja_has_beyond_our_steps_is_refused_at_its_tag() -> None:
    for pieces in (["x", "%set x.y = 1"], ["x", "%set z", "text", "%endset"], ["x", "%include 'x'"]):
        assert found(as_source(pieces), CONTEXT, filling()) == (codes.SYNTAX.code, 3)


@pytest.mark.parametrize("pieces", SCOPES, ids=" ".join)
def test_names_mean_what_they_mean_to_jinja(pieces: list[str]) -> None:
    source = as_source(pieces)
    assert found(source, CONTEXT, filling()) == expected(source, CONTEXT, filling())


@pytest.mark.parametrize("kind", pipeline.KINDS)
def test_shipped_templates_say_what_jinja_makes_of_them(
    make_paper: Callable[[str], object], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources: list[str] = []
    fills: list[tuple[Any, Any]] = []
    source_of, write = compiling._source, make.write

    def noted_source(*args: Any) -> Any:
        made = source_of(*args)
        sources.append(made[0])
        return made

    def noted_write(compiled: Any, context: Any, **options: Any) -> Any:
        fills.append((compiled, context))
        return write(compiled, context, **options)

    monkeypatch.setattr(make, "_compiled", {})  # what other tests of this process compiled
    monkeypatch.setattr(compiling, "_source", noted_source)
    monkeypatch.setattr(make, "write", noted_write)
    make_paper(kind)
    compiled, context = fills[0]
    assert len(sources) == len(compiled.parts)
    ours, theirs = (Filling(compiled.runs, compiled.charts, compiled.first_bookmark) for _ in range(2))
    for part, source in zip(compiled.parts, sources, strict=True):
        made = Program(part).run(context, ours, "file")
        assert isinstance(made, bytes), made
        assert (made.decode(), 0) == expected(source, context, theirs, part.name)
    assert ours.outline.entries == theirs.outline.entries
    assert ours.album.media == theirs.album.media
    assert ours.gallery.parts == theirs.gallery.parts
