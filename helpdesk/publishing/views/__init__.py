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
from helpdesk.publishing.views.menu import editors_menu

__all__ = [
    "about",
    "api",
    "blueprint",
    "correcting",
    "editing",
    "editors_menu",
    "feeds",
    "front",
    "lists",
    "public",
    "reviewing",
]
