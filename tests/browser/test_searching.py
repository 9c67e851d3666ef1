"""The search as a reader sees it: suggestions, a results page on paper, the way on to asking."""

from playwright.sync_api import Page, expect


def test_a_suggestion_says_what_it_is(page: Page) -> None:
    page.goto("/")
    page.locator("main input[type=search]").press_sequentially("avlop")
    expect(page.get_by_role("option", name="Avløp Tema", exact=True)).to_be_visible()


def test_a_results_page_on_paper_tells_what_was_searched(page: Page) -> None:
    page.goto("/sok?q=støy&tema=stoy")
    asked, narrowed = page.locator("h1"), page.get_by_text("Avgrenset til: Støy")
    expect(narrowed).to_be_hidden()
    assert asked.inner_text() == "Søk"
    page.emulate_media(media="print")
    expect(narrowed).to_be_visible()
    assert asked.inner_text() == "Søk: støy"
    for hidden in (".facets", ".band"):
        expect(page.locator(f"main {hidden}")).to_be_hidden()


def test_the_way_on_to_asking_stands_apart_from_the_last_hit(page: Page) -> None:
    page.goto("/sok?q=NVE")
    hit, band = (page.locator(f"main {name}").last.bounding_box() for name in (".hit", ".band"))
    assert hit
    assert band
    assert band["y"] - (hit["y"] + hit["height"]) >= 24


def test_text_that_came_along_is_compared_at_once(page: Page) -> None:
    page.goto("/sporsmal/nytt?tittel=Trenger+en+hytte+utslippstillatelse+for+gråvann")
    expect(page.get_by_role("heading", name="Disse svarene ligner")).to_be_visible()


def test_a_word_without_end_does_not_widen_the_log(signed_in, page: Page) -> None:
    editor = signed_in("astrid@miljodir.no", viewport={"width": 1280, "height": 900})
    endless = "_".join(["avløp"] * 33)
    page.goto(f"/sok?q={endless}")
    link = editor.get_by_role("link", name=endless, exact=True)
    for _attempt in range(20):
        editor.goto("/redaksjon/sok")
        if link.count():
            break
        editor.wait_for_timeout(1000)
    expect(link).to_be_visible()
    assert (
        editor.locator(".table-region").first.evaluate("it => it.scrollWidth - it.clientWidth") <= 0
    )
