"""The pages of requesters."""

from helpdesk.questions.views import asking, confirming, own, similar
from helpdesk.questions.views.blueprint import blueprint

__all__ = ["asking", "blueprint", "confirming", "own", "similar"]
