"""What editors decide about the words of the search, and about what others are shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from helpdesk.accounts.models import User
from helpdesk.foundation import clock, counters, events, personal_data
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotFound, NotPermitted
from helpdesk.foundation.language import N_
from helpdesk.search import most_searched, policy, synonyms
from helpdesk.search.models import SearchWording, Synonym, SynonymDirection

MOST_OTHERS = 20
"""Other words of one term. A guess: each makes the search slower, and more say nothing new."""

NO_WORD = N_(
    "«%(word)s» kan søket ikke bruke. Skriv ord som ikke bare er småord, og høyst fire i uttrykket."
)
ONE_ONLY = N_("Skriv ett ord eller uttrykk her, uten komma. De andre hører hjemme i feltet under.")
TOO_MANY = N_("Skriv høyst %(most)s andre ord. Nå er det %(count)s.")
NO_OTHER = N_("Skriv minst ett annet ord enn det første.")
TAKEN = N_("«%(word)s» står allerede i listen. Endre det der.")
PERSONAL = N_(
    "«%(word)s» kan ikke brukes: ordene kan ikke være nummer eller adresser til personer."
)


@dataclass(frozen=True, kw_only=True)
class SynonymFacts:
    """What an editor decides: the term, what else it is called, and which find the others."""

    term: str
    others: Sequence[str]
    direction: SynonymDirection


def listed() -> list[Synonym]:
    """Return the editors' synonyms with who added them, by term."""
    chosen = select(Synonym).options(joinedload(Synonym.added_by))
    return list(db.session.scalars(chosen.order_by(Synonym.term)))


def synonym(synonym_id: int) -> Synonym:
    """
    Return the synonym with this key.

    Raises:
        NotFound: there is none.
    """
    found = db.session.get(Synonym, synonym_id)
    if found is None:
        raise NotFound(f"no synonym {synonym_id}")
    return found


def add_synonym(*, actor: User, facts: SynonymFacts) -> Synonym:
    """
    Let words find each other, from the next search on, in every process.

    Raises:
        NotPermitted: *actor* is no editor.
        InvalidInput: a word cannot be searched for, is a person's, or the term is there already.
    """
    _require_editor(actor, f"add synonym {facts.term}")
    term = _usable_term(facts.term)
    others = _usable_others(facts, term)
    _require_free(term)

    made = Synonym(
        term=term,
        others=others,
        direction=facts.direction,
        added_at=clock.now(),
        added_by_id=actor.id,
    )
    db.session.add(made)
    db.session.flush()
    _record("search.add_synonym", made, actor)
    db.session.commit()
    return made


def change_synonym(*, actor: User, synonym: Synonym, facts: SynonymFacts) -> None:
    """
    Let *synonym* be what *facts* say, from the next search on.

    Raises:
        NotPermitted: *actor* is no editor.
        InvalidInput: as when one is added.
    """
    _require_editor(actor, f"change {synonym.subject}")
    term = _usable_term(facts.term)
    others = _usable_others(facts, term)
    if term != synonym.term:
        _require_free(term)

    synonym.term, synonym.others, synonym.direction = term, others, facts.direction
    _record("search.change_synonym", synonym, actor)
    db.session.commit()


def remove_synonym(*, actor: User, synonym: Synonym) -> None:
    """
    Let the words of *synonym* no longer find each other.

    Raises:
        NotPermitted: *actor* is no editor.
    """
    _require_editor(actor, f"remove {synonym.subject}")

    db.session.delete(synonym)
    _record("search.remove_synonym", synonym, actor)
    db.session.commit()


def wording(wording_id: int) -> SearchWording:
    """
    Return the search with this key, as people word it.

    Raises:
        NotFound: there is none.
    """
    found = db.session.get(SearchWording, wording_id)
    if found is None:
        raise NotFound(f"no search {wording_id}")
    return found


def withhold(*, actor: User, wording: SearchWording) -> None:
    """
    Show *wording* to nobody any more, neither while typing nor on the front page.

    Raises:
        NotPermitted: *actor* is no editor.
    """
    _require_chooser(actor, f"withhold {wording.subject}")

    wording.is_withheld = True
    most_searched.leave_out(wording.text)
    events.record("search.withhold", wording.subject, actor_id=actor.id, text=wording.text)
    db.session.commit()


def show_again(*, actor: User, wording: SearchWording) -> None:
    """
    Let *wording* be shown to others again, where enough visits search for it.

    Raises:
        NotPermitted: *actor* is no editor.
    """
    _require_chooser(actor, f"show {wording.subject} again")

    wording.is_withheld = False
    events.record("search.show_again", wording.subject, actor_id=actor.id, text=wording.text)
    db.session.commit()


def _record(kind: str, synonym: Synonym, actor: User) -> None:
    counters.following(synonyms.VERSION)
    sign = "=" if synonym.is_two_way else "→"
    text = f"{synonym.term} {sign} {', '.join(synonym.others)}"
    events.record(kind, synonym.subject, actor_id=actor.id, text=text)


def _usable_others(facts: SynonymFacts, term: str) -> list[str]:
    others = [_usable(each, "others") for each in facts.others if each.strip()]
    different = [each for each in dict.fromkeys(others) if not _is_same(each, term)]
    if not different:
        raise InvalidInput(f"nothing but {term!r}", field="others", says=NO_OTHER)
    if (count := len(different)) > MOST_OTHERS:
        raise InvalidInput(
            f"{count} other words", field="others", says=TOO_MANY, most=MOST_OTHERS, count=count
        )
    return different


def _usable_term(given: str) -> str:
    if "," in given or ";" in given:
        raise InvalidInput(f"several words: {given!r}", field="term", says=ONE_ONLY)
    return _usable(given, "term")


def _require_free(term: str) -> None:
    if db.session.scalar(select(Synonym.id).where(Synonym.term == term)) is not None:
        raise InvalidInput(f"synonym {term} exists", field="term", says=TAKEN, word=term)


def _is_same(word: str, other: str) -> bool:
    return synonyms.phrase(word) == synonyms.phrase(other)


def _usable(given: str, field: str) -> str:
    word = " ".join(given.lower().split())
    if not synonyms.phrase(word):
        raise InvalidInput(
            f"{given!r} cannot be searched for", field=field, says=NO_WORD, word=word
        )
    if personal_data.find(word):
        raise InvalidInput("personal data in a synonym", field=field, says=PERSONAL, word=word)
    return word


def _require_editor(actor: User, act: str) -> None:
    if not policy.can_edit_synonyms(actor):
        raise NotPermitted(f"user {actor.id} may not {act}")


def _require_chooser(actor: User, act: str) -> None:
    if not policy.can_withhold_searches(actor):
        raise NotPermitted(f"user {actor.id} may not {act}")
