"""The public pages of articles, the front page, and the editors' pages."""

from helpdesk.publishing.views import (
    about,
    api,
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
    "api",
    "blueprint",
    "correcting",
    "editing",
    "feeds",
    "front",
    "lists",
    "public",
    "reviewing",
]
