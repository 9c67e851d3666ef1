"""Markdown becomes safe HTML whatever it holds, and plain text that can be searched."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpdesk.foundation.markdown import plain_text, render, sanitise

LOVDATA = "https://lovdata.no/lov/1981-03-13-6/%C2%A77"
ATTRIBUTES = {"href", "title", "rel", "class", "start", "scope"}
PIECES = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<scr<script>ipt>",
        "<style>*{}</style>",
        "<svg/onload=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](java\tscript:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html;base64,PHN)",
        "[a](vbscript:x)",
        "[a](//evil.example)",
        '[a](https://a.no "\\" onmouseover=alert(1)")',
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        "[x]: javascript:alert(1)\n\n[x]",
        'www.a.no/"onclick=alert(1)',
        "https://a.no/'><script>",
        "forurensningsloven § 7",
        "`",
        "**",
        "\n\n",
        "> ",
        "| a | b |\n|---|---|\n",
        "# ",
        "- ",
        "\ud800",
        "\0",
    ]
)
MARKDOWN = st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=12).map("".join)


def link_law(text: str) -> list[tuple[int, int, str]]:
    matches = re.finditer(r"forurensningsloven\s§\s7", text)
    return [(match.start(), match.end(), LOVDATA) for match in matches]


class Reader(HTMLParser):
    """Collects the tags, attributes and link targets a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.targets: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.targets += [value or "" for name, value in attrs if name == "href"]


@given(MARKDOWN)
@example("[" * 2000)
@example("> " * 500 + "x")
def test_nothing_active_is_ever_written(text: str) -> None:
    page = Reader(render(text, link_citations=link_law))
    assert not page.tags & {"script", "style", "img", "svg", "iframe", "object", "form", "input"}
    assert page.attributes <= ATTRIBUTES
    for target in page.targets:
        assert re.match(r"(?:https?:|mailto:|(?![a-z+.-]*:)(?!//))", target.strip(), re.IGNORECASE)


@given(MARKDOWN)
def test_sanitising_what_was_rendered_changes_nothing(text: str) -> None:
    html = render(text, link_citations=link_law)
    assert sanitise(html) == html


@given(st.text())
def test_sanitising_twice_is_sanitising_once(html: str) -> None:
    html = html.encode("utf-8", "replace").decode()
    assert sanitise(sanitise(html)) == sanitise(html)


@given(MARKDOWN)
def test_plain_text_is_written_without_a_fault(text: str) -> None:
    assert "\ud800" not in plain_text(text)


def test_html_in_the_text_is_shown() -> None:
    assert render("<b>nei</b>") == "<p>&lt;b&gt;nei&lt;/b&gt;</p>\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Tittel", "<h2>Tittel</h2>\n"),
        ("### Tre", "<h4>Tre</h4>\n"),
        ("###### Seks", "<h4>Seks</h4>\n"),
    ],
)
def test_headings_begin_below_that_of_the_page(text: str, html: str) -> None:
    assert render(text) == html


def test_heading_levels_can_be_chosen() -> None:
    assert render("# En\n\n## To", top_heading=3, lowest_heading=3) == "<h3>En</h3>\n<h3>To</h3>\n"
    assert render("# En", top_heading=3) == "<h3>En</h3>\n"
    assert render("# En") == "<h2>En</h2>\n", "an earlier call leaves no trace"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("[a](https://a.no)", '<a href="https://a.no" rel="noopener nofollow">a</a>'),
        ("[a](www.a.no)", '<a href="https://www.a.no" rel="noopener nofollow">a</a>'),
        ("[a](/veiledere/x)", '<a href="/veiledere/x">a</a>'),
        ("[a](#steg-2)", '<a href="#steg-2">a</a>'),
        ("[a](mailto:a@b.no)", '<a href="mailto:a@b.no">a</a>'),
        ("[a](https://lovdata.no/x)", '<a href="https://lovdata.no/x" class="law">a</a>'),
        (
            "[a](https://lovdata.no.evil.example)",
            '<a href="https://lovdata.no.evil.example" rel="noopener nofollow">a</a>',
        ),
        (
            "Se http://a.no/b.",
            'Se <a href="https://a.no/b" rel="noopener nofollow">http://a.no/b</a>.',
        ),
        (
            "(www.a.no/b), x",
            '(<a href="https://www.a.no/b" rel="noopener nofollow">www.a.no/b</a>), x',
        ),
    ],
)
def test_links_say_where_they_lead(text: str, link: str) -> None:
    assert render(text) == f"<p>{link}</p>\n"


@pytest.mark.parametrize(
    "text", ["loven.Se her", "alver.kommune.no", "a@b.no", "ftp://a.no", "www. x.no", "//a.no"]
)
def test_what_may_be_no_address_is_not_linked(text: str) -> None:
    assert render(text) == f"<p>{text}</p>\n"


def test_pictures_become_their_alternative_text() -> None:
    assert (
        render('![Kart *over* <Alver>](https://a.no/k.png "t")')
        == "<p>Kart over &lt;Alver&gt;</p>\n"
    )


def test_tables_name_their_columns() -> None:
    html = render("| a | b |\n|:--|--:|\n| 1 | 2 |")
    assert '<th scope="col">a</th>' in html
    assert "style" not in html


LAW_LINK = f'<a href="{LOVDATA}" class="law">forurensningsloven §&nbsp;7</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Se forurensningsloven § 7.", f"<p>Se {LAW_LINK}.</p>\n"),
        ("*forurensningsloven § 7*", f"<p><em>{LAW_LINK}</em></p>\n"),
        ("# forurensningsloven § 7", f"<h2>{LAW_LINK}</h2>\n"),
        ("`forurensningsloven § 7`", "<p><code>forurensningsloven § 7</code></p>\n"),
        (
            "[forurensningsloven § 7](/x) og forurensningsloven § 7",
            f'<p><a href="/x">forurensningsloven §&nbsp;7</a> og {LAW_LINK}</p>\n',
        ),
        (
            "forurensningsloven\n§ 7 & x",
            f'<p><a href="{LOVDATA}" class="law">forurensningsloven\n§&nbsp;7</a> &amp; x</p>\n',
        ),
    ],
)
def test_references_to_laws_become_links_outside_links_and_code(text: str, html: str) -> None:
    assert render(text, link_citations=link_law) == html


def test_plain_text_keeps_the_words_and_drops_the_marks() -> None:
    text = (
        "# Kort svar\n\nJa, **men** se [loven](https://lovdata.no/x) og `kode`.\nNy linje.\n\n"
        "- en\n- to\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx = 1\n```\n\n![Kart](k.png)"
    )
    assert plain_text(text).split("\n\n") == [
        "Kort svar",
        "Ja, men se loven og kode.\nNy linje.",
        "- en",
        "- to",
        "a | b",
        "1 | 2",
        "x = 1",
        "Kart",
    ]
