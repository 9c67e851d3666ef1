"""The pages of the search: results, and what editors do with its words."""

from helpdesk.search.views import api, recording, results, searches, synonyms
from helpdesk.search.views.blueprint import blueprint, editors_blueprint

__all__ = ["api", "blueprint", "editors_blueprint", "recording", "results", "searches", "synonyms"]
