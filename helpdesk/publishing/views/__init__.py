"""The public pages of articles, the front page, and the editors' pages."""

from helpdesk.publishing.views import (
    about,
    correcting,
    editing,
    feeds,
    front,
    lists,
    public,
    reviewing,
)
from helpdesk.publishing.views.blueprint import blueprint

__all__ = [
    "about",
    "blueprint",
    "correcting",
    "editing",
    "feeds",
    "front",
    "lists",
    "public",
    "reviewing",
]
