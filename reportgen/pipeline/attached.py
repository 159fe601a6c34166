"""A memo and its attachments as one PDF: each made or converted in this run, then joined.

What the memo's file says of its attachments was checked before; here they are needed. The file of all is
for reading and sending: its parts come from elsewhere, so it is no PDF/A for the archive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reportgen.diagnostics import Diagnostic, Rule, Severity, Span, has_errors
from reportgen.model.document import MemoDocument
from reportgen.model.memo import Attachment
from reportgen.ooxml.package import PackageError, read_parts
from reportgen.ooxml.safety import inspect
from reportgen.pipeline.kinds.guideline import guideline
from reportgen.pipeline.kinds.memo import memo, memo_document, stamp
from reportgen.pipeline.kinds.quarterly import quarterly
from reportgen.pipeline.make import STATE_FOLDER, Artifact, Result, to_pdf
from reportgen.pipeline.papers import paper_named
from reportgen.publish import OnEdited, publish_file
from reportgen.workspace import Workspace

if TYPE_CHECKING:
    from reportgen.pdf import Part

_SUFFIX = "-พร้อมเอกสารแนบ"

ATTACHMENT_KIND = Rule(
    "attachment-kind",
    Severity.ERROR,
    "{file} is neither a PDF nor a Word document, so it cannot go into one PDF.",
    "Save it as PDF and attach that.",
)
ATTACHMENT_NEEDED = Rule(
    "attachment-needed",
    Severity.ERROR,
    "There is no file {file}, so the memo and its attachments cannot be made one PDF.",
    "Put it there, or make the memo without --with-attachments.",
)
ATTACHMENT_UNSAFE = Rule(
    "attachment-unsafe",
    Severity.ERROR,
    "{file} is damaged, or holds what could reach outside it, such as macros; it was not converted.",
    "Save it as PDF and attach that.",
)
ATTACHMENT_UNMARKED = Rule(
    "attachment-unmarked",
    Severity.WARNING,
    "The memo is {secrecy}, and the pages of {attachment} were put into the PDF without that mark.",
    "Unless they bear it already, mark each of them at its head and foot.",
)
ATTACHMENT_FONT = Rule(
    "attachment-font",
    Severity.WARNING,
    "{file} is set in a font that is not here: {font} was put in its place, so its pages may look otherwise.",
    "For its exact looks, open it in Word, save it as PDF, and attach that.",
)
ATTACHMENT_ON_PAPER = Rule(
    "attachment-on-paper",
    Severity.NOTE,
    "{title} names no file, so it is not in the PDF.",
    "Put it with the memo when you send it on.",
)
RULES = (
    *(ATTACHMENT_KIND, ATTACHMENT_NEEDED, ATTACHMENT_UNSAFE),
    *(ATTACHMENT_UNMARKED, ATTACHMENT_FONT, ATTACHMENT_ON_PAPER),
)


def memo_with_attachments(
    workspace: Workspace, file: str, *, draft: bool, filed: bool, force: bool
) -> Result:
    """Makes the memo as `memo` does, with its PDF, the papers of ours that it attaches, and a PDF of all."""
    from reportgen.pdf import Part, join

    made = memo(workspace, file, draft=draft, filed=filed, pdf=True, force=force)
    document, _ = memo_document(workspace, file)
    name = _pdf(made)
    if document is None or name is None or has_errors(made.diagnostics):
        return made
    title = " ".join(str(document.memo.subject).split())
    parts = [Part(title, (workspace.root / name).read_bytes(), name, Span(file))]
    gathering = _Gathering(workspace, document, stamp(document), force, list(made.artifacts))
    for index, attachment in enumerate(document.memo.attachments):
        parts.extend(gathering.part(attachment, document.places.value(("attachments", index))))
    said = (*made.diagnostics, *gathering.said)
    if has_errors(said):
        return Result(said, tuple(gathering.artifacts))
    joined = join(parts, title=title, stamp=gathering.stamp)
    said = (*said, *joined.diagnostics)
    if joined.pdf is None:
        return Result(said, tuple(gathering.artifacts))
    whole = PurePosixPath(name).with_name(f"{PurePosixPath(name).stem}{_SUFFIX}.pdf").as_posix()
    published = publish_file(
        joined.pdf,
        workspace.root / whole,
        name=whole,
        root=workspace.root,
        folder=workspace.root / STATE_FOLDER,
        today=workspace.settings.now.date(),
        on_edited=OnEdited.FORCE if force else OnEdited.STOP,
    )
    one = Artifact(whole, published.outcome, published.changes, published.change_count)
    return Result((*said, *published.diagnostics), (*gathering.artifacts, one))


@dataclass
class _Gathering:
    """Makes the PDF of each attachment, and keeps what was said and made on the way."""

    workspace: Workspace
    document: MemoDocument
    stamp: datetime
    force: bool
    artifacts: list[Artifact]
    said: list[Diagnostic] = field(default_factory=list)

    def part(self, attachment: Attachment, place: Span) -> Iterator[Part]:
        """The attachment as a part; nothing where an error was said."""
        from reportgen.pdf import Part

        if attachment.file is None and attachment.paper is None:
            self._tell(ATTACHMENT_ON_PAPER, place, {"title": " ".join(str(attachment.title).split())})
            return
        if attachment.file is not None:
            name, pdf = str(attachment.file), self._file(attachment.file, place)
        else:
            name, pdf = str(attachment.paper), self._paper(attachment.paper or "")
        if pdf is not None:
            title = " ".join(str(attachment.title).split())
            if self.document.memo.secrecy is not None:
                args = {"secrecy": str(self.document.memo.secrecy), "attachment": title}
                self.said.append(Diagnostic(ATTACHMENT_UNMARKED, (place,), args))
            yield Part(title, pdf, name, place)

    def _file(self, file: str, place: Span) -> bytes | None:
        name = str(PurePosixPath(self.document.name).parent / file.replace("\\", "/"))
        kind, data = PurePosixPath(name).suffix.lower(), self.workspace.read(name)
        if kind not in (".pdf", ".docx"):
            self._tell(ATTACHMENT_KIND, place, {"file": file})
            return None
        if data is None:
            self._tell(ATTACHMENT_NEEDED, place, {"file": file})
            return None
        return data if kind == ".pdf" else self._of_word(file, data, place)

    def _of_word(self, file: str, data: bytes, place: Span) -> bytes | None:
        if not _is_safe(data):
            self._tell(ATTACHMENT_UNSAFE, place, {"file": file})
            return None
        from reportgen.pdf.codes import FONT_NOT_SHIPPED  # brings pypdf

        converted = to_pdf(self.workspace, data, self.stamp)
        for each in converted.diagnostics:
            rule = ATTACHMENT_FONT if each.rule is FONT_NOT_SHIPPED else each.rule
            self.said.append(Diagnostic(rule, (place,), {**each.args, "file": file}))
        return converted.pdf

    def _paper(self, paper: str) -> bytes | None:
        named = paper_named(self.workspace, paper)
        if named is None:
            return None  # as was said of the memo
        kind, period = named
        if kind == "guideline":
            made = guideline(self.workspace, pdf=True, force=self.force)
        else:
            made = quarterly(self.workspace, str(period), pdf=True, force=self.force)
        self.said += made.diagnostics
        self.artifacts += made.artifacts
        name = _pdf(made)
        return None if name is None else (self.workspace.root / name).read_bytes()

    def _tell(self, rule: Rule, place: Span, args: Mapping[str, str]) -> None:
        self.said.append(Diagnostic(rule, (place,), args))


def _is_safe(docx: bytes) -> bool:
    try:
        return not inspect(read_parts(docx))
    except PackageError:
        return False


def _pdf(made: Result) -> str | None:
    """The name of the PDF among what was made."""
    return next((artifact.name for artifact in made.artifacts if artifact.name.endswith(".pdf")), None)
