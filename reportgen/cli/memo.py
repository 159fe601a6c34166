"""`reportgen memo`: a memo (บันทึกข้อความ) from its YAML file."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen import pipeline
from reportgen.cli.files import memo_file
from reportgen.cli.session import Session
from reportgen.cli.words import Translate


def command(_: Translate) -> click.Command:
    """The command, with its texts from `_`."""

    @click.command(
        "memo",
        help=_(
            "Makes the memo of FILE, a YAML file of the workspace such as memos/2564-11-23-guideline.yaml,"
            " ready to print and sign. A paper that was edited by hand is kept."
        ),
    )
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--draft", is_flag=True, help=_("With the watermark ร่าง on every page."))
    @click.option(
        "--as",
        "form",
        type=click.Choice(["filed"]),
        help=_("filed: with the receipt stamp and the decision that record: tells."),
    )
    @click.option("--pdf", is_flag=True, help=_("Also as PDF."))
    @click.option(
        "--with-attachments",
        "attached",
        is_flag=True,
        help=_("Also one PDF of the memo and all its attachments, which are made or converted."),
    )
    @click.option(
        "--force", is_flag=True, help=_("Replaces files edited by hand; a dated copy of each is kept.")
    )
    @click.pass_obj
    def memo(
        session: Session, file: Path, draft: bool, form: str | None, pdf: bool, attached: bool, force: bool
    ) -> int:
        workspace = session.workspace()
        with session.console.busy(_("Making the memo…")):
            name, filed = memo_file(workspace, file), form == "filed"
            if attached:
                result = pipeline.memo_with_attachments(
                    workspace, name, draft=draft, filed=filed, force=force
                )
            else:
                result = pipeline.memo(workspace, name, draft=draft, filed=filed, pdf=pdf, force=force)
        return session.tell(result.diagnostics, result.artifacts)

    return memo
