"""Checks of a memo against its workspace: people, dates, numbers, lists, tables, attachments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import TypeAlias

from reportgen.diagnostics import Diagnostic, Span, has_errors
from reportgen.model.memo import Attachment, Item, ListEntry, Listing, Memo, Table
from reportgen.model.profile import Profile
from reportgen.model.source import Path, Source, SourceMap
from reportgen.model.workspace import Workspace
from reportgen.thai.dates import Month, show_day
from reportgen.thai.money import baht_in_words, read_money
from reportgen.thai.reading import ReadError
from reportgen.validate import memo_rules as rules
from reportgen.validate.names import nearest, span_of, unknown
from reportgen.validate.plan import check_workspace
from reportgen.validate.shape import typed

DEEPEST_LIST = 4
_TYPED_NUMBER = re.compile(r"\s*(\(?[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})*[.)]|\([ก-ฮ]\))\s")
_WITH_WORDS = re.compile(r"([\d๐-๙][\d๐-๙,]*(?:\.[\d๐-๙]{2})?)\s*บาท\s*\(([ก-๙]+(?:บาท|สตางค์|ถ้วน))\)")

FileReader: TypeAlias = Callable[[str], bytes | None]
"""As `PhotoReader`: bytes by workspace-relative name, None where there is none, PermissionError outside."""


@dataclass(frozen=True, slots=True)
class ValidMemo:
    """A memo and its workspace, None where there is an error."""

    workspace: Workspace | None
    memo: Memo | None
    profile: Profile | None
    diagnostics: tuple[Diagnostic, ...]


def validate_memo(workspace: Source, profile: Source, memo: Source, read: FileReader) -> ValidMemo:
    """Types the three sources and checks the memo against its workspace."""
    found: list[Diagnostic] = []
    values = []
    for model, source in ((Workspace, workspace), (Profile, profile), (Memo, memo)):
        value, faults = typed(model, source)
        values.append(value)
        found += faults
    agency, words, paper = values
    if isinstance(agency, Workspace):
        found += check_workspace(agency, workspace.map)
    if isinstance(agency, Workspace) and isinstance(paper, Memo):
        found += check_memo(agency, paper, memo.map, memo.file, read)
    if has_errors(found) or not (
        isinstance(agency, Workspace) and isinstance(words, Profile) and isinstance(paper, Memo)
    ):
        return ValidMemo(None, None, None, tuple(found))
    return ValidMemo(agency, paper, words, tuple(found))


def check_memo(
    workspace: Workspace, memo: Memo, places: SourceMap, file: str, read: FileReader
) -> Iterator[Diagnostic]:
    """Everything that the memo's own types cannot tell."""
    yield from _check_people(workspace, memo)
    yield from _check_dates(memo, places)
    for index, block in enumerate(memo.body):
        path: Path = ("body", index)
        if isinstance(block, str):
            yield from _check_text(block)
        elif isinstance(block, Listing):
            yield from _check_list(block.list, places, (*path, "list"), 1)
        elif isinstance(block, Table):
            yield from _check_table(block, places, (*path, "table"))
    for index, attachment in enumerate(memo.attachments):
        place = places.value(("attachments", index))
        numbered = memo.number is not None and memo.number.number is not None
        yield from _check_attachment(attachment, place, file, read, numbered)


def _check_people(workspace: Workspace, memo: Memo) -> Iterator[Diagnostic]:
    units = [name for unit in workspace.units for name in (unit.id, unit.name)]
    people = [person.id for person in workspace.people]
    positions = [person.position for person in workspace.people]
    if memo.unit not in units:
        yield unknown("unit", memo.unit, units, "reportgen.yaml")
    known = [*units, *people, *positions]
    for name in memo.via:
        bare = re.sub(r"\s*\(.*\)\s*$", "", name)  # "ทป. (อ)": the bracket tells who of the unit
        if name not in known and bare not in known:
            args = {"name": name, "nearest": nearest(bare, known)}
            yield Diagnostic(rules.VIA_UNKNOWN, (span_of(name),), args)
    seen: set[str] = set()
    for signer in memo.signer:
        if signer.person not in people:
            yield unknown("person", signer.person, people, "reportgen.yaml")
        if signer.person in seen:
            yield Diagnostic(rules.SIGNER_TWICE, (span_of(signer.person),), {"person": signer.person})
        seen.add(signer.person)
    if memo.approver is not None and memo.approver not in people:
        yield unknown("person", memo.approver, people, "reportgen.yaml")


