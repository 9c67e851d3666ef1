"""Settings: sound defaults, every fault told at once, a secret nobody can read or guess."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import config
from config import BadSettings

STRONG = "0123456789abcdef" * 4


def load(data: Path, **given: str) -> config.Settings:
    return config.load(
        {"HELPDESK_DATA": str(data)} | {f"HELPDESK_{k}": v for k, v in given.items()}
    )


def faults(data: Path, **given: str) -> list[str]:
    with pytest.raises(BadSettings) as caught:
        load(data, **given)
    return str(caught.value).splitlines()


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = load(tmp_path / "data")
    assert settings.database_url == f"sqlite:///{tmp_path / 'data' / 'helpdesk.sqlite3'}"
    assert settings.base_url == "http://127.0.0.1:8000"
    assert (settings.site_name, settings.search) == ("Miljøkommune", "whoosh")
    assert (settings.mail_server, settings.trusted_proxies, settings.upload_max_mb) == ("", 0, 20)
    assert not settings.is_https
    folders = (settings.files_folder, settings.mail_folder, settings.index_folder)
    assert [folder.parent for folder in folders] == [settings.data] * 3


def test_what_is_set_is_used(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        SECRET_KEY=STRONG,
        BASE_URL="https://svar.kommune.example/",
        MAIL_USE_TLS="Yes",
        MAIL_PORT=" 587 ",
        DATABASE_URL="postgresql+psycopg://helpdesk@db/helpdesk",
        SITE_NAME="Prøvekommune",
    )
    assert (settings.secret_key, settings.base_url) == (STRONG, "https://svar.kommune.example")
    assert (settings.mail_use_tls, settings.mail_port, settings.is_https) == (True, 587, True)
    assert settings.site_name == "Prøvekommune"


def test_the_address_follows_the_port(tmp_path: Path) -> None:
    settings = config.load({"HELPDESK_DATA": str(tmp_path), "PORT": "5001"})
    assert settings.base_url == "http://127.0.0.1:5001"


def test_all_faults_are_listed_at_once(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        DATABASE_URL="mysql://x",
        SEARCH="elastic",
        SECRET_KEY="short",
        BASE_URL="kommune.example",
        MAIL_SENDER="Miljøkommune",
        MAIL_PORT="zero",
        MAIL_USE_TLS="maybe",
        TRUSTED_PROXIES="-1",
        UPLOAD_MAX_MB="1000",
    )
    assert sorted(line.split()[0].removeprefix("HELPDESK_") for line in told) == [
        "BASE_URL",
        "DATABASE_URL",
        "MAIL_PORT",
        "MAIL_SENDER",
        "MAIL_USE_TLS",
        "SEARCH",
        "SECRET_KEY",
        "TRUSTED_PROXIES",
        "UPLOAD_MAX_MB",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "ftp://kommune.example",
        "https://",
        "https://kommune.example/svar",
        "https://kommune.example?x=1",
        "https://kommune.example#x",
        "https://kari@kommune.example",
        "https://kommune.example:99999",
        "https://kommune.example:x",
        "http://[",
    ],
)
def test_an_address_that_is_no_site_is_a_fault(tmp_path: Path, address: str) -> None:
    assert len(faults(tmp_path, BASE_URL=address)) == 1


@pytest.mark.parametrize("number", ["0", "65536", "1.5", "²", "9" * 5000, "1e3"])
def test_a_port_that_is_no_port_is_a_fault(tmp_path: Path, number: str) -> None:
    assert faults(tmp_path, MAIL_PORT=number)[0].startswith("HELPDESK_MAIL_PORT must be")


@pytest.mark.parametrize("sender", ["nobody", "a@b.no\nBcc: c@d.no", "a@b.no\rBcc: c@d.no"])
def test_a_sender_that_breaks_the_mail_is_a_fault(tmp_path: Path, sender: str) -> None:
    assert len(faults(tmp_path, MAIL_SENDER=sender)) == 1


@pytest.mark.parametrize("weak", ["secret", "0123456789abcdef0123456789abcde", "a" * 64, "ab" * 40])
def test_a_weak_secret_is_a_fault_and_is_not_told(tmp_path: Path, weak: str) -> None:
    told = faults(tmp_path, SECRET_KEY=weak)
    assert told == ["HELPDESK_SECRET_KEY is too weak: at least 32 random characters"]


def test_a_secret_is_made_once_and_only_the_owner_can_read_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    secret = load(data).secret_key
    assert len(secret) == 64
    assert load(data).secret_key == secret
    assert load(tmp_path / "other").secret_key != secret
    assert stat.S_IMODE((data / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert [path.name for path in data.iterdir()] == ["secret-key"]


def test_processes_that_start_together_share_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = {each.secret_key for each in pool.map(load, [tmp_path / "data"] * 24)}
    assert len(made) == 1
    assert len(made.pop()) == 64


@pytest.mark.parametrize("kept", ["", "x" * 10, "ærlig talt"])
def test_a_kept_secret_that_was_spoilt_is_a_fault(tmp_path: Path, kept: str) -> None:
    (tmp_path / "secret-key").write_text(kept, encoding="utf-8")
    assert len(faults(tmp_path)) == 1


def test_the_data_folder_is_made_also_when_the_secret_is_given(tmp_path: Path) -> None:
    load(tmp_path / "deep" / "data", SECRET_KEY=STRONG)
    assert (tmp_path / "deep" / "data").is_dir()


def test_a_data_folder_that_cannot_be_made_is_a_fault_beside_the_others(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    told = faults(tmp_path / "taken" / "data", SECRET_KEY=STRONG, SEARCH="elastic")
    assert [line.split()[0] for line in told] == ["HELPDESK_DATA", "HELPDESK_SEARCH"]


def test_what_is_not_built_cannot_be_set(tmp_path: Path) -> None:
    assert faults(tmp_path / "data", CLAMD_SOCKET="/run/clamd.sock") == [
        "HELPDESK_CLAMD_SOCKET is not built yet: uploaded files are not scanned for malware"
    ]


def test_the_index_lies_in_postgresql_only_where_the_database_does(tmp_path: Path) -> None:
    told = faults(tmp_path, SEARCH="postgresql")
    assert told == ["HELPDESK_SEARCH can be postgresql only where DATABASE_URL is"]
    url = "postgresql+psycopg://helpdesk@localhost/helpdesk"
    assert load(tmp_path, SEARCH="postgresql", DATABASE_URL=url).search == "postgresql"
