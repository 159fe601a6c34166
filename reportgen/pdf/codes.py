"""What the PDF stage can say: rules only.

Nothing here runs LibreOffice.
"""

from __future__ import annotations

from reportgen.diagnostics import Rule, Severity
from reportgen.errors import ExitCode

LIBREOFFICE_MISSING = Rule(
    "libreoffice-missing",
    Severity.ERROR,
    "No PDF can be made: LibreOffice was not found on this computer.",
    "Install LibreOffice: on Windows and macOS from www.libreoffice.org, on Debian or Ubuntu with"
    ' "apt install libreoffice-writer". Word files are made without it.',
    exit_code=ExitCode.MISSING,
)
LIBREOFFICE_TIMEOUT = Rule(
    "libreoffice-timeout",
    Severity.ERROR,
    "LibreOffice did not finish the PDF within {seconds} seconds and was stopped.",
    "Try again; if it stays so, open the Word file in LibreOffice and see on which page it stops.",
)
LIBREOFFICE_FAILED = Rule(
    "libreoffice-failed",
    Severity.ERROR,
    "LibreOffice wrote no PDF. It said: {output}",
    "Open the Word file in LibreOffice to see whether it can read it.",
)
FONT_NOT_SHIPPED = Rule(
    "font-not-shipped",
    Severity.ERROR,
    "The PDF draws letters in the font {font} and not in a font of the project: {letters}",
    "Name only a shipped font in the template or profile, or add the font's files to the folder of fonts.",
    exit_code=ExitCode.MISSING,
)
THAI_PAGE_DIGITS = Rule(
    "thai-page-digits",
    Severity.WARNING,
    "The PDF numbers some pages 1 2 3 where the Word file has ๑ ๒ ๓, since they share a header or footer with"
    " pages numbered otherwise.",
    "In Word, give their section a header and footer of its own: switch off Link to Previous.",
)
CONTINUATION_ABSENT = Rule(
    "continuation-absent",
    Severity.NOTE,
    "Page {page} of {pages} in the PDF ends without the first words of the next, since no paragraph begins on"
    " it to which they could be tied.",
    "Write them with a pen, or divide the long paragraph or table.",
)
PDF_UNREADABLE = Rule(
    "pdf-unreadable",
    Severity.ERROR,
    "{file} cannot be read as a PDF, or is damaged.",
    "Open it; if it looks right, print it into a new PDF and attach that.",
)
PDF_LOCKED = Rule(
    "pdf-locked",
    Severity.ERROR,
    "{file} is locked with a password.",
    "Attach a copy without a password.",
)
PDF_TOO_LONG = Rule(
    "pdf-too-long",
    Severity.ERROR,
    "{file} has more than {most} pages.",
    "Attach the pages that the memo needs.",
)

RULES = (
    LIBREOFFICE_MISSING,
    LIBREOFFICE_TIMEOUT,
    LIBREOFFICE_FAILED,
    FONT_NOT_SHIPPED,
    THAI_PAGE_DIGITS,
    CONTINUATION_ABSENT,
    PDF_UNREADABLE,
    PDF_LOCKED,
    PDF_TOO_LONG,
)
