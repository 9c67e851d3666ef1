"""Who may do what with guides and letter templates: one table, the same for both rooms."""

import pytest

from helpdesk.catalogue import editors
from helpdesk.guides.models import Guide, GuideEdition
from helpdesk.letters.models import LetterEdition, LetterTemplate

KINDS = [(Guide, GuideEdition), (LetterTemplate, LetterEdition)]

# The work is Miljødirektoratet's, the edition was written by Anne (expert) and Astrid (editor).
MAY = {
    "kari": (False, False, False),
    "anne": (True, False, False),
    "dag": (True, False, False),
    "berit": (True, True, True),
    "vera": (False, False, False),
    "liv": (False, False, False),
    "astrid": (True, True, False),
    "odd": (False, False, False),
}


@pytest.mark.parametrize(("name", "may"), MAY.items(), ids=list(MAY))
@pytest.mark.parametrize("kind", KINDS, ids=["guide", "letter"])
def test_role_decides_who_writes_approves_and_publishes(cast, kind, name, may):
    person = getattr(cast, name)
    work = kind[0](slug="a", owner_id=cast.miljodir.id)
    edition = kind[1](author_ids=[cast.anne.id, cast.astrid.id])
    assert (
        editors.may_write(person, work),
        editors.may_approve(person, work),
        editors.may_publish(person, work, edition),
    ) == may


def test_editor_publishes_what_others_wrote(cast):
    work = Guide(slug="a", owner_id=cast.nve.id)
    assert editors.may_publish(cast.astrid, work, GuideEdition(author_ids=[cast.vera.id]))


def test_reviewer_never_publishes_her_own_text(cast):
    work = Guide(slug="a", owner_id=cast.miljodir.id)
    assert not editors.may_publish(cast.berit, work, GuideEdition(author_ids=[cast.berit.id]))


def test_somebody_who_left_may_nothing(cast):
    cast.astrid.is_active = False
    work = Guide(slug="a", owner_id=cast.miljodir.id)
    assert not editors.may_write(cast.astrid, work)
