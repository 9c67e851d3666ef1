"""The pages of letter templates: those anybody reads, and those of their editors."""

from helpdesk.letters.views import writing
from helpdesk.letters.views.desk import blueprint as desk_blueprint
from helpdesk.letters.views.public import blueprint

__all__ = ["blueprint", "desk_blueprint", "writing"]
