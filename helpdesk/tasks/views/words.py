"""What tasks are called on their pages."""

from helpdesk.foundation.language import N_
from helpdesk.tasks.models import TaskKind, TaskState

KIND: dict[TaskKind, str] = {TaskKind.LAW_CHANGE: N_("Vurder teksten etter lovendring")}

STATE: dict[TaskState, str] = {
    TaskState.OPEN: N_("Åpen"),
    TaskState.DONE: N_("Ferdig"),
    TaskState.DROPPED: N_("Droppet"),
}

ACT: dict[str, str] = {
    "tasks.add": N_("Opprettet"),
    "tasks.take": N_("Tatt"),
    "tasks.assign": N_("Gitt til en annen"),
    "tasks.move_due": N_("Ny frist"),
    "tasks.finish": N_("Merket som ferdig"),
    "tasks.drop": N_("Droppet"),
    "tasks.reopen": N_("Åpnet igjen"),
    "tasks.show_notice": N_("Varsel satt på siden"),
    "tasks.hide_notice": N_("Varsel tatt bort"),
}
