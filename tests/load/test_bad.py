"""Every wrong input gives its code at its line and column, whichever parser PyYAML has."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from reportgen.load import codes, decode, events, walk
from reportgen.load.yaml_text import load

# Each file tells in its first lines what is expected: "# expect: code line:column", 0:0 being the whole file.
FILES = sorted(Path(__file__).with_name("bad").glob("*.yaml"))
EXPECT = re.compile(r"^# expect: (\S+) (\d+):(\d+)$", re.MULTILINE)

Found = list[tuple[str, int, int]]


def found(data: bytes) -> Found:
    return [(d.code, d.spans[0].line, d.spans[0].column) for d in load(data, "a.yaml").diagnostics]


# What text in a file of UTF-8 cannot hold, or would not show to the reader.
BYTES: dict[str, tuple[bytes, Found]] = {
    "tis-620": ("ชื่อ: สสว.\n".encode("cp874"), [("file-thai-encoding", 0, 0)]),
    "tis-620 of which a part looks like UTF-8": (
        "เธก: ที่เนติบัณฑิตยสภา\n".encode("cp874"),
        [("file-thai-encoding", 0, 0)],
    ),
    "tis-620 with another fault": (
        "ก: 1\nก: 2\n".encode("cp874"),
        [("file-thai-encoding", 0, 0), ("yaml-duplicate-key", 2, 1)],
    ),
    "utf-16": ("ก: ข\nก: ค\n".encode("utf-16"), [("file-utf16", 0, 0), ("yaml-duplicate-key", 2, 1)]),
    "utf-16 without mark": ("ก: ข\n".encode("utf-16-le"), [("file-utf16", 0, 0)]),
    "utf-16 big end": ("a: ข\n".encode("utf-16-be"), [("file-utf16", 0, 0)]),
    "broken character": ("a: ก\nกก: ".encode() + b"\xe0\xb8\n", [("file-not-utf8", 2, 5)]),
    "bytes of nothing": (b"a: \xff\xfe\n", [("file-not-utf8", 1, 4)]),
    "broken after a mark": (b"\xef\xbb\xbfa: \xff\n", [("file-not-utf8", 1, 4)]),
    "control": (b"a: x\x07\x08y\r\nb: \x00\n", [("text-control", 1, 5), ("text-control", 2, 4)]),
    "control after a mark": (b"\xef\xbb\xbfa: \x7f\n", [("text-control", 1, 4)]),
    "next line": ("ก: ข\u0085\nก: 2\n".encode(), [("text-control", 1, 5), ("yaml-duplicate-key", 2, 1)]),
    "line separator": ("ก: \u2028\nก: 2\n".encode(), [("text-control", 1, 4), ("yaml-duplicate-key", 2, 1)]),
    "noncharacter": ("a: ก\uffff\n".encode(), [("text-control", 1, 5)]),
    "surrogate": (b"a:\n - \xed\xa0\x80\n", [("text-surrogate", 2, 4)]),
    "private use": ("a: กำ\uf70a\n".encode(), [("text-private-use", 1, 6)]),
    "bidi": ("a: \u202eก\u202c\n".encode(), [("text-bidi", 1, 4), ("text-bidi", 1, 6)]),
    "bidi in a comment": ("a: 1 # \u2066\n".encode(), [("text-bidi", 1, 8)]),
    "mark inside": ("a: ก\ufeffข\n".encode(), [("text-cleaned", 1, 4)]),
    "nothing": (b"", [("file-empty", 0, 0)]),
    "encoding and syntax": (
        b"a: \x07\nb: [\nc: \xff\n",
        [("text-control", 1, 4), ("yaml-bracket", 2, 4), ("file-not-utf8", 3, 4)],
    ),
    "brackets without end": (b"[" * 100_000, [("yaml-too-deep", 1, 51)]),
    "dashes without end": (b"- " * 100_000, [("yaml-too-deep", 1, 101)]),
    "groups without end": (b"{a: " * 100_000, [("yaml-too-deep", 1, 201)]),
}


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "python":
        monkeypatch.setattr(events, "_LOADER", yaml.SafeLoader)
    elif not yaml.__with_libyaml__:
        pytest.skip("PyYAML was built without libyaml")


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file(path: Path) -> None:
    data = path.read_bytes()
    expected = [(code, int(line), int(column)) for code, line, column in EXPECT.findall(data.decode())]
    assert expected
    assert found(data) == expected


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", BYTES)
def test_bytes(name: str) -> None:
    data, expected = BYTES[name]
    assert found(data) == expected


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(b"#" * 20_000_001) == [("file-too-large", 0, 0)]
    monkeypatch.setattr(walk, "MOST_EVENTS", 6)  # stream, document, group, key, list, first value
    assert found(b"a: [1, 2]\n") == [("file-too-large", 1, 8)]


def test_too_many_are_cut_short_without_hiding_others() -> None:
    data = "".join(f"k{i}: เเ\n" for i in range(3000)) + "a: 1\na: 2\n"
    codes_found = [code for code, _, _ in found(data.encode())]
    assert codes_found == ["text-cleaned"] * 1000 + ["load-too-many", "yaml-duplicate-key"]


def test_every_code_has_a_wrong_input() -> None:
    told = {code for path in FILES for code, _, _ in EXPECT.findall(path.read_text("utf-8"))}
    told |= {code for _, expected in BYTES.values() for code, _, _ in expected}
    told |= {"file-too-large", "load-too-many"}  # tested above
    assert told == {rule.code for rule in codes.RULES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_messages_have_their_arguments(path: Path) -> None:
    for diagnostic in load(path.read_bytes(), path.name).diagnostics:
        for text in (diagnostic.rule.message, diagnostic.rule.hint):
            text.format_map(diagnostic.args)


def test_duplicate_key_names_both_places() -> None:
    (diagnostic,) = load("ก: 1\nข: 2\nก: 3\n".encode(), "a.yaml").diagnostics
    assert [(span.line, span.column, span.end_column) for span in diagnostic.spans] == [(3, 1, 2), (1, 1, 2)]
    assert diagnostic.args == {"key": "ก", "line": "1"}


def test_split_amount_is_shown_whole() -> None:
    (diagnostic,) = load("a: {ต.ค.: 1,200,000.00}\n".encode(), "a.yaml").diagnostics
    assert diagnostic.args == {"amount": "1,200,000.00"}
    assert (diagnostic.spans[0].column, diagnostic.spans[0].end_column) == (11, 23)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: 1\na: 2\nb: 3\n", {"a": "1", "b": "3"}),
        ("a: {ต.ค.: 1,200,000.00, พ.ย.: 5}\n", {"a": {"ต.ค.": "1,200,000.00", "พ.ย.": "5"}}),
        ("a: [๑,๒๐๐ บาท, 2564,256, -1,500]\n", {"a": ["๑,๒๐๐ บาท", "2564", "256", "-1,500"]}),
        ('a: &x 1\nb: *x\n<<: {c: 1}\n"": 4\n? [z]\n: 5\nd: 6\n', {"a": "1", "b": None, "d": "6"}),
        ("a: 1\n---\nb: 2\n", {"a": "1"}),
        ('a: "x\\x07y"\n', {"a": "x\ufffdy"}),
    ],
)
def test_what_is_refused_is_left_out_and_the_rest_goes_on(text: str, tree: object) -> None:
    source = load(text.encode(), "a.yaml").source
    assert source and source.tree == tree


@pytest.mark.parametrize("text", ["", "a: [\n", "[" * 60, "a: b: c\n"])
def test_no_source_without_a_tree(text: str) -> None:
    assert load(text.encode(), "a.yaml").source is None


def test_amounts_are_read_whole_outside_brackets_and_apart_when_spaced() -> None:
    loaded = load(b"a: 1,200,000.00\nb:\n  - 1,200\nc: [1, 200, 2564,2565, '1,200']\n", "a.yaml")
    assert loaded.diagnostics == ()
    expected = {"a": "1,200,000.00", "b": ["1,200"], "c": ["1", "200", "2564", "2565", "1,200"]}
    assert loaded.source and loaded.source.tree == expected


def test_hint_converts_a_file_of_tis_620(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes("ก: ข\n".encode("cp874"))
    (diagnostic,) = load(path.read_bytes(), "plan.yaml").diagnostics
    program = re.search(r'python -c "(.*?)"', diagnostic.rule.hint.format_map(diagnostic.args))
    assert program
    monkeypatch.chdir(tmp_path)
    exec(program[1], {})
    assert path.read_text("utf-8") == "ก: ข\n"
    assert load(path.read_bytes(), "plan.yaml").diagnostics == ()


def test_size_of_the_limit() -> None:
    assert decode.MEGABYTES == 20
    assert walk.DEEPEST == 50


def _nested(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


@pytest.mark.parametrize("make", [_nested, lambda levels: b"- " * levels + b"x"], ids=["flow", "block"])
def test_fifty_levels_are_fine(make: Callable[[int], bytes]) -> None:
    assert load(make(50), "a.yaml").diagnostics == ()
    assert [d.code for d in load(make(51), "a.yaml").diagnostics] == ["yaml-too-deep"]
