"""The editors' start page: where it begins, and its pages."""

from collections.abc import Callable

from flask.testing import FlaskClient

from helpdesk.accounts.models import User
from tests import browsing
from tests.cast import Cast
from tests.factories import publishing as make

AsUser = Callable[[User], FlaskClient]


def test_the_editors_begin_where_something_waits(cast: Cast, as_user: AsUser) -> None:
    make.submitted(cast.miljodir, cast.topic, by=cast.anne)
    berit = as_user(cast.berit)
    assert browsing.page(berit.get("/redaksjon")).xpath("string(//h1)") == "Til kvalitetssikring"
    asked = browsing.page(berit.get("/redaksjon?liste=utkast"))
    assert asked.xpath("string(//h1)") == "Utkast"


def test_the_start_page_is_paged_by_key(cast: Cast, as_user: AsUser) -> None:
    for number in range(23):
        make.draft(cast.miljodir, cast.topic, by=cast.anne, title=f"Utkast nummer {number:02d}?")
    browser, address, seen = as_user(cast.dag), "/redaksjon", []
    while address:
        shown = browsing.page(browser.get(address))
        seen += shown.xpath("//a[@class='row-title']/text()")
        address = next(iter(shown.xpath("//a[@rel='next']/@href")), None)
    assert sorted(seen) == [f"Utkast nummer {number:02d}?" for number in range(23)]
