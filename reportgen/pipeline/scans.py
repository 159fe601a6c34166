"""Whether a file can be the scan of a paper.

Whether it is the scan of the right one, people see.
"""

from __future__ import annotations

_HEAD = 1024
"""The bytes among which a PDF's first words stand, by what viewers take."""


def is_scan(data: bytes) -> bool:
    """Whether `data` is a PDF that opens, or a picture (JPEG, PNG or TIFF)."""
    if b"%PDF-" in data[:_HEAD]:
        from reportgen.pdf import is_readable  # brings pypdf

        return is_readable(data)
    from reportgen.present.pictures import opens  # brings Pillow

    return opens(data)
