"""One word for one thing, and nothing of the builders' workplace in the tree."""

import ast
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOREIGN = re.compile(
    r"\b(ticket|case_worker|helper|utils?|common|constants|base_service|process_|handle_)\b",
    re.IGNORECASE,
)


def tracked(*patterns: str) -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [ROOT / name for name in found.stdout.splitlines() if (ROOT / name).is_file()]


def names_in(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.add(node.name)
    return names


def test_code_speaks_the_words_of_the_glossary() -> None:
    foreign = {
        f"{path.relative_to(ROOT)}:{name}"
        for path in tracked("helpdesk/*.py")
        for name in names_in(path)
        if FOREIGN.search(re.sub(r"(?<!^)(?=[A-Z])", "_", name))
    }
    assert foreign == set()


def test_no_module_is_a_drawer() -> None:
    drawers = {"utils.py", "helpers.py", "common.py", "constants.py", "misc.py"}
    assert [p for p in tracked("helpdesk/*.py", "tests/*.py") if p.name in drawers] == []


def test_locks_and_commands_name_no_host() -> None:
    named = [
        str(path.relative_to(ROOT))
        for path in tracked("bin", ".ci")
        if re.search(r"https?://(?!127\.0\.0\.1)", path.read_text(encoding="utf-8"))
    ]
    assert named == []


def test_what_is_shared_but_not_ours_is_not_in_the_tree() -> None:
    names = {path.name for path in tracked()}
    assert not names & {"law_sections.csv", "norquad.corpus.jsonl.gz", "lov.corpus.jsonl.gz"}
