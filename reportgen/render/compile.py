"""Compiles a template: docxtpl's clean-up, Thai marking, static checks; every fault is reported at its tag.

Slow and thorough, once per template; needs docxtpl and, through it and `ooxml`, lxml, which a fill does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from io import BytesIO

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError

from reportgen.diagnostics import Diagnostic, Span
from reportgen.ooxml.digest import custom_name, part_hash, prepare
from reportgen.ooxml.escape import escape
from reportgen.ooxml.marking import mark_part
from reportgen.ooxml.names import W
from reportgen.ooxml.package import CONTENT_TYPES, PackageError, pack, read_parts
from reportgen.ooxml.safety import Fault, inspect, parse_xml, to_xml
from reportgen.render import codes
from reportgen.render.checks import check_blocks, check_tag
from reportgen.render.compiled import CompiledTemplate, FixedPart, Tag, TextPart
from reportgen.render.contents import PLACEHOLDER, Contents
from reportgen.render.environment import Grammar
from reportgen.render.generate import Code, generate
from reportgen.render.margins import fitted
from reportgen.render.placeholders import Placeholders
from reportgen.render.plumbing import Plumbing, read_plumbing
from reportgen.render.structure import LEVEL, SLOT, Runs, Structure
from reportgen.render.styles import LEVELS, Styles, read_styles
from reportgen.render.tags import TOKEN, Finder, Piece, tokenise, without_reserved
from reportgen.render.translate import translate

_DAMAGED = "it is damaged"
_REASONS = {
    "not-a-package": "it is no Word document, or is protected by a password",
    "encrypted": "it is no Word document, or is protected by a password",
    **dict.fromkeys(("entries", "size", "ratio"), "it is too large"),
}
"""Why a file cannot be read, by the kind of `PackageError`; all else is damage."""
_BEST = 9  # fixed parts are deflated once and copied ever after
_contents = re.compile(r"<w:contents>(.*?)</w:contents>", re.DOTALL)
_style = re.compile(f'<w:pStyle w:val="{LEVEL}([^"]*)"/>')
_bookmark = re.compile(rb'<w:bookmarkStart [^>]*?w:id="(\d{1,9})"')
_LITERALS = {"{_{": '{{ "{{" }}', "{_%": '{{ "{%" }}', "}_}": "}}", "%_}": "%}"}


@dataclass(frozen=True, slots=True)
class CompileResult:
    """The compiled template, or None with every reason why not."""

    compiled: CompiledTemplate | None
    diagnostics: tuple[Diagnostic, ...] = ()


def compile_template(template: bytes, *, font: str, file: str = "template.docx") -> CompileResult:
    """Makes the DOCX `template` ready to fill; values get the properties of their tags, completed for Thai.

    `font` takes the place of theme fonts. `file` names the template in diagnostics.
    """
    try:
        parts = read_parts(template)
        if faults := inspect(parts):
            return CompileResult(None, tuple(_danger(fault, file) for fault in faults))
        plumbing = read_plumbing(parts)
    except PackageError as error:
        return CompileResult(None, (_unreadable(file, _REASONS.get(error.kind, _DAMAGED)),))
    if plumbing is None:
        return CompileResult(None, (_unreadable(file, "it has no body in Word's present format"),))
    fit = fitted(plumbing)
    plumbing.parts.update(fit.parts)
    return _Compiler(plumbing, font, file, has_rooms=fit.is_narrower).compile()


def _unreadable(file: str, reason: str, where: str = "") -> Diagnostic:
    return Diagnostic(codes.UNREADABLE, (Span(file, where=where),), {"reason": reason})


def _danger(fault: Fault, file: str) -> Diagnostic:
    if fault.kind in ("dtd", "malformed"):
        return _unreadable(file, _DAMAGED, fault.part)
    args = {"kind": fault.kind, "detail": fault.detail or fault.part}
    return Diagnostic(codes.UNSAFE, (Span(file, where=fault.part),), args)


class _Compiler:
    """The work on one template."""

    def __init__(self, plumbing: Plumbing, font: str, file: str, *, has_rooms: bool) -> None:
        self._plumbing = plumbing
        self._parts = plumbing.parts
        self._font = font
        self._file = file
        self._runs = Runs(font, has_rooms=has_rooms)
        self._charts = Placeholders(plumbing.parts, font)
        self._faults: list[Diagnostic] = []
        self._contents: Contents | None = None
        self._grammar = Grammar()

    def compile(self) -> CompileResult:
        styles = Styles({}, ("",) * LEVELS)
        if self._plumbing.styles:
            styles = read_styles(parse_xml(self._parts[self._plumbing.styles]))
        texts = [part for name in self._plumbing.text if (part := self._text_part(name, styles)) is not None]
        if self._faults:
            return CompileResult(None, tuple(self._faults))
        return CompileResult(self._assembled(tuple(texts)))

    def _text_part(self, name: str, styles: Styles) -> TextPart | None:
        """The part `name` as code; None if it has no tags, or if it has faults, which are kept."""
        root = parse_xml(without_reserved(to_xml(parse_xml(self._parts[name]))))
        if root.nsmap.get("w") != W:
            self._faults.append(_unreadable(self._file, "it is a strict Open XML document", name))
            return None
        before, finder = len(self._faults), Finder(root, name, self._file)
        self._faults += finder.faults
        if not finder.is_tagged or any(fault.rule is codes.NOT_CLOSED for fault in finder.faults):
            return None
        text, pieces = tokenise(DocxTemplate(BytesIO()).patch_xml(to_xml(root).decode()), finder)
        for piece in pieces:
            self._faults += check_tag(piece, self._grammar, self._file)
        try:
            text = self._structured(text, pieces, name, styles)
        except PackageError:
            self._faults.append(_unreadable(self._file, "a tag breaks it apart", name))
            return None
        self._faults += check_blocks(text, pieces, self._file)
        if len(self._faults) > before:
            return None
        tags = tuple(piece.tag for piece in pieces)
        code = self._code(*_source(text, pieces), tags)
        return None if code is None else TextPart(name, code, tags, self._charts.relations(name))

    def _code(self, source: str, lines: list[tuple[int, int]], tags: tuple[Tag, ...]) -> Code | None:
        """The code of the Jinja `source`; None for a fault, which is kept. `lines` give (line, tag)."""

        def tag_on(line: int) -> int:
            return lines[max(bisect_right(lines, line, key=lambda each: each[0]) - 1, 0)][1]

        try:
            return generate(translate(self._grammar.parse(source), tag_on))
        except TemplateSyntaxError as error:
            tag = tags[tag_on(error.lineno)]
            self._faults.append(tag.diagnostic(codes.SYNTAX, self._file, reason=codes.WRONG))
        return None

    def _structured(self, text: str, pieces: list[Piece], name: str, styles: Styles) -> str:
        """`text` with Thai marked, and tokens in place of runs and around what has to wait for values."""
        root = parse_xml(mark_part(text.encode(), self._font, token=TOKEN))
        structure = Structure(root, pieces, self._runs, name, self._file)
        is_body = name == self._plumbing.text[0]
        structure.lift_runs()
        structure.take_blocks(styles)
        number = structure.take_contents() if is_body else None
        self._faults += structure.take_charts(self._charts)
        self._faults += structure.prepare(styles.headings if is_body else {})
        text = SLOT.sub("", to_xml(root).decode())
        if number is not None and (found := _contents.search(text)):
            self._contents = Contents(tuple(_row(found[1], style) for style in styles.contents), number)
        return _contents.sub(PLACEHOLDER, text)

    def _assembled(self, texts: tuple[TextPart, ...]) -> CompiledTemplate:
        prepared = self._charts.without(prepare(self._parts))
        custom = custom_name(prepared)
        made = {CONTENT_TYPES, self._plumbing.core, custom, *(part.name for part in texts)}
        fixed = {name: data for name, data in prepared.items() if name not in made}
        numbers = (int(number) for data in prepared.values() for number in _bookmark.findall(data))
        return CompiledTemplate(
            parts=texts,
            fixed=tuple(FixedPart(pack(name, data, _BEST), part_hash(data)) for name, data in fixed.items()),
            core=self._plumbing.core,
            custom=(custom, prepared[custom]),
            types=prepared[CONTENT_TYPES],
            runs=self._runs.holds(),
            contents=self._contents,
            first_bookmark=1 + max(numbers, default=0),
            charts=tuple(self._charts.found),
        )


def _row(properties: str, style: str) -> str:
    """The paragraph properties of a contents row in `style`; "" keeps the style of the `{{ toc }}`."""

    def element(found: re.Match[str]) -> str:
        kept = escape(style) or found[1]
        return f'<w:pStyle w:val="{kept}"/>' if kept else ""

    return _style.sub(element, properties)


def _source(text: str, pieces: list[Piece]) -> tuple[str, list[tuple[int, int]]]:
    """`text` as Jinja source, and (line, tag) of each: line breaks are inside tags, so none is printed."""
    output: list[str] = []
    lines: list[tuple[int, int]] = []
    line, end = 1, 0
    for found in TOKEN.finditer(text):
        output.append(_literal(text[end : found.start()]))
        line += output[-1].count("\n") + 1
        end = found.end()
        number = int(found[1])
        output.append(_jinja(pieces[number]))
        lines.append((line, number))
    return "".join([*output, _literal(text[end:])]), lines


def _jinja(piece: Piece) -> str:
    if piece.is_statement:
        return f"{{%\n{piece.code} %}}"
    return f"{{{{\n({piece.code}){'' if piece.run is None else f'|_run({piece.run})'} }}}}"


def _literal(text: str) -> str:
    """Text of the template itself, with docxtpl's way of writing braces that are no tag."""
    for written, meant in _LITERALS.items():
        text = text.replace(written, meant)
    return text
