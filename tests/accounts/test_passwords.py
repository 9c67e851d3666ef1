"""How passwords are stored, compared and judged."""

import time

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from helpdesk.accounts import passwords

GOOD = "fire blå hester løper"


def test_a_password_is_stored_as_argon2id_with_a_salt_of_its_own() -> None:
    first, second = passwords.hashed(GOOD), passwords.hashed(GOOD)
    assert first.startswith("$argon2id$")
    assert first != second
    assert passwords.check(GOOD, first) == (True, None)
    assert passwords.check("fire blå hester", first)[0] is False


def test_a_hash_with_old_parameters_is_renewed_when_the_password_comes() -> None:
    old = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8192, parallelism=1),)).hash(GOOD)
    is_right, better = passwords.check(GOOD, old)
    assert is_right
    assert better is not None
    assert passwords.check(GOOD, better) == (True, None)


def test_an_unknown_address_takes_as_long_as_a_wrong_password() -> None:
    stored = passwords.hashed(GOOD)
    known = min(_seconds("feil passord her", stored) for _ in range(5))
    unknown = min(_seconds("feil passord her", None) for _ in range(5))
    assert 0.5 < unknown / known < 2


def test_the_address_is_no_password() -> None:
    email = "kari.nordmann@alver.kommune.no"
    assert passwords.is_too_easy(email, email=email)
    assert passwords.is_too_easy("Kari.Nordmann", email=email)
    assert passwords.is_too_easy(f"x{email}x", email=email)
    assert passwords.is_too_easy("abababababab", email=email)
    assert not passwords.is_too_easy(GOOD, email=email)


def _seconds(password: str, stored: str | None) -> float:
    start = time.perf_counter()
    passwords.check(password, stored)
    return time.perf_counter() - start
