"""What a profile asks of the files themselves beside their text: words at the foot of pages, fonts carried.

Decides and fits; the PDF is made elsewhere.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from reportgen import resources
from reportgen.diagnostics import Diagnostic, Rule, Severity
from reportgen.model.profile import Profile
from reportgen.model.workspace import Workspace
from reportgen.ooxml.package import ZLIB

FONT_NOT_EMBEDDED = Rule(
    "font-not-embedded",
    Severity.WARNING,
    "The Word file does not carry the font {font}: it is not among the fonts of the project, or its maker"
    " does not allow it.",
    "Name a shipped font in the profile, or write embed_fonts: ไม่ใช่.",
)
RULES = (FONT_NOT_EMBEDDED,)


class Form(NamedTuple):
    """`continued`: whether the PDF says at the foot of a page how the next begins; `names`, of people and
    units, which its lines keep whole; `embed_fonts`: whether the Word file carries its fonts; `compressor`:
    what packs the Word file."""

    continued: bool = False
    names: tuple[str, ...] = ()
    embed_fonts: bool = False
    compressor: str = ZLIB


PLAIN: Final = Form()
"""Of a paper of which nothing is asked."""


def form_of(agency: Workspace, profile: Profile, *, is_memo: bool = False) -> Form:
    """The form of a paper; only a memo, and what is sent round in its form, has words at the foot."""
    people = (name for each in agency.people for name in (each.full_name, f"{each.given} {each.family}"))
    return Form(
        continued=is_memo and profile.memo.continuation == "พิมพ์",
        names=(*people, *(str(unit.name) for unit in agency.units)),
        embed_fonts=profile.embed_fonts == "ใช่",
        compressor=agency.compressor,
    )


def with_fonts(docx: bytes, font: str, compressor: str) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The Word file carrying the family `font`, sealed again; as it was where that cannot be."""
    from reportgen.ooxml.digest import seal  # this and fontTools are seldom needed
    from reportgen.ooxml.embedding import embedded
    from reportgen.ooxml.fonts import face
    from reportgen.ooxml.package import read_parts, write_parts

    files = sorted(resources.fonts_folder().glob("*.ttf"))
    faces = [found for path in files if (found := face(path.read_bytes())) and found.family == font]
    if not faces or not all(found.may_be_embedded for found in faces):
        return docx, (Diagnostic(FONT_NOT_EMBEDDED, args={"font": font}),)
    return write_parts(seal(embedded(read_parts(docx), faces)), compressor=compressor), ()
