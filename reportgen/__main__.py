"""The command `reportgen`, and `python -m reportgen`: what must be done before anything is imported."""

from __future__ import annotations

import gc


def main() -> None:
    """Runs the command with the arguments of the process, and ends the process."""
    # What is imported and read is kept to the end: there is no garbage to look for, neither then nor before.
    gc.set_threshold(100_000, 20, 100)
    from reportgen.cli import main as command

    command()


if __name__ == "__main__":
    main()
