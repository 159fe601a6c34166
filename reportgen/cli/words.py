"""Makes click speak the reader's language: its "Usage:", its "No such option".

click looks its texts up with the gettext of the process, which knows languages by environment only.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from reportgen import resources
from reportgen.messages import DOMAIN


class Translate(Protocol):
    """`Messages.text`: a text translated, its `{named}` fields filled."""

    def __call__(self, message: str, **fields: str) -> str: ...


@contextmanager
def click_speaks(language: str) -> Iterator[None]:
    """Within it, click's own texts are those of our catalogue."""
    domain, chosen = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, str(resources.locale_folder()))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if chosen is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = chosen
