"""Who gets in at the letters' addresses; read as :mod:`who_may` is."""

LETTERS = {
    # Open to all, filling in included
    "ii iii iiiii ii": """
        GET /brevmaler
        GET /brevmaler/{letter}
        GET /brevmaler/{letter}/fyll-ut
        POST /brevmaler/{letter}/fyll-ut
        POST /brevmaler/{letter}/fyll-ut/vis
        GET /brevmaler/{letter}/last-ned
        GET /brevmaler/{letter}/utgave/1
        GET /brevmaler/{letter}/utgave/1/last-ned
    """,
    # Drafts at public addresses
    "uu uuu uuuuu uu": """
        GET /brevmaler/{letter_waiting}
        GET /brevmaler/{letter_waiting}/fyll-ut
        POST /brevmaler/{letter_waiting}/fyll-ut
        POST /brevmaler/{letter_waiting}/fyll-ut/vis
        GET /brevmaler/{letter_waiting}/last-ned
        GET /brevmaler/{letter_waiting}/utgave/1
        GET /brevmaler/{letter}/utgave/2
        GET /brevmaler/{letter}/utgave/2/last-ned
    """,
    # The editors' own
    "ss rrr iiiiu ir": """
        GET /redaksjon/brevmaler/{letter}/dokument
        POST /redaksjon/brevmaler/{letter}/dokument
        GET /redaksjon/brevmaler/{letter}/rekkefolge
        POST /redaksjon/brevmaler/{letter}/rekkefolge
    """,
}
