"""
Who may do what with articles and editions.

Every thing asked about comes with what the answer needs: an edition with its authors and article,
an article with its question, a question with its queue.
"""

from helpdesk.accounts.models import MemberRole, User
from helpdesk.answers import policy as desk
from helpdesk.publishing.models import Article, Edition
from helpdesk.publishing.states import EditionState
from helpdesk.questions.models import Question


def can_see_case(actor: User, question: Question) -> bool:
    """
    Tell whether *actor* may read the private text beside the public one.

    Source: service.md, section 1: people outside the queue's agency see nothing of a case.
    """
    return desk.can_see(actor, question)


def can_start(actor: User, question: Question) -> bool:
    """Tell whether *actor* may make a public version of *question*."""
    return can_see_case(actor, question)


def can_see(actor: User, edition: Edition) -> bool:
    """
    Tell whether *actor* may read an edition that is not public yet.

    What is made from a case holds the case's own words until the queue has settled the personal
    data in it and submitted it; until then it is no business of the editors'. A draft begun anew
    after the first was given up is as raw as that one was.

    Source: service.md, section 1: an editor sees the edition, its findings settled by the queue.
    """
    if _serves(actor, edition.article):
        return True
    article = edition.article
    was_public = article.question_id is None or article.first_published_at is not None
    is_raw = edition.submitted_at is None and not was_public
    return _edits(actor) and not is_raw


def can_edit(actor: User, edition: Edition) -> bool:
    """Tell whether *actor* may write in *edition*, settle findings in it and submit it."""
    return edition.state is EditionState.DRAFT and can_see(actor, edition)


def can_take_back(actor: User, edition: Edition) -> bool:
    """Tell whether *actor* may make a draft again of what waits for review or for its day."""
    in_line = edition.state in {EditionState.SUBMITTED, EditionState.SCHEDULED}
    return in_line and can_see(actor, edition)


def can_discard(actor: User, edition: Edition) -> bool:
    """Tell whether *actor* may give *edition* up before it is published."""
    return can_edit(actor, edition)


def can_review(actor: User, edition: Edition) -> bool:
    """
    Tell whether *actor* may publish *edition* or return it with remarks, its state aside.

    Source: service.md, section 1: a second pair of eyes before publishing, always; whoever wrote
    a text never approves it.
    """
    return _is_reviewer(actor, edition.article) and actor.id not in edition.author_ids


def can_correct(actor: User, article: Article) -> bool:
    """Tell whether *actor* may begin a new edition of a published article."""
    return _edits(actor) or _serves(actor, article)


def can_withdraw(actor: User, article: Article) -> bool:
    """Tell whether *actor* may withdraw a published article, or say that it still holds."""
    return _is_reviewer(actor, article)


def _is_reviewer(actor: User, article: Article) -> bool:
    if _edits(actor):
        return True
    if not _serves(actor, article):
        return False
    question = article.question if article.question_id is not None else None
    if question is not None and question.queue.organisation_id == article.owner_id:
        return actor.role_in(question.queue_id) is MemberRole.REVIEWER
    return any(each.role is MemberRole.REVIEWER for each in actor.memberships)


def _edits(actor: User) -> bool:
    return actor.is_active and actor.is_editor


def _serves(actor: User, article: Article) -> bool:
    return actor.is_active and actor.is_expert and actor.organisation_id == article.owner_id
