from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.ooxml.package import (
    CONTENT_TYPES,
    Limits,
    PackageError,
    pack,
    packed_parts,
    read_parts,
    write_packed,
    write_parts,
)

TYPES = b"<Types/>"
NAMES = st.from_regex(r"[a-z]{1,8}(/[a-z\u0e01-\u0e2e]{1,8}){0,2}\.(xml|png|xlsx)", fullmatch=True)


def zipped(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return target.getvalue()


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(PackageError) as caught:
        read_parts(data, limits=limits or Limits())
    return caught.value.kind


@given(st.dictionaries(NAMES, st.binary(max_size=200), max_size=6), st.integers(0, 9))
def test_what_is_written_is_read_back_by_us_and_by_the_standard_library(
    content: dict[str, bytes], level: int
) -> None:
    parts = {CONTENT_TYPES: TYPES, **content}
    data = write_parts(parts, level=level)
    assert read_parts(data) == parts
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == parts


def test_parts_stand_in_one_order_whatever_the_order_given() -> None:
    parts = {"word/b.xml": b"b", "_rels/.rels": b"r", "a.xml": b"a", CONTENT_TYPES: TYPES}
    data = write_parts(parts)
    assert list(read_parts(data)) == [CONTENT_TYPES, "_rels/.rels", "a.xml", "word/b.xml"]
    assert write_parts(dict(reversed(parts.items()))) == data


def test_packed_parts_are_copied_without_being_deflated_again() -> None:
    kept = [pack(CONTENT_TYPES, TYPES), pack("word/a.xml", b"a" * 500, level=9)]
    assert write_packed([*kept, pack("word/b.xml", b"b")]) == write_parts(
        {CONTENT_TYPES: TYPES, "word/a.xml": b"a" * 500, "word/b.xml": b"b"}, level=9
    )


def test_entries_are_dated_1980_and_compressed_formats_are_stored() -> None:
    data = write_parts({CONTENT_TYPES: TYPES, "word/embeddings/a.xlsx": b"a" * 99, "word/b.xml": b"b" * 99})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.getinfo("word/embeddings/a.xlsx").compress_type == zipfile.ZIP_STORED
        assert archive.getinfo("word/b.xml").compress_type == zipfile.ZIP_DEFLATED


def test_another_process_writes_the_same_bytes() -> None:
    code = (
        "import sys; from reportgen.ooxml.package import write_parts;"
        "sys.stdout.buffer.write(write_parts({x: x.encode() * 50 for x in {'a', 'b', 'c', 'd', '[C].xml'}}))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_the_modules_that_a_fill_needs_load_neither_lxml_nor_python_docx() -> None:
    code = (
        "import sys; from reportgen.ooxml import package, segments, digest, properties;"
        "sys.exit(bool({'lxml', 'docx', 'zipfile'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-S", "-c", code], env=environment).returncode == 0


@pytest.mark.parametrize(
    "name", ["../x.xml", "/etc/x.xml", "a/../x.xml", "a\\x.xml", "C:x.xml", "a//x.xml", "./x.xml", "a\nb.xml"]
)
def test_a_name_that_could_leave_a_folder_is_refused(name: str) -> None:
    assert refusal(zipped((CONTENT_TYPES, TYPES), (name, b""))) == "path"


def test_a_name_cut_by_a_null_is_refused() -> None:
    data = zipped((CONTENT_TYPES, TYPES), ("a0b.xml", b"")).replace(b"a0b.xml", b"a\0b.xml")
    assert refusal(data) == "path"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("other", ["a.xml", "A.XML"])
def test_two_parts_of_one_name_are_refused(other: str) -> None:
    assert refusal(zipped((CONTENT_TYPES, TYPES), ("a.xml", b"1"), (other, b"2"))) == "duplicate"


def test_bounds_are_held() -> None:
    data = zipped((CONTENT_TYPES, TYPES), ("a.xml", bytes(3000)), ("b.xml", bytes(3000)))
    assert refusal(data, Limits(entries=2)) == "entries"
    assert refusal(data, Limits(single=2999)) == "size"
    assert refusal(data, Limits(total=5000)) == "size"
    assert refusal(data, Limits(packed=100)) == "size"
    assert set(read_parts(data, limits=Limits(entries=3, single=3000, total=6008))) == {
        CONTENT_TYPES,
        "a.xml",
        "b.xml",
    }


def test_a_part_that_swells_beyond_the_ratio_is_refused() -> None:
    data = zipped((CONTENT_TYPES, TYPES), ("a.xml", bytes(2 << 20)))
    assert refusal(data) == "ratio"
    assert len(read_parts(data, limits=Limits(ratio=2000))["a.xml"]) == 2 << 20


def test_a_size_that_the_header_understates_does_not_open_the_door() -> None:
    data = bytearray(zipped((CONTENT_TYPES, TYPES), ("a.xml", bytes(5000))))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 10)
    assert refusal(bytes(data)) == "damaged"


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(zipped((CONTENT_TYPES, TYPES)))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == "encrypted"


def test_other_files_are_not_packages() -> None:
    assert refusal(b"") == "not-a-package"
    assert refusal(b"\xd0\xcf\x11\xe0 an old .doc") == "not-a-package"
    assert refusal(zipped(("readme.txt", b""))) == "not-a-package"
    assert refusal(zipped((CONTENT_TYPES, TYPES))[:-30]) == "damaged"
    assert refusal(zipped((CONTENT_TYPES, TYPES), method=zipfile.ZIP_BZIP2)) == "damaged"


@given(st.binary(max_size=300), st.integers(0, 400))
def test_whatever_comes_is_parts_or_a_package_error(noise: bytes, at: int) -> None:
    whole = zipped((CONTENT_TYPES, TYPES), ("word/document.xml", b"<w/>"))
    for data in (noise, whole[:at] + noise + whole[at + len(noise) :]):
        try:
            read_parts(data)
        except PackageError as error:
            assert error.kind


def test_packed_parts_are_those_that_were_written() -> None:
    parts = {CONTENT_TYPES: b"<Types/>", "word/document.xml": b"<w/>" * 999, "word/media/ก.png": b"\x89PNG"}
    data = write_parts(parts)
    assert write_packed(packed_parts(data)) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each.name: each.size for each in packed_parts(data)} == {
            entry.filename: entry.file_size for entry in archive.infolist()
        }


@pytest.mark.parametrize("cut", [0, 1, 40, 60])
def test_what_is_no_package_of_ours_has_no_packed_parts(cut: int) -> None:
    data = write_parts({CONTENT_TYPES: b"<Types/>", "word/document.xml": b"<w/>" * 99})
    with pytest.raises(PackageError):
        packed_parts(data[:cut])
