"""The people every test knows, and the places they work."""

from dataclasses import dataclass

from helpdesk.accounts.models import MemberRole, Organisation, Queue, User
from helpdesk.foundation.db import db
from helpdesk.topics.models import Topic
from tests.factories import accounts


@dataclass(frozen=True)
class Cast:
    """
    Kari and Nils work in Alver and ask; Ingrid in Bodø is a stranger to them. Anne and Dag are
    experts, Berit a reviewer and the lead of Miljødirektoratet's queue; Vera an expert and Liv a
    reviewer at NVE. Astrid is an editor, Odd an administrator; neither serves a queue.
    """

    alver: Organisation
    bodo: Organisation
    miljodir: Organisation
    nve: Organisation
    queue: Queue
    nve_queue: Queue
    topic: Topic
    """Avløp, under Forurensning; its questions go to Miljødirektoratet."""
    nve_topic: Topic
    """Klimatilpasning; its questions go to NVE."""
    kari: User
    nils: User
    ingrid: User
    anne: User
    dag: User
    berit: User
    vera: User
    liv: User
    astrid: User
    odd: User


def gather() -> Cast:
    """Put everybody into the empty database at hand."""
    alver = accounts.municipality("4631", "Alver", county="Vestland", domain="alver.kommune.no")
    bodo = accounts.municipality("1804", "Bodø", county="Nordland", domain="bodo.kommune.no")
    miljodir = accounts.agency("miljodir", "Miljødirektoratet", domain="miljodir.no")
    nve = accounts.agency("nve", "Norges vassdrags- og energidirektorat", domain="nve.no")
    queue, nve_queue = accounts.queue(miljodir), accounts.queue(nve)
    parent = Topic(
        slug="forurensning", name_nb="Forurensning", name_nn="Forureining", queue=queue, aliases=[]
    )
    cast = Cast(
        alver=alver,
        bodo=bodo,
        miljodir=miljodir,
        nve=nve,
        queue=queue,
        nve_queue=nve_queue,
        topic=Topic(
            slug="avlop",
            name_nb="Avløp",
            name_nn="Avløp",
            parent=parent,
            queue=queue,
            aliases=["kloakk"],
            position=1,
        ),
        nve_topic=Topic(
            slug="klimatilpasning",
            name_nb="Klimatilpasning",
            name_nn="Klimatilpassing",
            queue=nve_queue,
            aliases=["overvann"],
            position=2,
        ),
        kari=accounts.user("kari@alver.kommune.no", "Kari Nordås", alver),
        nils=accounts.user("nils@alver.kommune.no", "Nils Sætre", alver),
        ingrid=accounts.user("ingrid@bodo.kommune.no", "Ingrid Hauge", bodo),
        anne=accounts.user("anne@miljodir.no", "Anne Brekke", miljodir),
        dag=accounts.user("dag@miljodir.no", "Dag Lunde", miljodir),
        berit=accounts.user("berit@miljodir.no", "Berit Solheim", miljodir),
        vera=accounts.user("vera@nve.no", "Vera Moen", nve),
        liv=accounts.user("liv@nve.no", "Liv Aas", nve),
        astrid=accounts.user("astrid@miljodir.no", "Astrid Vik", miljodir, is_editor=True),
        odd=accounts.user("odd@miljodir.no", "Odd Berg", miljodir, is_admin=True),
    )
    db.session.add_all([parent, cast.topic, cast.nve_topic])
    accounts.member(cast.anne, queue)
    accounts.member(cast.dag, queue)
    accounts.member(cast.berit, queue, MemberRole.REVIEWER, is_lead=True)
    accounts.member(cast.vera, nve_queue)
    accounts.member(cast.liv, nve_queue, MemberRole.REVIEWER, is_lead=True)
    db.session.commit()
    return cast
