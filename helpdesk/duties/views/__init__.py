"""The pages of duties: the table, who decides, one duty, and those of their editors."""

from helpdesk.duties.views import deciding, public, table, writing
from helpdesk.duties.views.blueprint import blueprint
from helpdesk.duties.views.desk import blueprint as desk_blueprint

__all__ = ["blueprint", "deciding", "desk_blueprint", "public", "table", "writing"]
