"""`reportgen doctor`: whether everything that is needed is there, and what to do where it is not.

Ends with 4 where no right paper can be made (a template or font is missing or damaged), with 2 where
nothing can be written; without LibreOffice Word documents are still made, so that it ends with 0.
"""

from __future__ import annotations

import hashlib
import platform
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

import click

from reportgen import pipeline, resources
from reportgen.cli.program import own_version
from reportgen.cli.session import Session, said
from reportgen.cli.words import Translate
from reportgen.errors import ExitCode, Stop
from reportgen.pdf import find_soffice

State = Literal["ok", "limited", "missing"]
_LIBRARIES = ("docxtpl", "Jinja2", "lxml", "pydantic", "pypdf", "python-docx", "PyYAML")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found, and what to do where it is not as it should be."""

    name: str
    state: State
    detail: str
    advice: str = ""
    exit_code: int = ExitCode.DONE


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "doctor",
        help=_(
            "Looks whether everything that is needed is there: versions, templates, fonts, LibreOffice, the"
            " workspace. Ends with 0 where Word documents can be made, even if PDF cannot."
        ),
    )
    @click.pass_obj
    def doctor(session: Session) -> int:
        findings = tuple(examine(session, _))
        code = max(finding.exit_code for finding in findings)
        if session.as_json:
            session.console.json({"findings": findings, "exit_code": code})
            return code
        states = {"ok": _("ok"), "limited": _("limited"), "missing": _("missing")}
        for each in findings:
            session.console.result(f"{states[each.state]}: {each.name}: {each.detail}")
            if each.advice:
                session.console.result(_("  advice: {hint}", hint=each.advice))
        return code

    return doctor


def examine(session: Session, _: Translate) -> Iterator[Finding]:
    """Everything that a run needs, in the order in which it is needed."""
    yield Finding(
        _("program"),
        "ok",
        f"reportgen {own_version()}, Python {platform.python_version()}, {session.platform}",
    )
    yield Finding(_("libraries"), "ok", ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES))
    yield from _templates(_)
    yield _fonts(_)
    yield _office(session, _)
    yield from _workspace(session, _)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def _templates(_: Translate) -> Iterator[Finding]:
    for kind in pipeline.KINDS:
        try:
            size = len(resources.template(kind))
        except FileNotFoundError:
            yield Finding(_("template"), "missing", kind, _again(_), ExitCode.MISSING)
        else:
            yield Finding(_("template"), "ok", f"{kind} ({size:,} B)")


def _fonts(_: Translate) -> Finding:
    try:
        folder = resources.fonts_folder()
        sums = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
        wrong = [name for digest, name in map(str.split, sums) if _digest(folder / name) != digest]
    except OSError as error:
        return Finding(_("fonts"), "missing", str(error), _again(_), ExitCode.MISSING)
    if wrong:
        return Finding(_("fonts"), "missing", ", ".join(wrong), _again(_), ExitCode.MISSING)
    advice = _("To see the papers right in Word, install the fonts of this folder on the computer.")
    return Finding(_("fonts"), "ok", str(folder), advice)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _again(_: Translate) -> str:
    return _("Install reportgen again: files of it are missing or changed.")


def _office(session: Session, _: Translate) -> Finding:
    found = find_soffice(session.environ.get("PATH", ""), session.platform)
    if found:
        return Finding("LibreOffice", "ok", str(found))
    return Finding(
        "LibreOffice",
        "limited",
        _("not found: Word documents can be made, PDF cannot"),
        _("Install LibreOffice from www.libreoffice.org, or with the computer's own installer of programs."),
    )


def _workspace(session: Session, _: Translate) -> Iterator[Finding]:
    try:
        root = session.workspace().root
    except Stop as stop:
        advice = " ".join(session.messages.hint(each) for each in said(stop))
        yield Finding(_("workspace"), "limited", _("none here"), advice)
        return
    yield Finding(_("workspace"), "ok", str(root))
    try:
        with tempfile.TemporaryFile(dir=root):
            pass
    except OSError as error:
        advice = _("Ask for the right to write there, or copy the workspace to a folder of yours.")
        yield Finding(_("writing"), "missing", error.strerror or str(error), advice, ExitCode.USAGE)
        return
    yield Finding(_("writing"), "ok", _("the workspace can be written"))
