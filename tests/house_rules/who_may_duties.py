"""Who gets in where among the pages of duties; see ``who_may``."""

DUTIES = {
    "ii iii iiiii ii": """
        GET /myndighet-og-plikt
        GET /myndighet-og-plikt.csv
        GET /myndighet-og-plikt/hvem-avgjor?tema=avlop
        GET /myndighet-og-plikt/{duty}
    """,
    "uu uuu uuuuu uu": "GET /myndighet-og-plikt/{duty_waiting}",
    "ss rrr iiiii ir": """
        GET /redaksjon/myndighet-og-plikt
        POST /redaksjon/myndighet-og-plikt/forhandsvis
        GET /redaksjon/myndighet-og-plikt/ny
        POST /redaksjon/myndighet-og-plikt/ny
    """,
    "ss rrr iiiiu ir": """
        GET /redaksjon/myndighet-og-plikt/{duty}
        GET /redaksjon/myndighet-og-plikt/{duty}/forhandsvisning
        POST /redaksjon/myndighet-og-plikt/{duty}/forkast
        GET /redaksjon/myndighet-og-plikt/{duty}/kontrollert
        POST /redaksjon/myndighet-og-plikt/{duty}/ny-utgave
        GET /redaksjon/myndighet-og-plikt/{duty}/opplysninger
        POST /redaksjon/myndighet-og-plikt/{duty}/opplysninger
        GET /redaksjon/myndighet-og-plikt/{duty}/oppgaven
        POST /redaksjon/myndighet-og-plikt/{duty}/oppgaven
        GET /redaksjon/myndighet-og-plikt/{duty_waiting}/returner
        POST /redaksjon/myndighet-og-plikt/{duty_waiting}/returner
        POST /redaksjon/myndighet-og-plikt/{duty}/send
        GET /redaksjon/myndighet-og-plikt/{duty}/trekk
    """,
    "ss rrr rrriu ir": """
        POST /redaksjon/myndighet-og-plikt/{duty_waiting}/publiser
        POST /redaksjon/myndighet-og-plikt/{duty}/kontrollert
        POST /redaksjon/myndighet-og-plikt/{duty}/trekk
    """,
}
