"""Who may administer: one table, role by act."""

import pytest

from helpdesk.accounts import policy
from helpdesk.foundation.errors import NotPermitted
from tests.cast import Cast

EVERYBODY = ("kari", "nils", "ingrid", "anne", "dag", "berit", "vera", "liv", "astrid", "odd")


@pytest.mark.parametrize("name", EVERYBODY)
def test_only_administrators_may_administer(cast: Cast, name: str) -> None:
    assert policy.can_administer(getattr(cast, name)) is (name == "odd")


@pytest.mark.parametrize("name", EVERYBODY)
def test_only_another_administrator_may_close_an_account(cast: Cast, name: str) -> None:
    actor = getattr(cast, name)
    assert policy.can_deactivate(actor, cast.dag) is (name == "odd")
    assert policy.can_take_admin_from(actor, actor) is False


def test_a_closed_administrator_may_nothing(cast: Cast) -> None:
    cast.odd.is_active = False
    assert not policy.can_administer(cast.odd)
    with pytest.raises(NotPermitted):
        policy.require_admin(cast.odd, "add queue nve")


def test_the_operator_at_the_command_line_may_administer() -> None:
    policy.require_admin(None, "add queue nve")
