"""The stage `pdf`: a DOCX's bytes to PDF bytes by LibreOffice, in a place of its own."""

import logging

from reportgen.pdf.convert import Converted, convert
from reportgen.pdf.join import Joined, Part, join
from reportgen.pdf.office import find_soffice
from reportgen.pdf.readable import is_readable

__all__ = ["Converted", "Joined", "Part", "convert", "find_soffice", "is_readable", "join"]

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it finds is told as a diagnostic
