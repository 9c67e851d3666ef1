"""Who gets in at the addresses of the search; read as :mod:`who_may` is."""

SEARCH = {
    "ii iii iiiii ii": """
        GET /sok?q=avlop
        GET /sok/forslag?q=avl
        POST /sok/klikk
    """,
    # The editors' own
    "ss rrr rrrrr ir": """
        GET /redaksjon/sok
        POST /redaksjon/sok/{wording}/foresla-ikke
        POST /redaksjon/sok/{wording}/foresla
        GET /redaksjon/synonymer
        POST /redaksjon/synonymer
        GET /redaksjon/synonymer/prov?q=kloakk
        GET /redaksjon/synonymer/{synonym}
        POST /redaksjon/synonymer/{synonym}
        POST /redaksjon/synonymer/{synonym}/fjern
    """,
}
