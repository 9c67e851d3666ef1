"""The pages of tasks and of law-change sweeps."""

from helpdesk.tasks.views import acts, lists, sweeps
from helpdesk.tasks.views.blueprint import blueprint

__all__ = ["acts", "blueprint", "lists", "sweeps"]
