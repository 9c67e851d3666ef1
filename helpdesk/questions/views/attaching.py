"""Files that come with a form: examined before the database is touched, then kept with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import current_app, request

from config import Settings
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.files import FileStore, StoredFile
from helpdesk.questions import uploads
from helpdesk.questions.forms import PostForm
from helpdesk.questions.service import staging
from helpdesk.questions.uploads import Upload
from helpdesk.web import errors, numbers
from helpdesk.web.templating import file_size

FIELD = "files"


@dataclass
class Sent:
    """The files of a request: those that may be kept, and what to say of the others."""

    uploads: list[Upload] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """Names of files beyond the number allowed, which nobody has looked at."""


@dataclass(frozen=True)
class StagedItem:
    """A file on the server, as the file field shows it."""

    token: str
    name: str
    size_text: str


def store() -> FileStore:
    """Return where the files lie."""
    kept: FileStore = current_app.extensions["file_store"]
    return kept


def most_mb() -> int:
    """Return how large a file may be, in megabytes."""
    settings: Settings = current_app.extensions["settings"]
    return settings.upload_max_mb


def examine_sent() -> Sent:
    """
    Look at what was sent; slow for pictures, so it comes before any transaction.

    No more files are looked at than may be kept: a thousand small ones can hold large pictures.
    """
    sent, most_bytes = Sent(), most_mb() * uploads.BYTES_A_MB
    files = request.files.getlist(FIELD)
    chosen = [(each.filename, each.stream) for each in files if each.filename]
    sent.left_out = [uploads.shown_name(name) for name, _stream in chosen[uploads.MOST_FILES :]]
    for name, stream in chosen[: uploads.MOST_FILES]:
        data = stream.read(most_bytes + 1)
        try:
            sent.uploads.append(uploads.examine(name, data, most_bytes=most_bytes))
        except InvalidInput as error:
            sent.faults.append(errors.says(error))
    return sent


def keep(form: PostForm, sent: Sent) -> None:
    """Keep what was sent beside what was kept before, and tell the form."""
    if not store().has_room_for(sum(len(each.data) for each in sent.uploads)):
        sent = Sent(faults=[errors.says(uploads.no_room())])
    kept_ids = list(map(numbers.whole, request.form.getlist(f"{FIELD}_staged")))
    staged, left_out = staging.stage(
        store=store(), token=form.stage.data, uploads=sent.uploads, kept_ids=kept_ids
    )
    left_out = [*left_out, *sent.left_out]
    faults = [errors.says(uploads.too_many(left_out))] if left_out else []
    form.keep_files(staged, [*sent.faults, *faults])


def items(staged: Sequence[StoredFile]) -> list[StagedItem]:
    """Return how the file field shows the files on the server."""
    return [StagedItem(str(each.id), each.original_name, file_size(each.size)) for each in staged]
