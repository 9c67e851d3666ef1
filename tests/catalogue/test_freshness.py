"""Pages kept ready are rendered anew when a topic or an agency they name gets another name."""

import pytest
from flask.testing import FlaskClient

from helpdesk.accounts.service import organisations
from helpdesk.accounts.service.organisations import Names
from helpdesk.topics import service as topics
from helpdesk.topics.service import TopicFacts
from tests.cast import Cast
from tests.factories import editorial
from tests.factories import publishing as make

NEW_NAME = "Renset og godkjent"


@pytest.fixture
def addresses(cast: Cast) -> list[str]:
    """The pages of one published thing of each kind, and the lists they stand in."""
    article = make.published(cast.miljodir, cast.topic, by=cast.anne)
    guide = editorial.guide(cast.anne, cast.miljodir, cast.topic)
    letter = editorial.letter(cast.anne, cast.miljodir, cast.topic)
    return [
        f"/svar/{article.number}/{article.editions[0].slug}",
        f"/veiledere/{editorial.published(guide, cast.berit).work.slug}",
        f"/brevmaler/{editorial.published(letter, cast.berit).work.slug}",
        *("/veiledere", "/brevmaler", "/tema/avlop", "/feed.atom"),
    ]


def naming(client: FlaskClient, addresses: list[str], name: str) -> list[str]:
    return [address for address in addresses if name in client.get(address).text]


def test_pages_follow_the_name_of_the_agency(
    cast: Cast, client: FlaskClient, addresses: list[str]
) -> None:
    before = naming(client, addresses, "Miljødirektoratet")
    organisations.save(
        actor=cast.odd,
        organisation=organisations.organisation("miljodir"),
        names=Names(name_nb=NEW_NAME, name_nn=NEW_NAME),
        is_active=True,
    )
    assert naming(client, addresses, NEW_NAME) == before != []


def test_pages_follow_the_name_of_the_topic(
    cast: Cast, client: FlaskClient, addresses: list[str]
) -> None:
    before = naming(client, addresses, "Avløp")
    facts = TopicFacts(
        name_nb=NEW_NAME, name_nn=NEW_NAME, parent_slug="forurensning", queue_key="miljodir"
    )
    topics.save(actor=cast.odd, topic=topics.topic(cast.topic.id), facts=facts)
    assert naming(client, addresses, NEW_NAME) == before != []
