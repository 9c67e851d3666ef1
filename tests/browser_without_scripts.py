"""The test client: every request in a context and a session of its own, as in production."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from helpdesk.accounts.models import Membership, Organisation, Queue, User
from helpdesk.foundation.db import db
from helpdesk.topics.models import Topic

CAST = (Membership, Organisation, Queue, User, Topic)


class Browser(FlaskClient):
    """
    A client that shares nothing with the test but the database.

    What the test has open is committed before the request, and what it holds is forgotten after
    it, so that the test's next look sees what the request did. The cast keeps its relations.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        db.session.commit()
        with self.application.app_context():
            response = super().open(*args, **kwargs)
        for thing in db.session:
            if not isinstance(thing, CAST):
                db.session.expire(thing)
        return response
