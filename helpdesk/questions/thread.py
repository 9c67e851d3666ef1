"""Posting into a question's thread; the caller commits."""

from collections.abc import Iterable
from datetime import datetime

from helpdesk.accounts.models import User
from helpdesk.foundation import files as stored_files
from helpdesk.foundation.db import db
from helpdesk.foundation.files import StoredFile
from helpdesk.foundation.markdown import RENDERER_VERSION
from helpdesk.foundation.text import normalise_newlines
from helpdesk.laws import linking
from helpdesk.questions.models import Attachment, Message, MessageKind, Question, Visibility

_WRITTEN_AS_LETTERS = frozenset({MessageKind.QUESTION, MessageKind.FOLLOW_UP})
"""Written by people who do not think of Markdown: a new line is meant as one."""

_REPLIES = frozenset(
    {
        MessageKind.INFORMATION_REQUEST,
        MessageKind.DELAY_NOTICE,
        MessageKind.ANSWER,
        MessageKind.DECISION,
    }
)


def post(
    question: Question,
    *,
    author: User | None,
    kind: MessageKind,
    visibility: Visibility,
    text: str,
    at: datetime,
    files: Iterable[StoredFile] = (),
    submit_key: str | None = None,
) -> Message:
    """
    Add a post to the thread, rendered, its citations linked to Lovdata, *files* attached.

    Args:
        author: None for the service itself, or an asker who has not confirmed yet.
        files: staged files; they belong to the post from now on.
        submit_key: made with the form, so that a double submit makes one post.
    """
    message = Message(
        question=question,
        author=author,
        kind=kind,
        visibility=visibility,
        text=text,
        html=render(kind, text),
        renderer_version=RENDERER_VERSION,
        submit_key=submit_key,
        posted_at=at,
    )
    db.session.add(message)
    for stored in files:
        stored_files.attach(stored)
        db.session.add(Attachment(message=message, file=stored))
    if kind in _REPLIES and question.first_replied_at is None:
        question.first_replied_at = at
    return message


def render(kind: MessageKind, text: str) -> str:
    """Return the safe HTML of a post of *kind*."""
    if kind in _WRITTEN_AS_LETTERS:
        text = normalise_newlines(text).replace("\n", "  \n")
    return linking.render(text)
