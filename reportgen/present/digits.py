"""The digits of a whole context, for agencies that write Thai ones."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.model.context import Context, Node, Picture, Shown
from reportgen.model.rich import Rich
from reportgen.thai.output_digits import with_thai_digits


def in_thai(context: Context) -> Context:
    """`context` with Thai digits in its texts, where the language of the text is Thai."""
    return {name: _in_thai(node) for name, node in context.items()}


def _in_thai(node: Node) -> Node:
    if isinstance(node, Rich):
        return node.mapped(lambda each: Shown(with_thai_digits(each), each.origin))
    if isinstance(node, Shown):
        return Shown(with_thai_digits(node), node.origin)
    if isinstance(node, str):
        return with_thai_digits(node)
    if isinstance(node, Mapping):
        return {name: _in_thai(value) for name, value in node.items()}
    if isinstance(node, (list, tuple)) and not isinstance(node, Picture):
        return [_in_thai(value) for value in node]
    return node
