"""Work in every state of the editors' pages, made in the running demo, and where it stands."""

from urllib.parse import urlsplit

from tests.browser.pages import ANNE, ASTRID, KARI
from tests.visitors import Visitor

MOST_STEPS = 60

TITLES = {
    "answered": "Kan kommunen kreve tømmekvitteringer",
    "draft": "Kan en reindriftsutøver bruke drone",
    "submitted": "Kan vi krevje at fleire hytteeigarar",
    "returned": "Kan kommunen pålegge eieren å fjerne parkslirekne",
    "consulting": "Hvem følger opp støy fra en lovlig anlagt pumptrackbane",
}


def prepare(url: str) -> dict[str, str]:
    """Begin work in the demo at *url*; return what stands for the names in braces."""
    anne, astrid, kari = Visitor(url), Visitor(url), Visitor(url)
    for visitor, email in ((anne, ANNE), (astrid, ASTRID), (kari, KARI)):
        visitor.sign_in(email)
    places = _references(anne)
    places["kari_waits"] = places["consulting"]
    places["conflict"] = places["returned"]
    _meet_a_newer_text(anne, places["conflict"])
    places["public_version"] = _begin_public_version(anne, places["answered"])
    places["submitted_edition"] = _submit_correction(astrid)
    places["step"] = _begin_editions(astrid)
    places["synonym"] = _add_synonym(astrid)
    places["walk_end"] = _walk_to_an_end(Visitor(url))
    places |= _mark_a_change(astrid)
    return places


def _references(anne: Visitor) -> dict[str, str]:
    found = {}
    for view in ("alle", "besvarte"):
        for link in anne.get(f"/arbeidsflate?visning={view}").xpath("//a[@class='row-title']"):
            for name, title in TITLES.items():
                if link.text_content().startswith(title):
                    found[name] = link.get("href").rsplit("/", 1)[1]
    assert found.keys() == TITLES.keys(), found
    return found


def _meet_a_newer_text(anne: Visitor, reference: str) -> None:
    case = f"/arbeidsflate/sporsmal/{reference}"
    opened_before = anne.get(case)
    anne.fill(case, action="/svar", press="act=lagre", text="Ja, når planten sprer seg.")
    anne.send(opened_before, action="/svar", press="act=lagre", text="Nei, ikke uten et vedtak.")


def _begin_public_version(anne: Visitor, reference: str) -> str:
    anne.fill(f"/redaksjon/artikkel/ny?sporsmal={reference}")
    page = urlsplit(anne.url).path
    leaked = "Ring Kari Nordås på tlf. 900 12 345, eller skriv til kari@alver.kommune.no."
    anne.fill(page, press="act=lagre", question_text=leaked)
    return page


def _submit_correction(astrid: Visitor) -> str:
    astrid.fill("/redaksjon/artikkel/3/rett", action="/rett", change_class="linguistic")
    page = urlsplit(astrid.url).path
    astrid.fill(page, press="act=send", change_note="Rettet en skrivefeil.")
    assert urlsplit(astrid.url).query == "", astrid.url
    return page


def _add_synonym(astrid: Visitor) -> str:
    page = "/redaksjon/synonymer"
    astrid.fill(page, action=page, term="tønnebil", others="slambil")
    links = astrid.get(page).xpath("//main//td//a[contains(@class, 'ds-button')]/@href")
    return str(links[0]).rsplit("/", 1)[1]


def _walk_to_an_end(visitor: Visitor) -> str:
    """Take the first way on, the last one where the way has been before; return the way taken."""
    at, met = "/veiledere/avlop-kap-12/gjennomgang", set[str]()
    for _ in range(MOST_STEPS):
        page = visitor.get(at)
        ways = page.xpath("//main//nav[contains(@class, 'walk-on')]//a/@href")
        if not ways:
            return at.partition("vei=")[2]
        title = page.xpath("string(//h1)")
        at = str(ways[-1] if title in met else ways[0])
        met.add(title)
    raise AssertionError(f"no end after {met}")


def _mark_a_change(astrid: Visitor) -> dict[str, str]:
    """Start a sweep over what cites § 12-4; return its number and that of a task in it."""
    here = "/redaksjon/lovendringer/ny?lov=FOR-2004-06-01-931/12-4"
    facts = {"what": "Søknaden skal sendes digitalt.", "changed_from": "2027-01-01"}
    shown = astrid.fill(here, press="act=preview", **facts)
    sweep = astrid.send(shown, press="act=start", what=facts["what"])
    task = sweep.xpath("//table//th/a/@href")[0]
    return {"sweep": astrid.url.rsplit("/", 1)[1], "task": task.rsplit("/", 1)[1]}


def _begin_editions(astrid: Visitor) -> str:
    """Have drafts of each edited kind, and others with the reviewer; return a step's name."""
    for work in (
        "veiledere/forsopling",
        "brevmaler/avslag-utslipp",
        "myndighet-og-plikt/tilsyn-forurensning",
    ):
        astrid.fill(f"/redaksjon/{work}", action="/ny-utgave")
    for work in (
        "veiledere/stoyklage",
        "brevmaler/utslippstillatelse",
        "myndighet-og-plikt/palegg-undersokelse",
    ):
        astrid.fill(f"/redaksjon/{work}", action="/ny-utgave")
        astrid.fill(f"/redaksjon/{work}", action="/send")
    steps = astrid.get("/redaksjon/veiledere/forsopling").xpath("//ol[@class='step-rows']/li")
    return str(steps[0].get("id"))
