"""A workspace's own values put over its profile's, each with its place, before the profile is typed.

Keys merge to any depth, and lists are replaced; only measures, a list with names in it, are found by name.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields
from decimal import Decimal, InvalidOperation

from reportgen.diagnostics import Diagnostic
from reportgen.model.source import Path, Source, SourceMap, Tree
from reportgen.ooxml.measures import Measures
from reportgen.thai.digits import to_arabic
from reportgen.validate.codes import BY_CODE
from reportgen.validate.fitting import MEASURE_UNFIT, check_measure, check_page, check_value
from reportgen.validate.names import nearest

OVERRIDE, MEASURES = "override", "measures"
_DEFAULT = Measures()
_TEXTS = {field.name for field in fields(Measures) if isinstance(field.default, str)} - {"font"}
_NUMBERS = {field.name for field in fields(Measures) if isinstance(field.default, int | float)}


def overridden(profile: Source, workspace: Source) -> tuple[Source, list[Diagnostic]]:
    """`profile` with what stands under `override:` of `workspace`, and what of it has no place there."""
    own = workspace.tree.get(OVERRIDE) if isinstance(workspace.tree, dict) else None
    if not isinstance(own, dict) or not isinstance(profile.tree, dict):
        return profile, []  # the workspace's own model tells what else may stand there
    merge = _Merge(profile.map, workspace.map)
    tree = merge.merged(profile.tree, own, (), (OVERRIDE,))
    places = SourceMap(profile.file, merge.keys, merge.values, merge.shifts)
    return Source(profile.file, tree, places), merge.found


class _Merge:
    """One merge: the places of the result, and what is wrong."""

    def __init__(self, base: SourceMap, own: SourceMap) -> None:
        self.keys, self.values, self.shifts = dict(base.keys), dict(base.values), dict(base.shifts)
        self.found: list[Diagnostic] = []
        self._own = own

    def merged(self, base: Tree, own: Tree, path: Path, at: Path) -> Tree:
        """What stands at `path` of the profile, with `own`, which stands at `at` of the workspace's file."""
        if isinstance(base, dict) and own is None:
            return base  # a group whose keys are all in comments
        if path == (MEASURES,) and isinstance(base, list):
            return self._measures(base, own, at)
        if not (isinstance(base, dict) and isinstance(own, dict)):
            self._adopt(own, path, at)
            self.found += check_value(path, own, at, self._own)
            return own
        result = dict(base)
        for key, value in own.items():
            self.keys[*path, key] = self._own.key((*at, key))
            result[key] = self.merged(base.get(key), value, (*path, key), (*at, key))
        return result

    def _measures(self, base: list[Tree], own: Tree, at: Path) -> Tree:
        """The profile's measures with those of the workspace, which stand by their names."""
        if not isinstance(own, dict):
            rule = BY_CODE["mapping-expected"]
            self.found += [Diagnostic(rule, (self._own.key(at),), {"key": MEASURES})] if own else []
            return base
        items = {str(item["name"]): item for item in base if isinstance(item, dict) and "name" in item}
        numbers = {name: number for number, name in enumerate(items)}
        known = sorted({*items, *_TEXTS, *_NUMBERS})
        for name, value in own.items():
            there = (*at, name)
            if name not in known:
                args = {"key": name, "nearest": nearest(name, known), "allowed": ", ".join(known)}
                self.found.append(Diagnostic(BY_CODE["key-unknown"], (self._own.key(there),), args))
            elif value is not None:
                path = (MEASURES, numbers.setdefault(name, len(numbers)))
                items[name] = self._measure(items.get(name, {}), name, value, path, there)
        told = {each.args["key"] for each in self.found if each.rule is MEASURE_UNFIT}
        mine = [name for name in own if name in items and name not in told]
        sizes = _numbers([*base, *(items[name] for name in mine)])
        self.found += check_page(
            sizes, {name: self._own.value((*at, name)) for name in mine if name in sizes}
        )
        return list(items.values())

    def _measure(
        self, before: dict[str, Tree], name: str, value: Tree, path: Path, at: Path
    ) -> dict[str, Tree]:
        """A measure as a profile spells it, from a workspace's value, or from its keys."""
        kind = "text" if "text" in before or name in _TEXTS else "value"
        self.values[path] = self._own.key(at)
        if isinstance(value, dict):
            self._adopt(value, path, at)
            spelt, where = value, (*at, kind)
        else:
            self._adopt(value, (*path, kind), at)
            spelt, where = {kind: value}, at
        place, is_text = self._own.value(where), name in _TEXTS
        self.found += check_measure(name, spelt.get(kind), place, is_text=is_text)
        return {"name": name, "source": self._own.file, **spelt}

    def _adopt(self, own: Tree, path: Path, at: Path) -> None:
        """Takes the places of `own`, and of all in it, over from the workspace's file."""
        self.values[path] = self._own.value(at)
        self.shifts.pop(path, None)
        if at in self._own.shifts:
            self.shifts[path] = self._own.shifts[at]
        below = own.items() if isinstance(own, dict) else enumerate(own) if isinstance(own, list) else ()
        for step, value in below:
            if isinstance(step, str):
                self.keys[*path, step] = self._own.key((*at, step))
            self._adopt(value, (*path, step), (*at, step))


def _numbers(measures: Tree) -> dict[str, Decimal]:
    """The measures that are numbers, by name, and those that nobody wrote, as they are without it."""
    found = {name: Decimal(str(getattr(_DEFAULT, name))) for name in _NUMBERS}
    for item in measures if isinstance(measures, list) else ():
        value = item.get("value") if isinstance(item, dict) else None
        if isinstance(item, dict) and isinstance(value, str):
            with suppress(InvalidOperation):
                found[str(item["name"])] = Decimal(to_arabic(value).strip().replace(",", ""))
    return found
