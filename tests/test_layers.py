"""One direction: a module imports only from stages above its own in the list below."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "reportparse"
SOURCE = Path(__file__).resolve().parent.parent / "src" / PACKAGE

# From the ground up: each stage may import from the stages before it, never from later ones.
# A new module or folder at the top of the package takes its place here.
STAGES = (
    "version",
    "collector",
    "frozen",
    "provenance",
    "errors",
    "timings",
    "heap",
    "shelf",
    "lexicon",
    "notation",
    "pages",
    "layout",
    "findings",
    "tables",
    "front",
    "notes",
    "notes_running",
    "document",
    "facts",
    "report",
    "build",
    "checks",
    "echoes",
    "names",
    "records",
    "audit",
    "corrections",
    "reading",
    "inspection",
    "akn",
    "diff",
    "search",
    "sinks",
    "batch",
    "storage",
    "series",
    "exports",
    "review",
    "__init__",
    "commands",
    "cli",
    "__main__",
)

# Inside `pages`, too: only these modules may know that pdfminer or pdfplumber exists.
PDF_LIBRARIES = ("pdfminer", "pdfplumber", "pypdfium2")
PDF_MODULES = {
    "pages/codemap.py",
    "pages/content.py",
    "pages/encodings.py",
    "pages/fontprogram.py",
    "pages/fontwidths.py",
    "pages/typefaces.py",
    "pages/damage.py",
    "pages/device.py",
    "pages/fonts.py",
    "pages/fractions.py",
    "pages/interpreter.py",
    "pages/objects.py",
    "pages/opening.py",
    "pages/statements.py",
    "pages/pdfium.py",
    "pages/pdfium_library.py",
    "pages/picture.py",
    "pages/plumber.py",
    "pages/tags.py",
}

# Files are touched at the two ends only, and once by the vocabulary.
FILE_MODULES = {
    "pages/open.py",
    "sinks/files.py",
    "batch/remote.py",
    "shelf.py",
    "review/assets.py",
}
FILE_CALLS = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
RESOURCE_STAGES = {"lexicon"}
# A resource of the package, which no user ever names.
RESOURCE_MODULES = {"exports/source.py"}

MODULES = sorted(SOURCE.rglob("*.py"))


def _stage(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the full name of each import, wherever in the module it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno} imports by dots"
            yield node.lineno, str(node.module)


def _name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_point_up(path: Path) -> None:
    own = _stage(path)
    assert own in STAGES, f"{own} has no place in the list of stages"
    for line, name in _imports(path):
        parts = name.split(".")
        if parts[0] != PACKAGE:
            continue
        stage = parts[1] if len(parts) > 1 else "__init__"
        assert stage in STAGES, f"line {line}: {stage} has no place in the list of stages"
        allowed = stage == own or STAGES.index(stage) < STAGES.index(own)
        assert allowed, f"line {line}: {own} must not import from {stage}"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_pdf_libraries_stay_behind_their_door(path: Path) -> None:
    used = {name.split(".")[0] for _, name in _imports(path)}
    if _name(path) not in PDF_MODULES:
        assert not used & set(PDF_LIBRARIES)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_pydantic_stays_in_the_face(path: Path) -> None:
    used = {name.split(".")[0] for _, name in _imports(path)}
    if _stage(path) != "report":
        assert "pydantic" not in used


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_files_are_touched_at_the_two_ends_only(path: Path) -> None:
    if _name(path) in FILE_MODULES | RESOURCE_MODULES or _stage(path) in RESOURCE_STAGES:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        plain = isinstance(called, ast.Name) and called.id == "open"
        method = isinstance(called, ast.Attribute) and called.attr in FILE_CALLS - {"open"}
        assert not plain, f"line {node.lineno} opens a file"
        assert not method, f"line {node.lineno} reads or writes a file"


def test_every_stage_exists() -> None:
    """A stage that is gone leaves the list."""
    assert set(STAGES) == {_stage(path) for path in MODULES}
