"""Every page is valid HTML by the W3C's checker, and its links lead somewhere."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
from lxml import html

from tests.browser import pages
from tests.servers import ROOT, Site
from tests.visitors import Visitor

CHECKER = ROOT / ".tools/node_modules/vnu-jar/build/dist/vnu.jar"

DEAD = frozenset({404, 410})
PREVIEW = "/forhandsvisning"
"""A preview cites laws that have no page here before it is published."""
STYLE_GUIDE = "/stilguide"
"""Its links are examples; they lead nowhere."""


@pytest.fixture(scope="module")
def visitors(site: Site) -> dict[str | None, Visitor]:
    """A browser without scripts for each role."""
    found: dict[str | None, Visitor] = {None: Visitor(site.url)}
    for email in pages.SIGNED_IN:
        found[email] = Visitor(site.url)
        found[email].sign_in(email)
    return found


@pytest.fixture(scope="module")
def texts(
    visitors: dict[str | None, Visitor], places: dict[str, str]
) -> dict[tuple[str | None, str], bytes]:
    """The HTML of every page, by who saw it and its address."""
    return {
        (email, path): visitor.text(quote(path, safe="/?=&"))
        for email, visitor in visitors.items()
        for path in pages.of(email, places)
    }


@pytest.mark.java
def test_every_page_is_valid_html(
    texts: dict[tuple[str | None, str], bytes], tmp_path: Path
) -> None:
    if not CHECKER.exists() or shutil.which("java") is None:
        missing = "the W3C checker is missing: bin/test fetches it where npm and java are"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    names = {}
    for number, (page, text) in enumerate(texts.items()):
        (tmp_path / f"{number}.html").write_bytes(text)
        names[f"{number}.html"] = page
    options = ["--errors-only", "--format", "json", "--stdout"]
    command = ["java", "-jar", str(CHECKER), *options, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    faults = [
        (names[message["url"].rsplit("/", 1)[1]], message["message"], message.get("extract"))
        for message in json.loads(done.stdout)["messages"]
    ]
    assert faults == []


def test_every_link_leads_somewhere(
    texts: dict[tuple[str | None, str], bytes], visitors: dict[str | None, Visitor], site: Site
) -> None:
    dead, tried = [], set()
    public = {page: text for page, text in texts.items() if not page[1].endswith(PREVIEW)}
    for (email, path), text in public.items():
        for link in _links(text, site.url + path):
            if link not in tried:
                tried.add(link)
                status = visitors[email].status(quote(link, safe="%:/?=&;+"))
                if status in DEAD or status >= 500:
                    dead.append((email, path, link, status))
    assert dead == [], "\n".join(map(str, dead))


def _links(text: bytes, address: str) -> list[str]:
    """Return where the links of a page lead on this site, language links aside."""
    found = []
    for link in html.document_fromstring(text).xpath("//a/@href[not(starts-with(., '#'))]"):
        target = urlsplit(urljoin(address, link))
        if target.netloc == urlsplit(address).netloc and "sprak=" not in target.query:
            found.append(target._replace(fragment="").geturl())
    return found


def test_every_place_within_a_page_is_there(
    texts: dict[tuple[str | None, str], bytes],
) -> None:
    missing = [
        (email, path, place)
        for (email, path), text in texts.items()
        for place in _places_missing(text)
        if path != STYLE_GUIDE
    ]
    assert missing == [], "\n".join(map(str, missing))


def _places_missing(text: bytes) -> list[str]:
    """Return the links to places within the page that it does not have."""
    document = html.document_fromstring(text)
    names = {f"#{name}" for name in document.xpath("//@id")}
    return [link for link in document.xpath("//a/@href[starts-with(., '#')]") if link not in names]
