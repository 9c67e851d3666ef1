"""An article every test of the public pages reads."""

import pytest

from helpdesk.catalogue.models import ItemKind
from helpdesk.publishing.models import Article
from tests.cast import Cast
from tests.factories import catalogue as shelf
from tests.factories import publishing as make


@pytest.fixture
def article(cast: Cast) -> Article:
    """A published article that cites a regulation and points to a guide."""
    shelf.shelve(
        cast.miljodir,
        kind=ItemKind.GUIDE,
        key="avlop-kap-12",
        title="Utslipp etter kapittel 12",
        url="/veiledere/avlop-kap-12",
    )
    make.regulation()
    return make.published(
        cast.miljodir,
        cast.topic,
        by=cast.anne,
        links=("guide:avlop-kap-12",),
        laws=("FOR-2004-06-01-931/12-3",),
    )
