"""Styles and scripts: fresh, unchanged since they were fetched, light, and at home with us only."""

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
STATIC = ROOT / "helpdesk" / "static"
SITE_CSS = STATIC / "css" / "site.css"
SCRIPTS = sorted((STATIC / "js").glob("*.js"))


@pytest.mark.parametrize("command", ["css", "vendor"])
def test_what_is_made_is_as_it_would_be_made_now(command: str) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "bin" / command, "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_a_first_visit_is_light() -> None:
    def weight(path: Path) -> int:
        return len(gzip.compress(path.read_bytes(), 9))

    assert weight(SITE_CSS) <= 30_000, "of 60 kB for a whole first visit"
    assert weight(STATIC / "js" / "site.js") <= 1_500, "the one script of every page"
    assert max(map(weight, SCRIPTS)) <= 3_000, "the others are fetched where they are needed"


def test_no_style_fetches_from_elsewhere() -> None:
    addresses = re.findall(r"url\(\"?([^\")]*)", SITE_CSS.read_text("utf-8"))
    assert addresses
    assert [a for a in addresses if not a.startswith(("data:image/svg+xml", "../vendor/"))] == []
    for address in addresses:
        if address.startswith(".."):
            assert (SITE_CSS.parent / address).exists()


def test_the_cascade_layers_stand_in_order() -> None:
    css = SITE_CSS.read_text("utf-8")
    assert css.startswith("@layer ds.theme,ds.base,ds.components,site;")
    assert css.count("{") == css.count("}")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_imports_only_its_neighbours(path: Path) -> None:
    text = path.read_text("utf-8")
    named = re.findall(r'"(\.[^"]+\.js)"', text)
    assert [name for name in named if not (path.parent / name).exists()] == []
    assert "://" not in text.replace("](https://)", "")
    assert len(text.splitlines()) <= 120


def test_every_module_is_reached_from_the_one_script() -> None:
    text = "".join(path.read_text("utf-8") for path in SCRIPTS)
    others = [path.name for path in SCRIPTS if path.name != "site.js"]
    assert [name for name in others if f'"./{name}"' not in text] == []


@pytest.mark.parametrize(
    "folder", ["designsystemet-css-1.22.0", "inter-5.3.0", "aksel-icons-8.16.2"]
)
def test_the_licence_travels_along(folder: str) -> None:
    text = (STATIC / "vendor" / folder / "LICENSE").read_text("utf-8")
    assert "Permission is hereby granted" in text or "SIL OPEN FONT LICENSE" in text.upper()
