"""The house stays readable: small files, small functions, small views, small templates."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PRODUCT = sorted((ROOT / "helpdesk").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "helpdesk" / "templates").rglob("*.html"))
DOCUMENTED = {"service.py", "policy.py", "queries.py"}


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


def length(function: ast.FunctionDef) -> int:
    """Return the lines of the body, the docstring not counted."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def is_view(function: ast.FunctionDef) -> bool:
    marks = {"public", "signed_in", "expert", "editor", "staff", "admin"}
    return any(isinstance(d, ast.Name) and d.id in marks for d in function.decorator_list)


@pytest.mark.parametrize("path", PRODUCT + TESTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_file_is_longer_than_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_no_template_is_longer_than_120_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in TEMPLATES
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 120
    }
    assert long == {}


def test_no_function_is_longer_than_40_lines() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{function.name}": length(function)
        for path in PRODUCT
        for function in functions(path)
        if length(function) > 40
    }
    assert long == {}


def test_no_view_is_longer_than_20_lines() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{function.name}": length(function)
        for path in PRODUCT
        for function in functions(path)
        if is_view(function) and length(function) > 20
    }
    assert long == {}


def test_the_heart_of_every_room_is_documented() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{function.name}"
        for path in PRODUCT
        if path.name in DOCUMENTED or "foundation" in path.parts
        for function in functions(path)
        if not function.name.startswith("_") and not ast.get_docstring(function)
    ]
    assert bare == []


def test_every_file_says_what_it_is() -> None:
    bare = [
        str(p.relative_to(ROOT))
        for p in PRODUCT
        if not ast.get_docstring(ast.parse(p.read_text("utf-8")))
    ]
    assert bare == []


def test_every_page_extends_a_layout() -> None:
    folders = {"layouts", "components", "icons", "mail"}
    pages = [p for p in TEMPLATES if not folders & set(p.parts) and not p.name.startswith("_")]
    loose = [
        str(p.relative_to(ROOT))
        for p in pages
        if "{% extends" not in p.read_text("utf-8").replace("{%-", "{%")
    ]
    assert loose == []


def test_no_page_holds_inline_script_or_style() -> None:
    guilty = [
        str(p.relative_to(ROOT))
        for p in TEMPLATES
        if any(
            word in p.read_text("utf-8")
            for word in (' style="', " onclick=", "<style", "javascript:")
        )
    ]
    assert guilty == []
