"""The pages of guides: those anybody reads, and those of their editors."""

from helpdesk.guides.views import steps, walk
from helpdesk.guides.views.desk import blueprint as desk_blueprint
from helpdesk.guides.views.public import blueprint

__all__ = ["blueprint", "desk_blueprint", "steps", "walk"]
