"""A day as an option: in any form in which our files may tell one."""

from __future__ import annotations

from datetime import date

from reportgen.diagnostics import Diagnostic
from reportgen.errors import ExitCode, Stop
from reportgen.thai.dates import read_day
from reportgen.thai.reading import ReadError
from reportgen.validate.codes import BY_CODE


def day_option(text: str) -> date:
    """The day in `text`; raises Stop with what is said of such a text in a file."""
    try:
        return read_day(text)
    except ReadError as error:
        rule = BY_CODE[error.code]._replace(exit_code=ExitCode.USAGE)
        raise Stop(Diagnostic(rule, (), {"text": text, **error.args_})) from error
