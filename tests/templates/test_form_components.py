"""Form components: every field has a label, and its help and errors are tied to it."""

from collections.abc import Callable

import pytest
from wtforms import HiddenField

from helpdesk.web.styleguide import SampleForm, samples
from tests.templates.markup import Markup

Render = Callable[..., str]

ONE_INPUT = ["field", "textarea", "select", "checkbox", "file_field"]
NAMES = {
    "field": "title",
    "textarea": "text",
    "select": "topic",
    "checkbox": "shared",
    "file_field": "files",
}


@pytest.fixture
def faulty() -> SampleForm:
    """A form that was sent with faults."""
    form = samples()["faulty_form"]
    assert isinstance(form, SampleForm)
    return form


@pytest.mark.parametrize("component", ONE_INPUT)
def test_an_input_is_tied_to_its_label_and_its_help(render: Render, component: str) -> None:
    html = render(component, f"form.{NAMES[component]}, help='Slik gjør du.'", form=SampleForm())
    found = Markup(html)
    assert found.faults == []
    tag = {"textarea": "textarea", "select": "select"}.get(component, "input")
    field = found.one(tag, class_="ds-input")
    assert found.all("label", **{"for": field["id"]})
    assert f"{field['id']}-help" in (field["aria-describedby"] or "")
    assert "aria-invalid" not in field


def test_a_faulty_input_says_so_and_points_at_the_fault(render: Render, faulty: SampleForm) -> None:
    html = render("field", "form.title, example='Hva gjelder?'", form=faulty)
    found = Markup(html)
    assert found.faults == []
    field = found.one("input")
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == f"{field['id']}-example {field['id']}-error"
    assert "Skriv spørsmålet i én setning." in html


def test_only_fields_that_may_be_left_out_are_marked(render: Render) -> None:
    form = SampleForm()
    assert "(valgfritt)" not in render("field", "form.title", form=form)
    assert "(valgfritt)" in render("field", "form.law", form=form)
    assert "(valgfritt)" not in render("field", "form.law, optional=False", form=form)


def test_a_text_with_a_limit_has_a_counter(render: Render) -> None:
    found = Markup(render("textarea", "form.text, limit=500, rows=3", form=SampleForm()))
    assert found.faults == []
    assert found.one("p", data_for="text")["data-limit"] == "500"
    assert found.one("textarea")["rows"] == "3"
    assert "text-counter" in (found.one("textarea")["aria-describedby"] or "")


def test_a_text_with_markdown_has_a_toolbar_that_waits_for_scripts(render: Render) -> None:
    html = render("textarea", "form.text, markdown=True, preview_url='/vis'", form=SampleForm())
    found = Markup(html)
    assert found.faults == []
    assert "hidden" in found.one("div", role="toolbar")
    assert found.one("button", data_preview_of="text")["data-preview-url"] == "/vis"


@pytest.mark.parametrize(("component", "name"), [("radios", "language"), ("checkboxes", "wishes")])
def test_a_group_of_choices_has_a_legend_and_takes_the_error_link(
    render: Render, component: str, name: str
) -> None:
    html = render(component, f"form.{name}, help='Velg.'", form=SampleForm())
    found = Markup(html)
    assert found.faults == []
    group = found.one("fieldset")
    assert group["id"] == name
    assert group["tabindex"] == "-1"
    assert found.one("legend")
    assert len(found.all("label")) == len(list(SampleForm()[name]))


def test_a_choice_can_be_explained(render: Render) -> None:
    html = render("radios", "form.language, descriptions={'nn': 'Vi skriver.'}", form=SampleForm())
    assert Markup(html).one("input", value="nn")["aria-describedby"] == "language-1-help"
    assert "aria-describedby" not in Markup(html).one("input", value="nb")


def test_the_error_summary_links_to_every_faulty_field(render: Render, faulty: SampleForm) -> None:
    found = Markup(render("error_summary", "form", form=faulty))
    assert {link["href"] for link in found.all("a")} == {
        "#feil-title",
        "#feil-text",
        "#feil-language",
    }
    assert "autofocus" in found.one("div", role="group")
    assert render("error_summary", "form", form=SampleForm()).strip() == ""


def test_files_chosen_before_a_fault_are_still_there(render: Render) -> None:
    staged = samples()["staged"]
    found = Markup(
        render("file_field", "form.files, staged=files", form=SampleForm(), files=staged)
    )
    assert found.faults == []
    kept = found.one("input", type="checkbox")
    assert (kept["name"], kept["value"]) == ("files_staged", "a1")
    assert "checked" in kept


def test_a_form_that_posts_carries_the_token_and_guards_against_double_sending(
    render: Render,
) -> None:
    found = Markup(render("form", "action='/send'", inner="<p>Felt</p>"))
    assert found.one("input", name="csrf_token")["value"] == "session-token"
    assert "data-confirm-once" in found.one("form")


def test_hidden_fields_come_along_and_the_token_has_no_id_to_stand_twice(render: Render) -> None:
    class Versioned(SampleForm):
        csrf_token = HiddenField()
        version = HiddenField()

    found = Markup(render("form", "sent", inner="<p>Felt</p>", sent=Versioned()))
    assert "id" not in found.one("input", name="csrf_token")
    assert found.one("input", name="version")["id"] == "version"


@pytest.mark.parametrize("arguments", ["method='get'", "csrf=False"])
def test_a_form_on_a_page_kept_for_everybody_carries_no_token(
    render: Render, arguments: str
) -> None:
    assert "token" not in render("form", arguments, inner="<p>Felt</p>")


def test_a_form_with_a_draft_says_what_its_script_will_say(render: Render) -> None:
    form = Markup(render("form", "draft_key='ny'", inner="<p>Felt</p>")).one("form")
    assert form["data-draft-key"] == "ny"
    assert form["data-draft-saved"] == "Lagret i nettleseren din"


def test_the_search_box_has_a_label_and_takes_the_slash_key(render: Render) -> None:
    found = Markup(render("search_box", "'støy', suggest_url='/sok/forslag'"))
    assert found.faults == []
    field = found.one("input")
    assert (field["name"], field["value"], field["data-focus-key"]) == ("q", "støy", "/")
    assert found.one("form", role="search")["action"] == "/sok"


def test_the_picker_works_as_a_form_without_scripts(render: Render) -> None:
    known = samples()
    html = render(
        "picker",
        "'lenker', 'Lenker', '/finn', picked=p, found=f",
        p=known["picked"],
        f=known["found"],
    )
    found = Markup(html)
    assert found.faults == []
    assert found.one("input", type="checkbox")["value"] == "guide:stoyklage"
    assert found.one("button", name="lenker_add")["value"] == "letter:varsel"
    assert found.one("button", name="lenker_search")


def test_autosave_carries_all_its_script_says(render: Render) -> None:
    html = render("autosave", "form.text, '/utkast', 3, '/konflikt'", form=SampleForm())
    state = Markup(html).one("p")
    assert (state["data-for"], state["data-version"], state["role"]) == ("text", "3", "status")
    assert {"data-text-saving", "data-text-saved", "data-text-failed", "data-text-conflict"} <= set(
        state
    )


def test_similar_answers_are_told_politely(render: Render) -> None:
    form = SampleForm()
    region = Markup(render("similar_answers", "[form.title, form.text], '/lignende'", form=form))
    assert region.one("div")["data-for"] == "title text"
    assert region.one("div")["aria-live"] == "polite"
