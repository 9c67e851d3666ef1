"""Passwords: how they are stored, compared and judged. Pure; slow on purpose."""

from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

SHORTEST = 12
"""Characters. Source: NIST SP 800-63B asks for 8, OWASP ASVS 4.0, 2.1.1 for 12."""
LONGEST = 200
"""Characters; bounds the work of one attempt. Source: ASVS 2.1.2 wants at least 64 allowed."""

MEMORY_KIB = 19_456
PASSES = 2
LANES = 1
"""Source: OWASP Password Storage Cheat Sheet, argon2id, the set with the smallest memory."""


@cache
def _hasher() -> PasswordHash:
    return PasswordHash(
        (Argon2Hasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES),)
    )


def hashed(password: str) -> str:
    """Return what is stored of *password*: argon2id with its parameters and salt."""
    return _hasher().hash(password)


def check(password: str, stored: str | None) -> tuple[bool, str | None]:
    """
    Compare *password* with what is stored, in the same time whether anything is stored or not.

    Returns:
        Whether it is right, and a new hash to store where the parameters have changed since.
    """
    if stored is None:
        hashed(password)
        return False, None
    return _hasher().verify_and_update(password, stored)


def is_too_easy(password: str, *, email: str) -> bool:
    """Tell whether *password* is the address or a part of it, repeated or alone."""
    plain = password.lower()
    return plain in email.lower() or email.lower() in plain or len(set(plain)) < 4
