"""Fills the forms of words that a profile gives: "{section} ({people})".

A name that a form may not use stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportgen.model.context import Shown
from reportgen.present import shown

_field = re.compile(r"\{(\w+)\}")
_OPTIONAL = "|"


def filled(form: str, values: Mapping[str, str]) -> Shown:
    """`form` with its `{names}` replaced, with the origins of what was put in."""
    used = [values[name] for name in _field.findall(form) if name in values]
    text = _field.sub(lambda found: values.get(found[1], found[0]), form)
    return Shown(text, shown.join(*used).origin)


def filled_parts(form: str, values: Mapping[str, str]) -> Shown:
    """The same, leaving out each part, parted by `|`, that has nothing to show."""
    parts = [part for part in form.split(_OPTIONAL) if all(values.get(name) for name in _field.findall(part))]
    return filled("".join(parts).strip(), values)
