"""Writes the core properties of a DOCX: title, author, dates, language.

Takes every value as an argument, the time too, so that equal arguments give equal bytes.
"""

from __future__ import annotations

from reportgen.ooxml.escape import escape

_OPEN = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)


def core_xml(
    title: str,
    author: str,
    subject: str = "",
    keywords: str = "",
    *,
    created: str,
    modified: str = "",
    language: str = "th-TH",
) -> bytes:
    """`docProps/core.xml`; dates are UTC, "2022-01-05T09:00:00Z", and `modified` "" means as created.

    ValueError on a character that XML cannot hold.
    """
    texts = {
        "dc:title": title,
        "dc:subject": subject,
        "dc:creator": author,
        "cp:keywords": keywords,
        "cp:lastModifiedBy": author,
        "dc:language": language,
    }
    dates = {"dcterms:created": created, "dcterms:modified": modified or created}
    elements = [f"<{name}>{escape(text)}</{name}>" for name, text in texts.items() if text]
    elements += [f'<{name} xsi:type="dcterms:W3CDTF">{escape(date)}</{name}>' for name, date in dates.items()]
    return (_OPEN + "".join(elements) + "</cp:coreProperties>").encode()
