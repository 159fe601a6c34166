"""Writing the files of `init` and `schema`: text files of ours, none of them a paper."""

from __future__ import annotations

import json
from pathlib import Path

from reportgen import pipeline
from reportgen.cli import codes
from reportgen.diagnostics import Diagnostic
from reportgen.errors import Stop

SCHEMA_FOLDER = ".schemas"


def schema_files() -> dict[str, bytes]:
    """The JSON Schemas by file name; each is called as the file that it describes."""
    return {f"{name}.schema.json": _pretty(schema) for name, schema in pipeline.schemas().items()}


def write(path: Path, data: bytes, *, over: bool) -> None:
    """Writes `data`, making its folder. Raises Stop where that fails, and, unless `over`, where there is
    a file already."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb" if over else "xb") as file:
            file.write(data)
    except OSError as error:
        if not over and path.is_file():
            raise Stop(Diagnostic(codes.FILE_BEGUN, (), {"file": str(path)})) from error
        args = {"file": str(path), "cause": error.strerror or str(error)}
        raise Stop(Diagnostic(codes.NOT_WRITTEN, (), args)) from error


def _pretty(schema: object) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()
