"""Who records something in the ledger, as an option: where the computer does not tell, or tells another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from reportgen.cli.words import Translate

_F = TypeVar("_F", bound=Callable[..., Any])


def by_option(_: Translate) -> Callable[[_F], _F]:
    """The option `--by`, in the argument `by`."""
    return click.option(
        "--by",
        metavar="NAME",
        help=_("Who records this; without it, the name under which you use this computer."),
    )
