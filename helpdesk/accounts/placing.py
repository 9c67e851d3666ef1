"""People whose place of work was a guess until an administrator settled it; no commit."""

from collections.abc import Iterable

from helpdesk.foundation import outbox

KIND = "accounts.placed"
"""The side effect that lets the rooms above follow; its payload is ``{"user_id": …}``."""


def announce(user_ids: Iterable[int]) -> None:
    """Say that the place of work of these people is now certain."""
    outbox.post_all(KIND, ({"user_id": user_id} for user_id in user_ids))
