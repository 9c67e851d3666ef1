"""Secrets in links: made at random, sent once, stored only as a digest."""

import hashlib
import secrets

TOKEN_BYTES = 32
"""Random bytes in a token; 256 bits cannot be guessed. Source: OWASP ASVS 4.0, 2.9 and 3.2."""


def make() -> str:
    """Return a new secret, safe in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def send_key(form_key: str, *words: str) -> str:
    """
    Return what tells a form that is sent twice from one sent anew with other words.

    Args:
        form_key: made with the form; whoever goes back in the browser sends the same one again.
    """
    return digest("\0".join((form_key, *words)))


def digest(token: str) -> str:
    """Return what is stored of *token*: its SHA-256 in hexadecimal, 64 characters."""
    return hashlib.sha256(token.encode()).hexdigest()
