"""Files chosen in a form that is not sent yet: kept on the server, so that they stay chosen."""

from collections.abc import Collection, Sequence

from helpdesk.foundation import files
from helpdesk.foundation.db import db, let_go
from helpdesk.foundation.files import FileStore, StoredFile
from helpdesk.questions.uploads import MOST_FILES, Upload


def stage(
    *, store: FileStore, token: str, uploads: Sequence[Upload], kept_ids: Collection[int]
) -> tuple[list[StoredFile], list[str]]:
    """
    Keep *uploads* under *token* beside those of *kept_ids*, and drop the other ones there.

    The bytes are on the disk before the transaction begins, and leave it after the commit.

    Args:
        kept_ids: files already there whose box in the form is still ticked.

    Returns:
        the files there now, in the order they came, and the names of those there was no room for.
    """
    let_go()
    added = [
        store.stage(each.data, original_name=each.name, media_type=each.media_type, stage=token)
        for each in uploads
    ]
    waiting = files.staged(token)
    wanted = [each for each in waiting if each in added or each.id in kept_ids]
    kept, surplus = wanted[:MOST_FILES], wanted[MOST_FILES:]
    dropped = [each for each in waiting if each not in kept]
    for each in dropped:
        db.session.delete(each)
    db.session.commit()
    for each in dropped:
        store.remove(each)
    return kept, [each.original_name for each in surplus]
