"""A memo checked against its workspace: people, dates, numbers, attachments.

Its blocks and its text have modules of their own; what it cites is resolved later.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from typing import TypeAlias

from reportgen.diagnostics import NOWHERE, Diagnostic, Span, has_errors
from reportgen.errors import Stop
from reportgen.model.memo import Attachment, Memo, Signer
from reportgen.model.parse import keys_of, parse
from reportgen.model.profile import Profile
from reportgen.model.source import Path, Source, SourceMap, Tree, locate
from reportgen.model.workspace import Workspace
from reportgen.thai.dates import Month
from reportgen.validate import memo_rules as rules
from reportgen.validate.circular import check_circular
from reportgen.validate.decided import check_decided
from reportgen.validate.memo_blocks import check_blocks
from reportgen.validate.names import nearest, span_of, unknown
from reportgen.validate.plan import check_workspace
from reportgen.validate.shape import typed, typed_once
from reportgen.validate.texts import check_plain, check_texts

_STAND_INS: dict[str, Tree] = {
    **dict.fromkeys(("unit", "subject", "to", "via", "signer", "approver"), "-"),
    "body": ["-"],
}
"""What stands for a faulty value on which a check of another depends; having no place, it is never told."""

_ID = re.compile(r"[\w-]{,3}|\S{,8}\.|[!-~]+")
"""What is short for something, and so is none of the posts that people write in full."""

_MANY = ("ทุก", "ตามรายชื่อ", "แนบท้าย")
"""What the addressee of a circular has in it."""

FileReader: TypeAlias = Callable[[str], bytes | None]
"""As `PhotoReader`: bytes by workspace-relative name, None where there is none; raises PermissionError
outside, and Stop where what is there is no file that can be read."""


@dataclass(frozen=True, slots=True)
class ValidMemo:
    """A memo and its workspace, None where there is an error; the profile where that is sound."""

    workspace: Workspace | None
    memo: Memo | None
    profile: Profile | None
    diagnostics: tuple[Diagnostic, ...]


def validate_memo(workspace: Source, profile: Source, memo: Source, read: FileReader) -> ValidMemo:
    """Types the three sources and checks the memo against its workspace."""
    found: list[Diagnostic] = []
    agency, of_agency = typed_once(Workspace, workspace)
    style, of_style = typed_once(Profile, profile)
    paper, of_memo = typed(Memo, memo)
    found += (*of_agency, *of_style, *of_memo)
    if agency is not None:
        found += check_workspace(agency, workspace.map)
    found += (*check_texts(memo), *check_plain(memo))
    sound = _sound_part(memo) if paper is None else paper
    if agency is not None and sound is not None:
        said = check_memo(agency, sound, memo.map, memo.file, read)
        found += [each for each in said if NOWHERE not in each.spans]
    if paper is not None:
        found += check_signed(paper, memo.map, memo.file)
    if agency is not None and paper is not None and style is not None:
        found += check_code(agency, style, paper)
    if has_errors(found) or agency is None or paper is None:
        return ValidMemo(None, None, style, tuple(found))
    return ValidMemo(agency, paper, style, tuple(found))


def _sound_part(source: Source) -> Memo | None:
    """The memo without what does not fit its model, so that one run also tells what else is wrong."""
    tree = locate(source)
    if not isinstance(tree, dict) or not tree.keys() & set(keys_of(Memo)):
        return None
    for issue in parse(Memo, tree).issues:
        key, index, *_ = (*issue.path, "", "")
        values = tree.get(str(key))
        if key in _STAND_INS and isinstance(values, list) and isinstance(index, int):
            values[index] = "-"
        elif key in _STAND_INS:
            tree[str(key)] = _STAND_INS[str(key)]
        else:
            tree.pop(str(key), None)
    return parse(Memo, tree).value


def check_memo(
    workspace: Workspace, memo: Memo, places: SourceMap, file: str, read: FileReader
) -> Iterator[Diagnostic]:
    """Everything that the memo's own types cannot tell."""
    yield from _check_people(workspace, memo)
    yield from _check_dates(memo, places)
    yield from _check_series(memo, places)
    yield from check_blocks(memo.body, places)
    if memo.circular is not None:
        yield from _check_signers(workspace, memo.circular.signer)
        yield from check_circular(workspace, memo, memo.circular, places)
    for index, attachment in enumerate(memo.attachments):
        at: Path = ("attachments", index)
        yield from _check_source(attachment, places, at)
        yield from _check_file(attachment, file, read, _is_numbered(memo))


def _is_numbered(memo: Memo) -> bool:
    return memo.number is not None and memo.number.number is not None


