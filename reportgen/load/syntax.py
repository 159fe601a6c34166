"""What a YAML parser complains of, told by its cause in words for people who do not know YAML.

The parser's own sentence is shown only for causes that are rare.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from reportgen.diagnostics import Rule
from reportgen.load import codes
from reportgen.load.collector import Collector
from reportgen.load.decode import Lines
from reportgen.load.traps import odd_space

_KEY_WITHOUT_SPACE = re.compile(r"[\s-]*[^\s:\"'#\[{-][^\s:]*:(?=[^\s/])")
_KEY_WITHOUT_COLON = re.compile(r"[\s-]*[a-z_]+\s*")
Place = tuple[int, int]


class _Complaint(NamedTuple):
    """What the parser said: `at` is the place it gave up, `since` that of what it was reading."""

    problem: str
    context: str
    at: Place
    since: Place
    lines: Lines

    @property
    def before(self) -> str:
        """The text of the line up to the place."""
        return self.lines.line(self.at[0])[: self.at[1] - 1]

    @property
    def after(self) -> str:
        """The text of the line from the place on."""
        return self.lines.line(self.at[0])[self.at[1] - 1 :]

    @property
    def previous(self) -> int:
        """The number of the nearest line above that has more than space or a comment; 0 if none."""
        number = self.at[0] - 1
        while number and self.lines.line(number).strip()[:1] in ("", "#"):
            number -= 1
        return number


_Verdict = tuple[Rule, Place, dict[str, str]]


def explain(error: yaml.YAMLError, lines: Lines, collector: Collector) -> None:
    """Say what `error` means, at the place where a person would mend it."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        collector.say(codes.YAML_SYNTAX, collector.span(1, 1, 0), problem=str(error))
        return
    at = error.problem_mark.line + 1, error.problem_mark.column + 1
    since = error.context_mark and (error.context_mark.line + 1, error.context_mark.column + 1)
    complaint = _Complaint(error.problem or "", error.context or "", at, since or at, lines)
    rule, place, args = _verdict(complaint)
    collector.say(rule, collector.span(*place), **args)


def _verdict(complaint: _Complaint) -> _Verdict:
    for number in sorted({complaint.previous, complaint.since[0], complaint.at[0]}):
        column = odd_space(complaint.lines.line(number))
        if column:
            return codes.YAML_ODD_SPACE, (number, column), {}
    for word, judge in _JUDGES:
        if word in complaint.problem or word in complaint.context:
            return judge(complaint)
    return codes.YAML_SYNTAX, complaint.at, {"problem": complaint.problem}


def _tab_or_start(complaint: _Complaint) -> _Verdict:
    mark = complaint.after[:1]
    if mark == "\t" or "\t" in complaint.before:
        column = (complaint.before + complaint.after).index("\t") + 1
        return codes.YAML_TAB, (complaint.at[0], column), {}
    return codes.YAML_BAD_START, complaint.at, {"mark": mark}


def _tab(complaint: _Complaint) -> _Verdict:
    return codes.YAML_TAB, complaint.at, {}


def _colon(complaint: _Complaint) -> _Verdict:
    """A colon where no key may be: in a text, or under a line that is no key or begins elsewhere."""
    if re.search(r"\S:\s", complaint.before):
        return codes.YAML_COLON_IN_TEXT, complaint.at, {}
    above = complaint.lines.line(complaint.previous)
    unspaced = _KEY_WITHOUT_SPACE.match(above)
    if unspaced:
        return codes.YAML_KEY_COLON, (complaint.previous, unspaced.end()), {}
    if _KEY_WITHOUT_COLON.fullmatch(above):
        return codes.YAML_KEY_COLON, (complaint.previous, len(above.rstrip()) + 1), {}
    own = len(complaint.before) - len(complaint.before.lstrip()) + 1
    return codes.YAML_INDENT, (complaint.at[0], own), {}


def _key_without_colon(complaint: _Complaint) -> _Verdict:
    number = complaint.since[0]
    line = complaint.lines.line(number)
    unspaced = _KEY_WITHOUT_SPACE.match(line)
    return codes.YAML_KEY_COLON, (number, unspaced.end() if unspaced else len(line.rstrip()) + 1), {}


def _block(complaint: _Complaint) -> _Verdict:
    """Something after a value that was complete: a quote or bracket, a colon, or a line out of line."""
    for line, column in (complaint.at, complaint.since):
        if complaint.lines.line(line)[column - 1 :].startswith(":"):
            return codes.YAML_EMPTY_KEY, (line, column), {}
    last = complaint.before.rstrip()[-1:]
    if last and last in "\"'":
        return codes.YAML_QUOTE, complaint.at, {}
    if last and last in "]}":
        return codes.YAML_BRACKET, complaint.at, {}
    return codes.YAML_INDENT, complaint.at, {}


def _flow(complaint: _Complaint) -> _Verdict:
    """Brackets that do not match, or what cannot stand inside them."""
    if complaint.at[0] == complaint.since[0]:
        last = complaint.before.rstrip()[-1:]
        if last and last in "\"'":
            return codes.YAML_QUOTE, complaint.at, {}
        if complaint.after.startswith(":"):
            return codes.YAML_COLON_IN_TEXT, complaint.at, {}
    return codes.YAML_BRACKET, complaint.since, {}


def _content(complaint: _Complaint) -> _Verdict:
    rule = codes.YAML_EMPTY_KEY if complaint.after.startswith(":") else codes.YAML_BRACKET
    return rule, complaint.at, {}


def _escape(complaint: _Complaint) -> _Verdict:
    digits = complaint.after[: 4 if complaint.before.endswith("u") else 8]
    if re.fullmatch(r"(0000)?[dD][89a-fA-F][0-9a-fA-F]{2}", digits):
        return codes.TEXT_SURROGATE, complaint.since, {"what": f"U+{digits[-4:].upper()}"}
    backslash = (complaint.before + complaint.after[:1]).rfind("\\")
    return codes.YAML_ESCAPE, (complaint.at[0], backslash + 1), {}


def _since(rule: Rule) -> Callable[[_Complaint], _Verdict]:
    return lambda complaint: (rule, complaint.since, {})


def _start(complaint: _Complaint) -> _Verdict:
    line, column = complaint.since
    return codes.YAML_BAD_START, complaint.since, {"mark": complaint.lines.line(line)[column - 1 :][:1]}


# Words of libyaml and of PyYAML's own parser, which differ slightly; the first that is found judges.
_JUDGES: tuple[tuple[str, Callable[[_Complaint], _Verdict]], ...] = (
    ("found a tab", _tab),
    ("cannot start any token", _tab_or_start),
    ("mapping values are not allowed", _colon),
    ("entries are not allowed", _start),
    ("could not find expected ':'", _key_without_colon),
    ("scanning an alias", _since(codes.YAML_ALIAS)),
    ("scanning an anchor", _since(codes.YAML_ANCHOR)),
    ("a tag", _since(codes.YAML_TAG)),
    ("tag handle", _since(codes.YAML_TAG)),
    ("unexpected end of stream", _since(codes.YAML_QUOTE)),
    ("unexpected document", _since(codes.YAML_QUOTE)),
    ("escape", _escape),
    ("hexdecimal", _escape),
    ("parsing a flow sequence", _flow),
    ("parsing a flow mapping", _flow),
    ("node content", _content),
    ("parsing a block", _block),
    ("scanning a block scalar", _start),
)
