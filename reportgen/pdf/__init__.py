"""The stage `pdf`: a DOCX's bytes to PDF bytes by LibreOffice, in a place of its own."""

from reportgen.pdf.convert import Converted, convert
from reportgen.pdf.office import find_soffice

__all__ = ["Converted", "convert", "find_soffice"]
