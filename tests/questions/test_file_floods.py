"""Files in numbers and sizes that would stop the service."""

import time
from io import BytesIO

import sqlalchemy as sa
from PIL import Image

from helpdesk.foundation import files as stored_files
from helpdesk.foundation.db import db
from helpdesk.foundation.files import StoredFile
from tests.questions.test_asking_pages import NUMBER, PDF, faults, see_over


def test_files_beyond_the_number_allowed_are_not_even_looked_at(cast, as_user) -> None:
    picture = BytesIO()
    Image.new("1", (6000, 6000)).save(picture, "PNG")
    names = [*(f"kart {number}.png" for number in range(400)), f"{NUMBER}.png"]
    files = [(BytesIO(picture.getvalue()), name) for name in names]
    started_at = time.process_time()
    answer = see_over(as_user(cast.kari), files=files)
    assert time.process_time() - started_at < 20
    assert "kart 399.png" in faults(answer)
    assert NUMBER not in answer.text
    assert len(db.session.scalars(sa.select(StoredFile)).all()) == 5


def test_no_file_is_taken_that_would_leave_the_database_no_room(cast, as_user, monkeypatch) -> None:
    monkeypatch.setattr(stored_files, "KEPT_FREE", 10**18)
    answer = see_over(as_user(cast.kari), files=[(BytesIO(PDF), "kart.pdf")])
    assert "Vi kan ikke ta imot filer akkurat nå" in faults(answer)
    assert db.session.scalars(sa.select(StoredFile)).all() == []
    assert see_over(as_user(cast.kari)).status_code == 200
