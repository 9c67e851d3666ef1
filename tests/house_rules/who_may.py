"""
Who gets in where: every address of the product, with a thing of every kind at it, for everybody.

Each line of outcomes has one letter a person, in the order of ``PEOPLE``:

- ``i`` in: whatever the state of the thing and the form then say (a page, a redirect, 409, 422)
- ``s`` sent to the sign-in page
- ``r`` refused, 403: may know of it, may not do it
- ``u`` unknown, 404: may not know of it

A new address fails the test until it stands here.
"""

from tests.house_rules.who_may_duties import DUTIES
from tests.house_rules.who_may_letters import LETTERS
from tests.house_rules.who_may_search import SEARCH
from tests.house_rules.who_may_tasks import TASKS

PEOPLE = (
    *("visitor", "closed"),
    *("kari", "nils", "ingrid"),
    *("anne", "dag", "frida", "berit", "vera"),
    *("astrid", "odd"),
)
"""
Closed is an expert whose account was closed. Kari asked; Nils is her colleague, Ingrid works in
another municipality. Anne is responsible and wrote; Dag serves her queue, Berit reviews there;
Frida serves another queue of the agency, Vera is an expert of another one. Astrid edits, Odd
administers.
"""

_ADDRESSES = {
    # Open to all
    "ii iii iiiii ii": """
        GET /
        GET /.well-known/security.txt
        GET /api/v1/articles
        GET /api/v1/articles/{article}
        GET /api/v1/openapi.json
        GET /api/v1/search?q=avlop
        GET /feed.atom
        GET /healthz
        GET /logg-inn
        POST /logg-inn
        GET /logg-inn/ukjent
        POST /logg-inn/ukjent
        GET /logg-ut
        POST /logg-ut
        GET /lov
        GET /lov/for-2004-06-01-931
        GET /lov/for-2004-06-01-931/12-3
        GET /metrics
        GET /om
        GET /personvern
        GET /readyz
        GET /robots.txt
        GET /sitemap-1.xml
        GET /sitemap.xml
        GET {confirm}
        POST {confirm}
        GET {status}
        GET /sporsmal/besvart
        POST /sporsmal/besvart
        GET /sporsmal/lignende?q=avlop
        POST /sporsmal/nytt
        GET /sporsmal/sjekk-e-posten
        GET /svar/{article}
        GET /svar/{article}/{article_slug}
        GET /svar/{article}/utgave/1
        GET /tema/avlop
        GET /tilgjengelighet
        GET /veiledere
        GET /veiledere/{guide}
        GET /veiledere/{guide}/gjennomgang
    """,
    # Not there: the demo's own pages, drafts at public addresses, nobody's secrets
    "uu uuu uuuuu uu": """
        GET /demo/post
        GET /demo/post/1
        GET /stilguide
        GET /svar/{raw}
        GET /svar/{raw}/utgave/1
        GET /svar/{waiting}/utgave/1
        GET /veiledere/{guide_waiting}
        GET /sporsmal/bekreft/ukjent
        GET /sporsmal/status/ukjent
    """,
    # For those who ask
    "ii iii rrrrr rr": "GET /sporsmal/nytt",
    # One's own
    "ss iii iiiii ii": """
        GET /konto
        POST /konto
        POST /konto/passord
        POST /konto/logg-ut-overalt
        GET /sporsmal
    """,
    # A question nobody shared, seen by its requester and by the agency that has it
    "ss iuu iiiiu uu": """
        GET /sporsmal/{private}
        GET /sporsmal/{private}/mottatt
        GET /sporsmal/{private}/trekk
        GET /sporsmal/{private}/vedlegg/{file}
    """,
    "ss iuu rrrru uu": """
        POST /sporsmal/{private}
        POST /sporsmal/{private}/trekk
    """,
    "ss uuu iiiiu uu": "GET /sporsmal/{private}/vedlegg/{note_file}",
    "ss uuu uuuuu uu": "GET /sporsmal/{shared}/vedlegg/{file}",
    # The same, shared with colleagues, and put to Vera's unit
    "ss iiu iiiiu uu": """
        GET /sporsmal/{shared}
        GET /sporsmal/{shared}/mottatt
        GET /sporsmal/{shared}/trekk
    """,
    "ss iru rrrru uu": """
        POST /sporsmal/{shared}
        POST /sporsmal/{shared}/trekk
    """,
    # The desk
    "ss rrr iiiii rr": """
        GET /arbeidsflate
        POST /arbeidsflate/flere
        GET /arbeidsflate/flytt
        POST /arbeidsflate/flytt
        POST /arbeidsflate/forhandsvisning
        GET /arbeidsflate/konsultasjon
        GET /arbeidsflate/oppslag?q=avlop
    """,
    "ss rrr uuuui rr": """
        GET /arbeidsflate/konsultasjon/{consultation}
        POST /arbeidsflate/konsultasjon/{consultation}
    """,
    "ss rrr iiiiu rr": """
        GET /arbeidsflate/sporsmal/{private}
        GET /arbeidsflate/sporsmal/{shared}
        GET /arbeidsflate/sporsmal/{private}/svar/versjoner
        GET /arbeidsflate/sporsmal/{private}/svar/konflikt
    """,
    "ss rrr iiriu rr": """
        POST /arbeidsflate/sporsmal/{private}/ta
        POST /arbeidsflate/sporsmal/{private}/legg-tilbake
        POST /arbeidsflate/sporsmal/{private}/gi-videre
        POST /arbeidsflate/sporsmal/{private}/flytt
        POST /arbeidsflate/sporsmal/{private}/notat
        POST /arbeidsflate/sporsmal/{private}/be-om-mer
        POST /arbeidsflate/sporsmal/{private}/spor-andre
        POST /arbeidsflate/sporsmal/{private}/fortsett
        POST /arbeidsflate/sporsmal/{private}/forsinkelse
        POST /arbeidsflate/sporsmal/{private}/videresend
        POST /arbeidsflate/sporsmal/{private}/duplikat
        POST /arbeidsflate/sporsmal/{private}/utenfor
        POST /arbeidsflate/sporsmal/{private}/soppel
        POST /arbeidsflate/sporsmal/{private}/gjenapne
        POST /arbeidsflate/sporsmal/{private}/svar
        POST /arbeidsflate/sporsmal/{private}/svar/utkast
        POST /arbeidsflate/sporsmal/{private}/svar/send
        POST /arbeidsflate/sporsmal/{private}/svar/ta-tilbake
    """,
    "ss rrr rrriu rr": """
        POST /arbeidsflate/sporsmal/{private}/svar/godkjenn
        POST /arbeidsflate/sporsmal/{private}/svar/returner
    """,
    # The editors' pages
    "ss rrr iiiii ir": """
        GET /redaksjon
        POST /redaksjon/forhandsvis-tekst
        GET /redaksjon/brevmaler
        POST /redaksjon/brevmaler/forhandsvis
        GET /redaksjon/brevmaler/ny
        POST /redaksjon/brevmaler/ny
        GET /redaksjon/veiledere
        POST /redaksjon/veiledere/forhandsvis
        GET /redaksjon/veiledere/ny
        POST /redaksjon/veiledere/ny
        GET /redaksjon/velg/innhold?q=avlop
        GET /redaksjon/velg/lover?q=forurensning
    """,
    # A case that may become an article, and a draft that still holds the case's own words
    "ss rrr iiiiu ur": """
        GET /redaksjon/artikkel/ny?sporsmal={answered}
        POST /redaksjon/artikkel/ny?sporsmal={answered}
        GET /redaksjon/artikkel/{raw}/utgave/1
        POST /redaksjon/artikkel/{raw}/utgave/1
        GET /redaksjon/artikkel/{raw}/utgave/1/forhandsvisning
        POST /redaksjon/artikkel/{raw}/utgave/1/forkast
    """,
    "ss rrr uuuuu ur": """
        GET /redaksjon/artikkel/{raw}/rett
        GET /redaksjon/artikkel/{raw}/utgave/2
    """,
    # A text its agency has handed over, and one that is published
    "ss rrr iiiiu ir": """
        GET /redaksjon/artikkel/{waiting}/utgave/1
        POST /redaksjon/artikkel/{waiting}/utgave/1
        GET /redaksjon/artikkel/{waiting}/utgave/1/forhandsvisning
        POST /redaksjon/artikkel/{waiting}/utgave/1/ta-tilbake
        GET /redaksjon/brevmaler/{letter}
        GET /redaksjon/brevmaler/{letter}/forhandsvisning
        GET /redaksjon/brevmaler/{letter}/forhandsvisning/last-ned
        POST /redaksjon/brevmaler/{letter}/forkast
        GET /redaksjon/brevmaler/{letter}/kontrollert
        POST /redaksjon/brevmaler/{letter}/ny-utgave
        GET /redaksjon/brevmaler/{letter}/opplysninger
        POST /redaksjon/brevmaler/{letter}/opplysninger
        GET /redaksjon/brevmaler/{letter_waiting}/returner
        POST /redaksjon/brevmaler/{letter_waiting}/returner
        POST /redaksjon/brevmaler/{letter}/send
        GET /redaksjon/brevmaler/{letter}/tekst
        POST /redaksjon/brevmaler/{letter}/tekst
        GET /redaksjon/brevmaler/{letter}/trekk
        GET /redaksjon/veiledere/{guide}
        POST /redaksjon/veiledere/{guide}/flyt
        GET /redaksjon/veiledere/{guide}/forhandsvisning
        POST /redaksjon/veiledere/{guide}/forkast
        GET /redaksjon/veiledere/{guide}/kontrollert
        POST /redaksjon/veiledere/{guide}/ny-utgave
        GET /redaksjon/veiledere/{guide}/opplysninger
        POST /redaksjon/veiledere/{guide}/opplysninger
        GET /redaksjon/veiledere/{guide_waiting}/returner
        POST /redaksjon/veiledere/{guide_waiting}/returner
        POST /redaksjon/veiledere/{guide}/send
        GET /redaksjon/veiledere/{guide}/steg/nytt
        POST /redaksjon/veiledere/{guide}/steg/nytt
        GET /redaksjon/veiledere/{guide}/steg/{anchor}
        POST /redaksjon/veiledere/{guide}/steg/{anchor}
        POST /redaksjon/veiledere/{guide}/steg/{anchor}/flytt
        POST /redaksjon/veiledere/{guide}/steg/{anchor}/fjern
        GET /redaksjon/veiledere/{guide}/trekk
    """,
    "ss rrr rrriu ir": """
        POST /redaksjon/artikkel/{waiting}/utgave/1/publiser
        POST /redaksjon/artikkel/{waiting}/utgave/1/send-tilbake
        POST /redaksjon/brevmaler/{letter_waiting}/publiser
        POST /redaksjon/brevmaler/{letter}/kontrollert
        POST /redaksjon/brevmaler/{letter}/trekk
        POST /redaksjon/veiledere/{guide_waiting}/publiser
        POST /redaksjon/veiledere/{guide}/kontrollert
        POST /redaksjon/veiledere/{guide}/trekk
    """,
    "ss rrr iiiir ir": """
        GET /redaksjon/artikkel/{article}/rett
        POST /redaksjon/artikkel/{article}/rett
    """,
    "ss rrr rrrir ir": """
        POST /redaksjon/artikkel/{article}/bekreft
        POST /redaksjon/artikkel/{article}/trekk-tilbake
    """,
    # Administration, which opens no case
    "ss rrr rrrrr ri": """
        GET /admin
        GET /admin/koer
        POST /admin/koer
        GET /admin/koer/miljodir
        POST /admin/koer/miljodir
        POST /admin/koer/miljodir/medlemmer
        POST /admin/koer/miljodir/medlemmer/{dag}/fjern
        GET /admin/personer
        GET /admin/personer/ny
        POST /admin/personer/ny
        GET /admin/personer/{dag}
        POST /admin/personer/{dag}
        POST /admin/personer/{dag}/apne
        POST /admin/personer/{dag}/send-lenke
        POST /admin/personer/{dag}/steng
        GET /admin/temaer
        GET /admin/temaer/nytt
        POST /admin/temaer/nytt
        GET /admin/temaer/{topic}
        POST /admin/temaer/{topic}
        GET /admin/utboks
        POST /admin/utboks/{dead_letter}/prov-igjen
        GET /admin/virksomheter
        GET /admin/virksomheter/ny
        POST /admin/virksomheter/ny
        GET /admin/virksomheter/kommune-4631
        POST /admin/virksomheter/kommune-4631
        POST /admin/virksomheter/kommune-4631/domener
        POST /admin/virksomheter/kommune-4631/domener/alver.kommune.no/fjern
        POST /admin/virksomheter/domener/ukjent.kommune.no
    """,
}

TABLE: list[tuple[str, str, dict[str, str]]] = [
    (*line.split(maxsplit=1), dict(zip(PEOPLE, outcomes.replace(" ", ""), strict=True)))
    for room in (_ADDRESSES, DUTIES, LETTERS, SEARCH, TASKS)
    for outcomes, lines in room.items()
    for line in filter(None, map(str.strip, lines.splitlines()))
]
"""Method, address with the names of things in braces, and the outcome by person."""
