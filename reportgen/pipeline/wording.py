"""What a numbered paper says: the part of a memo's file that may not change once it stands on paper.

The file itself lawfully changes later: by its number, by what is recorded of the paper, by its circular.
"""

from __future__ import annotations

import json
from hashlib import sha256

from reportgen.load.yaml_text import load

_LATER = ("number", "date", "record", "circular")
"""Keys that are filled in after a paper was printed; the ledger has number and date by themselves."""


def wording_sha256(data: bytes, *, is_circular: bool) -> str:
    """The hash of what the memo in the YAML `data`, or its circular, says; comments do not count."""
    source = load(data, "memo.yaml").source
    tree = source.tree if source is not None else None
    said = tree.get("circular") if is_circular and isinstance(tree, dict) else tree
    if isinstance(said, dict):
        said = {key: value for key, value in said.items() if key not in _LATER}
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
