"""The stage `pdf`: a DOCX's bytes to PDF bytes by LibreOffice, in a place of its own."""

from reportgen.pdf.convert import Converted, convert
from reportgen.pdf.join import Joined, Part, join
from reportgen.pdf.office import find_soffice

__all__ = ["Converted", "Joined", "Part", "convert", "find_soffice", "join"]
