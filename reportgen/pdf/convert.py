"""The stage itself: DOCX in, PDF out, with what the PDF tells of its pages and fonts.

LibreOffice makes it once; again only where what is printed of the PDF's own pages was not yet right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reportgen.diagnostics import Diagnostic
from reportgen.ooxml.fonts import DIGITS_FAMILY
from reportgen.ooxml.package import read_parts
from reportgen.pdf import codes, digits, measure
from reportgen.pdf.driver import Place, office
from reportgen.pdf.finish import with_fixed_identity, with_thai_digits
from reportgen.pdf.measure import Heading
from reportgen.pdf.office import kept_of
from reportgen.pdf.settle import settled

_SOME = 12  # letters shown of those drawn in another font


@dataclass(frozen=True, slots=True)
class Converted:
    """A PDF and what it tells.

    `fonts` are PostScript names (`THSarabunNew-Bold`). `page_map` gives for each bookmark of the DOCX the
    label of its page as its PAGEREF field must show it: in the format and count of its section.
    """

    pdf: bytes
    pages: int
    fonts: frozenset[str]
    headings: tuple[Heading, ...]
    page_map: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


def convert(
    docx: bytes,
    *,
    soffice: Path | None,
    fonts: Path,
    scratch: Path,
    base_environ: Mapping[str, str],
    stamp: datetime,
    timeout: float = 120.0,
    allowed_fonts: frozenset[str] = frozenset(),
    continued: bool = False,
    names: Sequence[str] = (),
    keep: bool = False,
) -> Converted:
    """The PDF/A-2b of `docx`, dated `stamp`; the same input gives the same bytes.

    `soffice` is LibreOffice's program (`find_soffice`). `fonts` is the folder of shipped fonts, each file
    named by its PostScript name; a letter drawn in a font neither there nor in `allowed_fonts` (family
    names, as `DejaVuSans`) is a diagnostic, a symbol is not. In `scratch` a folder is made and removed
    again; nothing else is written. Of `base_environ` only what a program needs to start is passed on.
    `timeout` is in seconds, for each start. `continued` asks for the first words of the next page at the foot
    of each; `names`, of people and units, are kept whole where they are short. `keep` leaves LibreOffice
    running in its folder for the next paper of this process, with which both go. Raises `Stop` where
    LibreOffice is missing, or where it is too slow or fails for this paper alone, too.
    """
    parts = read_parts(docx)
    place = Place(soffice, fonts, scratch, kept_of(base_environ), digits.are_printed(parts))
    with office(place, keep=keep) as lent:
        made = settled(parts, lambda copy: lent.pdf(copy, timeout), continued=continued, names=names)
    pdf = with_fixed_identity(with_thai_digits(made.pdf), stamp)
    letters = measure.font_letters(made.reader)
    shipped = {path.stem.partition("-")[0] for path in fonts.glob("*.[ot]tf")}
    known = allowed_fonts | shipped | {DIGITS_FAMILY.replace(" ", "")}
    return Converted(
        pdf=pdf,
        pages=len(made.labels),
        fonts=frozenset(letters),
        headings=measure.headings(made.reader, made.labels),
        page_map=made.page_map,
        diagnostics=(*_foreign(letters, known), *_told(parts, made.wordless, len(made.labels))),
    )


def _foreign(letters: Mapping[str, frozenset[str]], known: frozenset[str]) -> Iterator[Diagnostic]:
    for font, drawn in sorted(letters.items()):
        if drawn and font.partition("-")[0].partition(",")[0] not in known:
            some = " ".join(sorted(drawn)[:_SOME])
            yield Diagnostic(codes.FONT_NOT_SHIPPED, args={"font": font, "letters": some})


def _told(parts: Mapping[str, bytes], wordless: Sequence[int], pages: int) -> Iterator[Diagnostic]:
    if digits.is_mixed(parts):
        yield Diagnostic(codes.THAI_PAGE_DIGITS)
    for page in wordless:
        yield Diagnostic(codes.CONTINUATION_ABSENT, args={"page": str(page), "pages": str(pages)})
