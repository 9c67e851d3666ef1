"""What force and role are called on a page; bokmål texts marked with ``N_``."""

from helpdesk.duties.acts import Act
from helpdesk.duties.models import Force, Role
from helpdesk.foundation.language import N_

FORCE: dict[Force, str] = {Force.MUST: N_("Må"), Force.MAY: N_("Kan")}

ROLE: dict[Role, str] = {Role.AUTHORITY: N_("Myndighet"), Role.DUTY: N_("Plikt")}

FORCE_MEANS: dict[Force, str] = {
    Force.MUST: N_("Må: loven gir ikke noe valg"),
    Force.MAY: N_("Kan: det er opp til den som har oppgaven"),
}

ROLE_MEANS: dict[Role, str] = {
    Role.AUTHORITY: N_("Myndighet: å bestemme over andre"),
    Role.DUTY: N_("Plikt: noe en selv skal sørge for"),
}

ACT: dict[Act, str] = {
    Act.PERMIT: N_("En søknad, en melding eller en godkjenning"),
    Act.INTERVENE: N_("Tilsyn, pålegg, krav eller opprydding"),
    Act.RULE: N_("En forskrift, en plan, en grense eller et gebyr"),
    Act.OTHER: N_("Noe annet myndigheten kan bestemme"),
    Act.SEE_TO: N_("En oppgave som skal gjøres, uten at noen søker"),
}