def _check_dates(memo: Memo, places: SourceMap) -> Iterator[Diagnostic]:
    begins = date(memo.date.year, memo.date.month, 1) if isinstance(memo.date, Month) else memo.date
    if memo.number is not None and begins is not None and memo.number.year != begins.year + 543:
        args = {"year": str(memo.number.year), "expected": str(begins.year + 543)}
        yield Diagnostic(rules.NUMBER_YEAR, (places.value(("number",)), places.value(("date",))), args)
    decided = memo.record.decided if memo.record else None
    if decided is None:
        return
    where = ("record", "decided")
    if memo.approver is None:
        yield Diagnostic(rules.DECIDED_WITHOUT_APPROVER, (places.key(where),))
    if begins is not None and decided.date < begins:
        args = {"decided": show_day(decided.date), "date": show_day(begins)}
        yield Diagnostic(rules.DECIDED_EARLY, (places.value((*where, "date")), places.value(("date",))), args)
    if decided.result == "เห็นชอบและสั่งการ" and decided.order is None:
        yield Diagnostic(rules.ORDER_MISSING, (places.value((*where, "result")),))


def _check_text(text: str) -> Iterator[Diagnostic]:
    for found in _WITH_WORDS.finditer(text):
        try:
            right = baht_in_words(read_money(found[1]))
        except ReadError:
            continue
        if right != found[2]:
            args = {"figures": found[1], "right": right, "written": found[2]}
            yield Diagnostic(rules.WORDS_DIFFER, (span_of(text),), args)


def _check_list(
    entries: tuple[ListEntry, ...], places: SourceMap, path: Path, level: int
) -> Iterator[Diagnostic]:
    if level > DEEPEST_LIST:
        yield Diagnostic(rules.LIST_TOO_DEEP, (places.value(path),), {"most": str(DEEPEST_LIST)})
        return
    for index, entry in enumerate(entries):
        text = entry.text if isinstance(entry, Item) else entry
        typed_number = _TYPED_NUMBER.match(text)
        if typed_number:
            yield Diagnostic(rules.NUMBER_TYPED, (span_of(text),), {"number": typed_number[1]})
        yield from _check_text(text)
        if isinstance(entry, Item):
            yield from _check_list(entry.list, places, (*path, index, "list"), level + 1)


def _check_table(block: Table, places: SourceMap, path: Path) -> Iterator[Diagnostic]:
    table = block.table
    columns = str(len(table.columns))
    for key, values in (("align", table.align), ("widths", table.widths)):
        if values and len(values) != len(table.columns):
            args = {"key": key, "given": str(len(values)), "columns": columns}
            yield Diagnostic(rules.COLUMNS_UNEVEN, (places.key((*path, key)),), args)
    for index, row in enumerate(table.rows):
        if len(row) != len(table.columns):
            args = {"cells": str(len(row)), "columns": columns}
            yield Diagnostic(rules.TABLE_UNEVEN, (places.value((*path, "rows", index)),), args)


def _check_attachment(
    attachment: Attachment, place: Span, file: str, read: FileReader, numbered: bool
) -> Iterator[Diagnostic]:
    if attachment.file is None:
        if attachment.paper is None:
            yield Diagnostic(rules.ATTACHMENT_EMPTY, (place,))
        return
    name = str(PurePosixPath(file).parent / attachment.file.replace("\\", "/"))
    args, where = {"file": attachment.file}, span_of(attachment.file)
    try:
        data = read(name)
    except PermissionError:
        yield Diagnostic(rules.ATTACHMENT_OUTSIDE, (where,), args)
        return
    if data is None:
        rule = rules.ATTACHMENT_ABSENT if numbered else rules.ATTACHMENT_MISSING
        yield Diagnostic(rule, (where,), args)
