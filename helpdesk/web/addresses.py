"""Addresses: adding a query, and telling ours from others'."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


def with_query(address: str, **values: str | None) -> str:
    """Return *address* with *values* in its query; None takes a value away."""
    parts = urlsplit(address)
    query = [(key, value) for key, value in parse_qsl(parts.query) if key not in values]
    query += [(key, value) for key, value in values.items() if value is not None]
    return urlunsplit(parts._replace(query=urlencode(query)))


def is_local(address: str) -> bool:
    """Tell whether *address* is a path on this site and nothing a browser could read otherwise."""
    if not address.startswith("/") or address.startswith("//"):
        return False
    return "\\" not in address and all(ord(char) > 32 for char in address)


def local_or(address: str | None, default: str) -> str:
    """Return *address* if it is ours, else *default*; guards redirects after sign-in."""
    return address if address and is_local(address) else default