def _check_people(workspace: Workspace, memo: Memo) -> Iterator[Diagnostic]:
    units = [name for unit in workspace.units for name in (unit.id, unit.name)]
    people = [person.id for person in workspace.people]
    positions = [person.position for person in workspace.people]
    acted = [person.acting.post for person in workspace.people if person.acting]
    ids = {str(name): unit.id for unit in workspace.units for name in (unit.id, unit.name)}
    if ids.get(memo.unit) != memo.unit:
        said = unknown("unit", memo.unit, ids, "reportgen.yaml")
        near = dict.fromkeys(ids[each] for each in ids if each in said.args["nearest"].split(", "))
        yield said._replace(args={**said.args, "nearest": ", ".join(near)})
    heads = [unit.head for unit in workspace.units if unit.head is not None]
    known = [*units, *people, *positions, *acted, *heads, workspace.agency.name, workspace.agency.short]
    for name in memo.via:
        bare = re.sub(r"\s*\(.*\)\s*$", "", name)  # "ทป. (อ)": the bracket tells who of the unit
        if any(each in name for each in known):  # "ผู้อำนวยการฝ่ายการเงินและบัญชี": who heads the unit
            continue
        if _ID.fullmatch(bare) or nearest(bare, [*units, *people]):
            args = {"name": name, "nearest": nearest(bare, known)}
            yield Diagnostic(rules.VIA_UNKNOWN, (span_of(name),), args)
    yield from _check_signers(workspace, memo.signer)
    if memo.approver is not None and memo.approver not in people:
        yield _person_unknown(memo.approver, workspace)


def check_code(workspace: Workspace, profile: Profile, memo: Memo) -> Iterator[Diagnostic]:
    """Whether the memo's unit has the code that its number begins with."""
    for unit in workspace.units:
        if unit.id == memo.unit and unit.code is None and "{code}" in profile.memo.number:
            yield Diagnostic(rules.CODE_ABSENT, (span_of(unit.id),), {"unit": unit.id})


def check_signed(memo: Memo, places: SourceMap, file: str) -> Iterator[Diagnostic]:
    """Whether anybody signs."""
    if not memo.signer:
        rule = rules.SIGNER_ABSENT if _is_numbered(memo) else rules.SIGNER_MISSING
        yield Diagnostic(rule, (places.keys.get(("signer",), Span(file)),))


def _check_signers(workspace: Workspace, signers: Sequence[Signer]) -> Iterator[Diagnostic]:
    people = [person.id for person in workspace.people]
    seen: set[str] = set()
    for signer in signers:
        if signer.person not in people:
            yield _person_unknown(signer.person, workspace)
        if signer.person in seen:
            yield Diagnostic(rules.SIGNER_TWICE, (span_of(signer.person),), {"person": signer.person})
        seen.add(signer.person)


def _person_unknown(name: str, workspace: Workspace) -> Diagnostic:
    """Says that there is no such id; the nearest is also found by a full name or a post."""
    ids = {
        text: person.id
        for person in workspace.people
        for text in (person.id, person.full_name, person.position)
    }
    said = unknown("person", name, ids, "reportgen.yaml")
    near = said.args["nearest"].partition(", ")[0]
    return said._replace(args={**said.args, "nearest": ids.get(near, "")})


def _check_dates(memo: Memo, places: SourceMap) -> Iterator[Diagnostic]:
    begins = date(memo.date.year, memo.date.month, 1) if isinstance(memo.date, Month) else memo.date
    if memo.number is not None and begins is not None and memo.number.year != begins.year + 543:
        args = {"year": str(memo.number.year), "expected": str(begins.year + 543)}
        yield Diagnostic(rules.NUMBER_YEAR, (places.value(("number",)), places.value(("date",))), args)
    decided = memo.record.decided if memo.record else None
    if decided is not None:
        yield from check_decided(memo, decided, places)


def _check_series(memo: Memo, places: SourceMap) -> Iterator[Diagnostic]:
    """Whether a number of the series of circulars stands on a memo that is none."""
    if memo.number is None or not memo.number.is_circular:
        return
    is_to_many = len(memo.to) > 1 or any(word in name for name in memo.to for word in _MANY)
    if memo.circular is not None or not is_to_many:
        args = {"number": str(memo.number)}
        yield Diagnostic(rules.NUMBER_CIRCULAR, (places.value(("number",)),), args)


def _check_source(attachment: Attachment, places: SourceMap, at: Path) -> Iterator[Diagnostic]:
    """One paper or one file, if a key is written for them; without such a key it is on paper only."""
    paper, file = (places.keys.get((*at, key)) for key in ("paper", "file"))
    if attachment.paper is not None and attachment.file is not None:
        yield Diagnostic(rules.ATTACHMENT_BOTH, tuple(each for each in (file, paper) if each))
    elif attachment.paper is None and attachment.file is None and (paper or file):
        yield Diagnostic(rules.ATTACHMENT_EMPTY, (places.value(at),))


def _check_file(attachment: Attachment, file: str, read: FileReader, numbered: bool) -> Iterator[Diagnostic]:
    if attachment.file is None:
        return
    name = str(PurePosixPath(file).parent / attachment.file.replace("\\", "/"))
    args, where = {"file": attachment.file}, span_of(attachment.file)
    try:
        if PureWindowsPath(attachment.file).drive:
            raise PermissionError(name)
        data = read(name)
    except PermissionError:
        yield Diagnostic(rules.ATTACHMENT_OUTSIDE, (where,), args)
    except Stop as stop:  # a folder, or a name that no disk takes: no reason to end the run
        for each in stop.diagnostics:
            if isinstance(each, Diagnostic):
                yield each._replace(spans=(where,))
    else:
        if data is None:
            rule = rules.ATTACHMENT_ABSENT if numbered else rules.ATTACHMENT_MISSING
            yield Diagnostic(rule, (where,), args)
