"""A shelf with a few things on it, and an index level with it."""

import pytest

from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.db import db
from helpdesk.foundation.language import TextLanguage
from helpdesk.search import index
from tests.cast import Cast
from tests.factories.catalogue import shelve


def index_now() -> None:
    """Commit what was put on the shelf and bring the index level with it."""
    db.session.commit()
    index.catch_up()
    index.here().look_again()


@pytest.fixture
def shelf(cast: Cast) -> Cast:
    """Four articles and a guide, indexed."""
    shelve(
        cast.miljodir,
        key="tvangsmulkt",
        title="Hvor stor bør en tvangsmulkt være i en forsøplingssak?",
        text="Mulkten bør være større enn det koster å rydde. Se forurensningsloven § 73.",
        topic_ids=[cast.topic.parent_id],
        laws=["LOV-1981-03-13-6/73"],
        url="/svar/17/tvangsmulkt",
    )
    shelve(
        cast.miljodir,
        key="septik",
        title="Hvor ofte skal en slamavskiller tømmes?",
        text="En slamavskiller fra avløpsanlegget skal tømmes hvert annet år.",
        topic_ids=[cast.topic.id],
        url="/svar/18/slamavskiller",
    )
    shelve(
        cast.miljodir,
        key="utslepp",
        language=TextLanguage.NN,
        title="Kven gir løyve til utslepp frå ei hytte?",
        text="Kommunen gir utsleppsløyve etter forureiningsforskrifta § 12-5.",
        topic_ids=[cast.topic.id],
        url="/svar/19/utslepp",
    )
    shelve(
        cast.nve,
        key="overvann",
        title="Hvem betaler for overvann fra vei?",
        text="Veieieren svarer for overvannet. Kommunen behandler byggesaken.",
        topic_ids=[cast.nve_topic.id],
        url="/svar/20/overvann",
    )
    shelve(
        cast.miljodir,
        kind=ItemKind.GUIDE,
        key="avlop-kap-12",
        title="Avløp fra hus og hytter",
        text="Veileder om avløp, steg for steg: søknad, saksbehandling, tilsyn.",
        topic_ids=[cast.topic.id],
        url="/veiledere/avlop-kap-12",
    )
    index_now()
    return cast
