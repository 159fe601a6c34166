"""The compressor is a choice that changes time and size, and nothing that a paper says."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from reportgen.ooxml import package
from reportgen.ooxml.digest import part_hash, read_seal
from reportgen.ooxml.package import ZLIB, ZLIB_NG, has_compressor, pack, read_parts, write_parts
from reportgen.pipeline.make import packing_faults

LONG = "ติดตามและประเมินผล " * 2000


def _filled(bench: Any, compressor: str) -> bytes:
    return bytes(bench.fill(bench.template("{{ text }}"), {"text": LONG}, compressor=compressor))


def test_parts_are_the_same_with_both(bench: Any) -> None:
    assert has_compressor(ZLIB_NG), "the extra `test` brings it"
    plain, other = (read_parts(_filled(bench, each)) for each in (ZLIB, ZLIB_NG))
    assert list(plain) == list(other)
    assert {name: part_hash(data) for name, data in plain.items()} == {
        name: part_hash(data) for name, data in other.items()
    }
    assert read_seal(plain) == read_seal(other)


def test_each_gives_the_same_bytes_again(bench: Any) -> None:
    for each in (ZLIB, ZLIB_NG):
        assert _filled(bench, each) == _filled(bench, each)


def test_without_it_zlib_does_its_work(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _filled(bench, ZLIB)
    for module in ("zlib_ng", "zlib_ng.zlib_ng"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    for kept in (package._compressor, package._deflated_again):
        kept.cache_clear()
    try:
        assert not has_compressor(ZLIB_NG)
        assert _filled(bench, ZLIB_NG) == expected
        assert [each.code for each in packing_faults(ZLIB_NG)] == ["compressor-missing"]
    finally:
        for kept in (package._compressor, package._deflated_again):
            kept.cache_clear()
    assert packing_faults(ZLIB) == ()


def test_packages_within_are_stored() -> None:
    inner = write_parts({"[Content_Types].xml": LONG.encode()})
    for each in (ZLIB, ZLIB_NG):
        for name in ("word/embeddings/chart1.xlsx", "a.docx", "b.png"):
            assert pack(name, inner, 6, each).method == 0
            assert pack(name, inner, 6, each).body == inner
        assert pack("word/document.xml", LONG.encode(), 6, each).method == 8
