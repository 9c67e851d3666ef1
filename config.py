"""Settings: one frozen value, parsed once from the environment, all faults listed at once."""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "HELPDESK_"
SHORTEST_SECRET = 32
"""Characters a secret key must have. Source: 256 bits in hexadecimal is 64, half is the floor."""


class BadSettings(Exception):
    """The environment cannot be used; ``str()`` lists every fault, one a line."""


@dataclass(frozen=True)
class Settings:
    """How this installation runs."""

    data: Path
    database_url: str
    search: str
    secret_key: str
    base_url: str
    site_name: str
    mail_server: str
    """Empty: mail is written to ``data/mail`` instead of being sent."""
    mail_port: int
    mail_use_tls: bool
    mail_username: str
    mail_password: str
    mail_sender: str
    trusted_proxies: int
    """How many proxies in front may set ``X-Forwarded-…``."""
    upload_max_mb: int

    @property
    def files_folder(self) -> Path:
        """Return where uploaded files lie."""
        return self.data / "files"

    @property
    def mail_folder(self) -> Path:
        """Return where mail is written when no mail server is set."""
        return self.data / "mail"

    @property
    def index_folder(self) -> Path:
        """Return where the search index of this machine lies."""
        return self.data / "search"

    @property
    def search_log_folder(self) -> Path:
        """Return where searches wait to be read in by this machine's worker."""
        return self.data / "search-log"

    @property
    def is_https(self) -> bool:
        """Tell whether the service stands behind TLS."""
        return self.base_url.startswith("https://")


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """
    Read the settings from *environ* and make the data folder.

    Raises:
        BadSettings: one or more values cannot be used; all are listed.
    """
    reader = _Reader(environ)
    data = reader.folder("DATA", "var")
    settings = Settings(
        data=data,
        database_url=reader.database_url(f"sqlite:///{data / 'helpdesk.sqlite3'}"),
        search=reader.search_store(),
        secret_key=reader.secret_key(data),
        base_url=reader.base_url(),
        site_name=reader.text("SITE_NAME", "Miljøkommune"),
        mail_server=reader.text("MAIL_SERVER", ""),
        mail_port=reader.number("MAIL_PORT", 25, 1, 65_535),
        mail_use_tls=reader.yes_or_no("MAIL_USE_TLS"),
        mail_username=reader.text("MAIL_USERNAME", ""),
        mail_password=reader.text("MAIL_PASSWORD", ""),
        mail_sender=reader.sender(),
        trusted_proxies=reader.number("TRUSTED_PROXIES", 0, 0, 10),
        upload_max_mb=reader.number("UPLOAD_MAX_MB", 20, 1, 200),
    )
    reader.refuse("CLAMD_SOCKET", "is not built yet: uploaded files are not scanned for malware")
    if reader.faults:
        raise BadSettings("\n".join(reader.faults))
    return settings


class _Reader:
    """Reads one variable after the other and remembers what was wrong."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.faults: list[str] = []

    def text(self, name: str, default: str) -> str:
        return self._environ.get(PREFIX + name, "").strip() or default

    def refuse(self, name: str, why: str) -> None:
        """Note a fault if *name* is set: whoever sets it must not believe that it works."""
        if self.text(name, ""):
            self._fault(name, why)

    def folder(self, name: str, default: str) -> Path:
        path = Path(self.text(name, default)).resolve()
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            self._fault(name, f"must be a folder that can be made: {error}")
        return path

    def number(self, name: str, default: int, least: int, most: int) -> int:
        given = self.text(name, str(default))
        if given.isdecimal() and len(given) <= len(str(most)) and least <= int(given) <= most:
            return int(given)
        self._fault(name, f"must be a whole number from {least} to {most}, not {given!r}")
        return default

    def yes_or_no(self, name: str) -> bool:
        given = self.text(name, "no").lower()
        if given not in {"yes", "no", "true", "false", "1", "0"}:
            self._fault(name, f"must be yes or no, not {given!r}")
        return given in {"yes", "true", "1"}

    def one_of(self, name: str, default: str, allowed: set[str]) -> str:
        given = self.text(name, default)
        if given in allowed:
            return given
        self._fault(name, f"must be one of {', '.join(sorted(allowed))}, not {given!r}")
        return default

    def database_url(self, default: str) -> str:
        given = self.text("DATABASE_URL", default)
        if not given.startswith(("sqlite:///", "postgresql+psycopg://")):
            self._fault("DATABASE_URL", "must start with sqlite:/// or postgresql+psycopg://")
        return given

    def search_store(self) -> str:
        kind = self.one_of("SEARCH", "whoosh", {"whoosh", "postgresql"})
        if kind == "postgresql" and not self.text("DATABASE_URL", "").startswith("postgresql"):
            self._fault("SEARCH", "can be postgresql only where DATABASE_URL is")
        return kind

    def base_url(self) -> str:
        given = self.text("BASE_URL", f"http://127.0.0.1:{self._environ.get('PORT', '8000')}")
        if not _is_site(given):
            self._fault("BASE_URL", f"must be like https://host, not {given!r}")
        return given.rstrip("/")

    def sender(self) -> str:
        given = self.text("MAIL_SENDER", "Miljøkommune <svar@miljokommune.example>")
        if "@" not in given or "\n" in given or "\r" in given:
            self._fault("MAIL_SENDER", f"must be a mail address, not {given!r}")
        return given

    def secret_key(self, data: Path) -> str:
        given = self.text("SECRET_KEY", "")
        if not given:
            given = self._kept_secret(data)
        if len(given) < SHORTEST_SECRET or len(set(given)) < 8:
            self._fault("SECRET_KEY", f"is too weak: at least {SHORTEST_SECRET} random characters")
        return given

    def _kept_secret(self, data: Path) -> str:
        try:
            return _kept_secret(data)
        except (OSError, ValueError) as error:
            self._fault("DATA", f"cannot keep a secret key: {error}")
            return secrets.token_hex(32)

    def _fault(self, name: str, what: str) -> None:
        self.faults.append(f"{PREFIX}{name} {what}")


def _is_site(address: str) -> bool:
    """Tell whether *address* names a site: scheme, host and at most a port."""
    try:
        parts = urlsplit(address)
        beside = (parts.path.strip("/"), parts.query, parts.fragment, parts.username)
        return (
            parts.scheme in {"http", "https"}
            and bool(parts.hostname)
            and parts.port != 0
            and not any(beside)
        )
    except ValueError:
        return False


def _kept_secret(data: Path) -> str:
    """
    Return the secret in the data folder; make it the first time.

    It appears whole or not at all, whichever of several processes comes first.
    """
    path = data / "secret-key"
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=data, encoding="ascii") as made:  # mode 0600
            made.write(secrets.token_hex(32))
            made.flush()
            os.fsync(made.fileno())
            with contextlib.suppress(FileExistsError):
                path.hardlink_to(made.name)
    return path.read_text(encoding="ascii").strip()
