"""The editors' menu on the left: their lists with counts, and the other things they write."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from flask_babel import gettext

from helpdesk.foundation.language import N_
from helpdesk.publishing.queries import desk
from helpdesk.publishing.queries.desk import EditorsList
from helpdesk.publishing.views.blueprint import me
from helpdesk.tasks import queries as tasks

LABELS: dict[EditorsList, str] = {
    EditorsList.DRAFTS: N_("Utkast"),
    EditorsList.TO_REVIEW: N_("Til kvalitetssikring"),
    EditorsList.FINDINGS: N_("Funn å avklare"),
    EditorsList.SCHEDULED: N_("Planlagt"),
    EditorsList.DUE: N_("Over kontrolldatoen"),
}

_OTHERS = (
    (N_("Veiledere"), "/redaksjon/veiledere"),
    (N_("Brevmaler"), "/redaksjon/brevmaler"),
    (N_("Myndighet og plikt"), "/redaksjon/myndighet-og-plikt"),
)
_OF_LAWS = (
    (N_("Lovendringer"), "/redaksjon/lovendringer"),
    (N_("Lovhenvisninger å se på"), "/redaksjon/lovhenvisninger"),
)
_OF_EDITORS = (
    (N_("Synonymer"), "/redaksjon/synonymer"),
    (N_("Prøv et søk"), "/redaksjon/synonymer/prov"),
    (N_("Hva folk søker etter"), "/redaksjon/sok"),
)


@dataclass(frozen=True)
class MenuLine:
    """A page in the menu."""

    label: str
    url: str
    count: int | None = None
    current: bool = False
    alarm: bool = False


def editors_menu(
    chosen: EditorsList | None = None, counted: Mapping[EditorsList, int] | None = None
) -> list[MenuLine]:
    """Return the menu for the person signed in; two statements, one where *counted* is given."""
    counted = desk.counts(me()) if counted is None else counted
    lists = [_line(each, counted[each], is_current=each is chosen) for each in LABELS]
    others = (*_OTHERS, *_OF_LAWS, *(_OF_EDITORS if me().is_editor else ()))
    here = max((url for _label, url in others if _is_within(url)), key=len, default=None)
    waiting = MenuLine(gettext("Oppgaver"), "/redaksjon/oppgaver", tasks.waiting_count(me()))
    lines = (MenuLine(gettext(label), url, current=url == here) for label, url in others)
    return [*lists, waiting, *lines]


def _is_within(url: str) -> bool:
    return request.path == url or request.path.startswith(f"{url}/")


def _line(listed: EditorsList, count: int, *, is_current: bool) -> MenuLine:
    return MenuLine(
        label=gettext(LABELS[listed]),
        url=f"/redaksjon?liste={listed.value}",
        count=count,
        current=is_current,
        alarm=listed is EditorsList.FINDINGS and count > 0,
    )
