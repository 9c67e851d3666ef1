"""The pages of letter templates: those anybody reads, and those of their editors."""

from helpdesk.letters.views import course, filling, uploading, writing
from helpdesk.letters.views.desk import blueprint as desk_blueprint
from helpdesk.letters.views.public import blueprint

__all__ = ["blueprint", "course", "desk_blueprint", "filling", "uploading", "writing"]
