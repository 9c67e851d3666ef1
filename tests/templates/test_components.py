"""Components that tell something: well formed, and readable for those who listen."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from helpdesk.web.styleguide import STATUSES, SamplePage, samples
from tests.templates.markup import Markup

Render = Callable[..., str]

PLAIN = {
    "alert": "'Lagret.', kind='success', title='Sendt', live=True",
    "breadcrumbs": "trail",
    "copy_text": "'Miljøkommune, svar 1', 'Henvisning'",
    "date": "answered_on, text='i går'",
    "deadline": "'i morgen', state='near', due_at=due_at",
    "definition_list": "facts, dense=True",
    "empty_state": "'Tomt', text='Her kommer det.', action='Se køen', url='/ko', icon='chat'",
    "facet_list": "'Tema', facets",
    "hit": "'Tittel', '/svar/1', kind='Svar', language='nn', lead='Nei.', snippet=snippet",
    "icon": "'clock', label='Frist'",
    "law_list": "citations",
    "link_button": "'Last ned', '/fil', variant='secondary', icon='download'",
    "message": "'Kari Nes', message_body, role='Alver', attachments=attachments, unseen=True",
    "meta_line": "['Svar', None, 'Nynorsk']",
    "notice": "'Rettet', text='Seks uker.', date='3. juni', url='/e', link_text='Se hva'",
    "print_button": "",
    "progress": "20, 100, 'Importerer'",
    "shortcut_switch": "",
    "short_answer": "'Nei.', language='nn'",
    "status_tag": "'open'",
    "summary_card": "'Spørsmålet ditt', facts, change_url='/endre'",
    "tabs_links": "tabs, 'Deler'",
    "tag": "'Ny', icon='star', color='info'",
    "timeline": "steps, label='Gangen'",
    "user_initials": "'Anne Berg'",
}


@pytest.mark.parametrize("component", PLAIN)
def test_a_component_is_well_formed(render: Render, component: str) -> None:
    found = Markup(render(component, PLAIN[component], **samples()))
    assert found.faults == []
    assert found.elements


@pytest.mark.parametrize("component", ["alert", "details", "empty_state", "notice", "short_answer"])
def test_a_component_takes_markup_from_its_caller(render: Render, component: str) -> None:
    arguments = {"details": "'Mer'", "empty_state": "'Tomt'", "notice": "'Rettet'"}.get(
        component, ""
    )
    html = render(component, arguments, inner="<p>Innhold</p>")
    assert Markup(html).faults == []
    assert "<p>Innhold</p>" in html


def test_a_button_is_what_it_is_told(render: Render) -> None:
    html = render("button", "'Ta', name='act', value='claim', attributes={'data-key': 'c'}")
    button = Markup(html).one("button")
    assert (button["type"], button["name"], button["value"]) == ("submit", "act", "claim")
    assert button["data-key"] == "c"


def test_text_from_people_is_never_markup(render: Render) -> None:
    for component in ("button", "tag", "alert", "short_answer", "user_initials"):
        assert "<script" not in render(component, "text", text="<script>x</script> y")


def test_an_alert_says_its_kind_in_words_and_aloud_when_it_is_new(render: Render) -> None:
    html = render("alert", "'Nei.', kind='danger', live=True")
    assert "Feil:" in html
    assert Markup(html).one("div")["role"] == "alert"
    assert "role" not in Markup(render("alert", "'Nei.', kind='danger'")).one("div")


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_a_word_of_its_own(render: Render, status: str) -> None:
    html = render("status_tag", "status", status=status)
    assert status not in html.split(">", 1)[1]


def test_a_state_is_shown_by_more_than_colour(render: Render) -> None:
    looks = {status: Markup(render("status_tag", "s", s=status)).one("span") for status in STATUSES}
    assert all(look["data-mark"] for look in looks.values())


def test_a_table_scrolls_by_itself_and_has_a_name(render: Render) -> None:
    columns = samples()["columns"]
    found = Markup(render("table", "'Kø', c, sticky=True", inner="<tr><td>1</td></tr>", c=columns))
    assert found.faults == []
    region = found.one("div", role="region")
    assert (region["aria-label"], region["tabindex"]) == ("Kø", "0")
    assert found.one("th", aria_sort="descending")
    assert len(found.all("a", class_="sort-link")) == 2


@pytest.mark.parametrize(
    ("page", "numbers"),
    [
        (SamplePage(1, 3), ["1", "2", "3"]),
        (SamplePage(6, 12), ["1", "5", "6", "7", "12"]),
        (SamplePage(12, 12), ["1", "11", "12"]),
        (SamplePage(3, None), []),
    ],
)
def test_pages_can_be_turned(render: Render, page: SamplePage, numbers: list[str]) -> None:
    html = render("pagination", "page, url", page=page, url=lambda number: f"?side={number}")
    found = Markup(html)
    assert found.faults == []
    links = [link for link in found.all("a") if "rel" not in link]
    assert [(link["href"] or "").removeprefix("?side=") for link in links] == numbers
    assert [link["rel"] for link in found.all("a") if "rel" in link] == [
        rel for rel, there in [("prev", page.has_previous), ("next", page.has_next)] if there
    ]
    if numbers:
        assert found.one("a", aria_current="true")["href"] == f"?side={page.number}"


def test_a_single_page_is_not_turned(render: Render) -> None:
    html = render("pagination", "page, url", page=SamplePage(1, 1), url=str)
    assert html.strip() == ""


def test_a_note_is_marked_as_internal_in_words(render: Render) -> None:
    assert "Internt notat" in render("message", "'Berit', 'Se her', kind='note'")
    assert "Internt notat" not in render("message", "'Berit', 'Se her', kind='expert'")


def test_a_text_in_another_language_says_which(render: Render) -> None:
    assert Markup(render("hit", "'Tittel', '/', language='nn'")).one("article")["lang"] == "nn"
    assert "lang" not in Markup(render("hit", "'Tittel', '/'")).one("article")


def test_a_date_is_written_and_machine_readable(render: Render) -> None:
    stamp = datetime(2026, 11, 24, 15, tzinfo=UTC)
    near = Markup(render("date", "day, text='i morgen'", day=stamp)).one("time")
    assert (near["datetime"], near["title"]) == (stamp.isoformat(), stamp.isoformat())
    assert "title" not in Markup(render("date", "day", day=date(2026, 5, 12))).one("time")
    assert render("date", "None").strip() == ""


def test_breadcrumbs_give_a_way_back_on_a_narrow_screen(render: Render) -> None:
    found = Markup(render("breadcrumbs", "trail", **samples()))
    assert found.all("a")[0]["aria-label"] == "Tilbake til Avløp"
