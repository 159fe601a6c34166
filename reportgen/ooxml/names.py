"""Names of WordprocessingML for lxml.

Holds only the namespaces and attributes that several modules of this package share.
"""

from __future__ import annotations

from typing import Final

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """`name` in the main namespace, as lxml writes it: "p" → "{http://…/main}p"."""
    return f"{{{W}}}{name}"


VAL: Final = w("val")
