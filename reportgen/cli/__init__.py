"""The command line: reads the surroundings once, runs a command, and turns every end into an exit code.

The only package, with `workspace`, that knows the clock, the environment and the current folder.
"""

from __future__ import annotations

import gc
import sys
from typing import Any

import click

from reportgen.cli.run import run


class EntryPoint(click.Command):
    """What the operating system calls: a new program for each run, since its texts have a language."""

    def main(self, args: Any = None, *_args: Any, **_settings: Any) -> Any:
        """Runs with `args`, or with those of the process, and ends it."""
        code = run(sys.argv[1:] if args is None else list(args))
        gc.freeze()  # the memory goes back as a whole: nobody need look for garbage in it first
        sys.exit(code)


main = EntryPoint("reportgen")
