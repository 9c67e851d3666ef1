"""The pages of the search: results, and what editors do with its words."""

from helpdesk.search.views import results, synonyms
from helpdesk.search.views.blueprint import blueprint, editors_blueprint

__all__ = ["blueprint", "editors_blueprint", "results", "synonyms"]
