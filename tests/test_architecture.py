"""The shape of the code: imports run down the ranks, each library has one home, modules are short, the clock
and the machine enter at one door, and every rule has a code of its own.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from reportgen.diagnostics import Rule

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "reportgen"
MODULES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in MODULES}
IDS = [path.relative_to(PACKAGE).as_posix() for path in MODULES]

RANKS = {
    "thai": 0, "ooxml": 0, "diagnostics": 0, "errors": 0, "resources": 0, "disk": 0,
    "model": 1,
    "load": 2, "validate": 2, "compute": 2, "present": 2, "render": 2, "publish": 2, "pdf": 2,
    "ledger": 2, "rules": 2, "review": 2,
    "workspace": 3, "sources": 3, "build": 3,
    "pipeline": 4,
    "messages": 5, "excerpt": 5, "console": 6, "cli": 7, "__main__": 8,
}  # fmt: skip
"""A package imports from itself and from lower ranks."""

HOMES = {
    "yaml": "load", "ruamel": "load", "openpyxl": "load",
    "pydantic": "model", "pydantic_core": "model",
    "lxml": "ooxml", "docx": "ooxml", "fontTools": "ooxml", "zlib_ng": "ooxml",
    "docxtpl": "render", "jinja2": "render", "markupsafe": "render", "xlsxwriter": "render",
    "pythainlp": "thai", "babel": "thai",
    "pypdf": "pdf", "pypdfium2": "pdf",
    "click": "cli", "rich": "console", "distributed": "build", "dask": "build",
    "PIL": "present", "markdown_it": "present",
}  # fmt: skip
"""Each library from outside, and the one package that imports it; one not named here has no home yet."""

OUTSIDE = {"cli", "workspace"}
"""Where the clock, the environment, the locale and the working folder may be read."""

ALLOWED = {("thai", "os.environ"), ("pdf", "sys.platform")}
"""pythainlp is told through the environment alone; how a process is ended is another call on Windows."""

MACHINE = re.compile(
    r"(?:.*\.)?(?:datetime\.(?:now|today|utcnow)|date\.today|time\.(?:time|localtime|gmtime|strftime)"
    r"|os\.(?:environ|getenv|getcwd|getpid|getlogin|uname)|Path\.(?:cwd|home)|locale\.\w+|getpass\.\w+"
    r"|platform\.\w+|socket\.\w+|sys\.platform)"
)

LONGEST_MODULE, LONGEST_FUNCTION = 300, 60


def home(path: Path) -> str:
    """The package or top module that a file belongs to: `thai`, `workspace`."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    """The full name of every module or thing that `tree` imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def dotted(node: ast.expr) -> str:
    """`a.b.c` as it is written; empty for what is no plain name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


each_module = pytest.mark.parametrize("path", MODULES, ids=IDS)


@each_module
def test_imports_run_down(path: Path) -> None:
    own = home(path)
    if own == "__init__":
        assert list(imported(TREES[path])) == []
        return
    for name in imported(TREES[path]):
        top, _, rest = name.partition(".")
        if top != "reportgen":
            continue
        other = rest.partition(".")[0]
        assert other == own or RANKS[other] < RANKS[own], f"{own} imports {name}"


@each_module
def test_each_library_has_one_home(path: Path) -> None:
    for name in imported(TREES[path]):
        top = name.partition(".")[0]
        if top == "reportgen":
            continue
        if top in HOMES:
            assert home(path) == HOMES[top], f"{name} belongs in {HOMES[top]}"
        else:
            assert top in sys.stdlib_module_names, f"{name} has no home"


@each_module
def test_a_module_is_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE
    assert ast.get_docstring(TREES[path])


def test_a_function_fits_one_screen() -> None:
    length, place = max(
        ((node.end_lineno or 0) - node.lineno + 1, f"{path.relative_to(PACKAGE)} {node.name}")
        for path in MODULES
        for node in functions(TREES[path])
    )
    assert length <= LONGEST_FUNCTION, place


@each_module
def test_the_machine_enters_at_one_door(path: Path) -> None:
    own = home(path)
    if own in OUTSIDE:
        return
    names = set(imported(TREES[path]))
    brought = {name.rpartition(".")[2] for name in names}
    used = {dotted(node) for node in ast.walk(TREES[path]) if isinstance(node, ast.Attribute)}
    names |= {name for name in used if name.partition(".")[0] in brought}
    read = {match[0] for name in names if (match := MACHINE.match(name))}
    assert {name for name in read if (own, name) not in ALLOWED} == set()


@each_module
def test_nothing_is_printed(path: Path) -> None:
    calls = (node for node in ast.walk(TREES[path]) if isinstance(node, ast.Call))
    assert [node.lineno for node in calls if dotted(node.func) == "print"] == []


def test_no_path_of_a_machine_is_written() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a git clone")
    telling = re.compile(rb"(?<![\w.])/(?:work|tmp|home|root|Users)/\w")
    found = []
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and path != Path(__file__) and path.suffix not in (".docx", ".ttf", ".jpg", ".png"):
            found += [f"{name}: {match[0]!r}" for match in telling.finditer(path.read_bytes())]
    assert found == []


def defined(tree: ast.AST) -> Iterator[str]:
    """The code of every rule that `tree` makes, be it with `Rule` or with a helper called `…rule`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and dotted(node.func).lower().endswith("rule"):
            code = node.args[0]
            if isinstance(code, ast.Constant):
                yield str(code.value)


def test_every_rule_has_a_code_of_its_own() -> None:
    codes = Counter(code for tree in TREES.values() for code in defined(tree))
    assert [code for code, count in codes.items() if count > 1] == []
    assert [code for code in codes if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", code)] == []


def lists_of_rules() -> Iterator[Rule]:
    """What the tuple `RULES` of each module that has one holds."""
    for path, tree in TREES.items():
        targets = [node.targets for node in tree.body if isinstance(node, ast.Assign)]
        targets += [[node.target] for node in tree.body if isinstance(node, ast.AnnAssign)]
        if any(dotted(target) == "RULES" for each in targets for target in each):
            yield from import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)).RULES


def test_every_rule_is_in_the_list_of_its_module() -> None:
    listed = list(lists_of_rules())
    assert all(isinstance(rule, Rule) and rule.message and rule.hint for rule in listed)
    made = [code for tree in TREES.values() for code in defined(tree)]
    assert sorted(made) == sorted(rule.code for rule in listed)
