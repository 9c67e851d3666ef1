"""Every page of the demo, by who may see it; names in braces come from ``places``."""

KARI = "kari@alver.kommune.no"
INGRID = "ingrid@bodo.kommune.no"
ANNE = "anne@miljodir.no"
BERIT = "berit@miljodir.no"
ASTRID = "astrid@miljodir.no"
ODD = "odd@miljodir.no"
EXPERT = "expert@helsedirektoratet.no"

READING = (
    "/",
    "/sok",
    "/sok?q=slamtømming",
    "/sok?q=avlop&type=article&tema=avlop",
    "/sok?q=qwertyuiop",
    "/tema/avlop",
    "/tema/forurensning",
    "/lov",
    "/lov/for-2004-06-01-931",
    "/lov/for-2004-06-01-931/12-3",
    "/svar/1",
    "/svar/5",
    "/svar/1/utgave/1",
    "/veiledere",
    "/veiledere/avlop-kap-12",
    "/brevmaler",
    "/brevmaler/mangelfull-soknad-avlop",
    "/om",
    "/personvern",
    "/tilgjengelighet",
    "/finnes-ikke",
)
"""What people read without leaving a trace."""

BEFORE_SIGNING_IN = (
    "/stilguide",
    "/demo/post",
    "/demo/post/1",
    "/logg-inn",
    "/logg-inn/ukjent",
    "/logg-ut",
    "/sporsmal/nytt",
    "/sporsmal/sjekk-e-posten",
    "/sporsmal/besvart",
    "/sporsmal/status/ukjent",
    "/sporsmal/bekreft/ukjent",
)

SIGNED_IN = {
    KARI: (
        "/sporsmal",
        "/sporsmal/nytt",
        "/sporsmal/{kari_waits}",
        "/sporsmal/{kari_waits}/mottatt",
        "/sporsmal/{kari_waits}/trekk",
        "/konto",
    ),
    INGRID: ("/sporsmal/{answered}",),
    ANNE: (
        "/arbeidsflate",
        "/arbeidsflate?visning=alle",
        "/arbeidsflate?visning=venter",
        "/arbeidsflate?visning=besvarte",
        "/arbeidsflate/sporsmal/{draft}",
        "/arbeidsflate/sporsmal/{returned}",
        "/arbeidsflate/sporsmal/{consulting}",
        "/arbeidsflate/sporsmal/{draft}/svar/versjoner",
        "/arbeidsflate/sporsmal/{conflict}/svar/konflikt",
        "/arbeidsflate/flytt?valgt={draft}",
        "/redaksjon",
        "/redaksjon/artikkel/ny?sporsmal={answered}",
        "{public_version}",
        "{public_version}/forhandsvisning",
    ),
    BERIT: ("/arbeidsflate/sporsmal/{submitted}", "/arbeidsflate/sporsmal/{answered}"),
    EXPERT: ("/arbeidsflate/konsultasjon", "/arbeidsflate/konsultasjon/1"),
    ASTRID: (
        "/redaksjon",
        "/redaksjon/artikkel/1/rett",
        "{submitted_edition}",
        "/redaksjon/lovendringer",
        "/redaksjon/lovendringer/ny",
        "/redaksjon/lovendringer/{sweep}",
        "/redaksjon/lovhenvisninger",
        "/redaksjon/oppgaver",
        "/redaksjon/oppgaver/{task}",
        "/redaksjon/sok",
        "/redaksjon/sok?dager=7",
        "/redaksjon/synonymer",
        "/redaksjon/synonymer/prov",
        "/redaksjon/synonymer/prov?q=er+kloakken+tett",
        "/redaksjon/veiledere",
        "/redaksjon/veiledere/ny",
        "/redaksjon/veiledere/avlop-kap-12",
        "/redaksjon/veiledere/avlop-kap-12/kontrollert",
        "/redaksjon/veiledere/avlop-kap-12/trekk",
        "/redaksjon/veiledere/forsopling",
        "/redaksjon/veiledere/forsopling/opplysninger",
        "/redaksjon/veiledere/forsopling/forhandsvisning",
        "/redaksjon/veiledere/forsopling/steg/nytt",
        "/redaksjon/veiledere/forsopling/steg/{step}",
        "/redaksjon/veiledere/stoyklage/returner",
        "/redaksjon/brevmaler",
        "/redaksjon/brevmaler/ny",
        "/redaksjon/brevmaler/innsynssvar",
        "/redaksjon/brevmaler/innsynssvar/kontrollert",
        "/redaksjon/brevmaler/innsynssvar/trekk",
        "/redaksjon/brevmaler/avslag-utslipp",
        "/redaksjon/brevmaler/avslag-utslipp/tekst",
        "/redaksjon/brevmaler/avslag-utslipp/opplysninger",
        "/redaksjon/brevmaler/avslag-utslipp/forhandsvisning",
        "/redaksjon/brevmaler/utslippstillatelse/returner",
    ),
    ODD: (
        "/admin",
        "/admin/personer",
        "/admin/personer/1",
        "/admin/personer/ny",
        "/admin/virksomheter",
        "/admin/virksomheter/miljodir",
        "/admin/virksomheter/kommune-4631",
        "/admin/virksomheter/ny",
        "/admin/koer",
        "/admin/koer/miljodir",
        "/admin/temaer",
        "/admin/temaer/1",
        "/admin/temaer/nytt",
        "/admin/utboks",
    ),
}

NOT_PAGES = frozenset(
    {
        "static",
        "health.healthz",
        "health.readyz",
        "health.metrics",
        "pages.robots",
        "pages.security",
        "publishing.feed",
        "publishing.sitemap",
        "publishing.sitemap_part",
        "search.suggestions",
        "search_api.search",
        "articles_api.articles",
        "articles_api.article",
        "articles_api.description",
        "questions.similar",
        "questions.attachment",
        "answers.find",
        "picking.items",
        "picking.laws",
        "letters.download",
        "letters_desk.download_draft",
        "publishing.article",
        "questions.confirm_page",
    }
)
"""
What answers a GET with something else than a page of its own: files, feeds, parts for scripts,
the address that a short address leads on to. The page that confirms a question is visited by the
story.
"""


def of(email: str | None, places: dict[str, str]) -> list[str]:
    """Return the addresses of the pages of one person, or of somebody who is not signed in."""
    listed = SIGNED_IN[email] if email else READING + BEFORE_SIGNING_IN
    return [path.format(**places) for path in listed]
