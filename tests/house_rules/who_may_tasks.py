"""Who gets in where among the tasks, the law-change sweeps and the citations to look at."""

TASKS = {
    "ss rrr iiiii ir": """
        GET /redaksjon/lovendringer
        GET /redaksjon/lovendringer/{sweep}
        GET /redaksjon/lovhenvisninger
        GET /redaksjon/oppgaver
        GET /redaksjon/oppgaver/{task}
    """,
    # A task of Miljødirektoratet's
    "ss rrr iiiir ir": """
        POST /redaksjon/oppgaver/{task}/dropp
        POST /redaksjon/oppgaver/{task}/ferdig
        POST /redaksjon/oppgaver/{task}/frist
        POST /redaksjon/oppgaver/{task}/gi-videre
        POST /redaksjon/oppgaver/{task_done}/gjenapne
        POST /redaksjon/oppgaver/{task}/ta
        POST /redaksjon/oppgaver/{task}/varsel
    """,
    "ss rrr rrrrr ir": """
        GET /redaksjon/lovendringer/ny
        POST /redaksjon/lovendringer/ny
        POST /redaksjon/lovendringer/{sweep}/nye
    """,
}
"""As in ``who_may``: the outcome for each of ``PEOPLE``, and the addresses that have it."""
