"""The pages of the expert's desk."""

from helpdesk.answers.views import acts, cases, consulting, desk, reviewing, revisions, writing
from helpdesk.answers.views.blueprint import blueprint

__all__ = [
    "acts",
    "blueprint",
    "cases",
    "consulting",
    "desk",
    "reviewing",
    "revisions",
    "writing",
]
