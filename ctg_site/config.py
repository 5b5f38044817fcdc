"""Every setting the site reads: nothing else reads the environment."""

import ipaddress
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dotenv import dotenv_values

from ctg_site.domain import mailbox

ROOT = Path(__file__).resolve().parents[1]

#: The kinds of text that the site answers; the rest (PDF, spreadsheets, pictures) is compressed already.
COMPRESSED = (
    *("text/html", "text/plain", "text/csv", "text/calendar"),
    *("application/xml", "application/atom+xml"),
)
#: How long beforehand `flask ctg verify` tells of what will be out of date.
WARNING = timedelta(days=30)
ACCESSIBILITY_STATES = ("non conforme", "partiellement conforme", "totalement conforme")


class SettingsError(SystemExit):
    """The site cannot start; the message lists every missing or malformed setting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What differs from one installation to another; legal values may be None until the site is served."""

    secret_key: str
    code_key: str
    database_url: str
    base_url: str = "http://127.0.0.1:8000"
    mail_url: str = "console:"
    mail_from: str = "envies@example.org"
    demo: bool = False
    trusted_proxies: int = 0
    centre_networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = ()
    town_name: str = "Lens"
    contact_phone: str | None = None
    contact_address: str | None = None
    contact_email: str | None = None
    housing_phone: str | None = None
    publisher: str | None = None
    host_name: str | None = None
    host_address: str | None = None
    host_phone: str | None = None
    dpo_contact: str | None = None
    accessibility_state: str = "non conforme"
    contact_delay_days: int = 10
    step_delay_days: int = 30
    audit_heads: Path = ROOT / "var/audit-heads.txt"
    files_dir: Path = ROOT / "var/files"
    security_expires: date = date(2027, 10, 31)
    testing: bool = False

    @classmethod
    def from_env(cls, env: Mapping[str, str | None] | None = None) -> "Settings":
        """Read the environment over a `.env` file; raise SettingsError with all the complaints at once."""
        env = {**dotenv_values(ROOT / ".env"), **os.environ} if env is None else env
        problems, values = [], {}
        for variable in VARIABLES:
            raw = (env.get(variable.name) or "").strip() or variable.default
            if raw is None:
                if variable.required:
                    problems.append(f"{variable.name} is not set ({variable.help})")
                continue
            try:
                values[variable.key] = variable.read(raw)
            except ValueError as error:
                shown = "…" if variable.secret else repr(raw)
                problems.append(f"{variable.name}={shown}: {error}")
        if values.get("secret_key") and values.get("secret_key") == values.get("code_key"):
            problems.append(
                "CTG_CODE_KEY must differ from CTG_SECRET_KEY: they are not replaced on the same day"
            )
        if problems:
            raise SettingsError("Cannot start:\n  - " + "\n  - ".join(problems))
        if values.get("demo"):
            values = {**DEMONSTRATION, **values}
        return cls(**values)

    def missing_to_serve(self) -> list[str]:
        """The complaints that forbid to serve the site, though commands may run without."""
        if self.demo:
            return []
        missing = [
            f"{v.name} is not set ({v.help})" for v in VARIABLES if v.legal and not getattr(self, v.key)
        ]
        if not self.base_url.startswith("https://"):
            missing.append(f"CTG_BASE_URL={self.base_url!r}: residents' pages are served over https only")
        if self.mail_url == "console:":
            missing.append("CTG_MAIL_URL=console: prints the mails instead of sending them")
        return missing

    def soon_out_of_date(self, on: date) -> list[str]:
        """What somebody must look at again within a month, since time alone makes it wrong."""
        if self.security_expires - on > WARNING:
            return []
        return [f"security.txt holds until {self.security_expires}: check it, then set CTG_SECURITY_EXPIRES"]

    @property
    def is_secure(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def hosts(self) -> list[str]:
        """The host names the site answers to: its own, and the loopback used by health checks."""
        own = urlsplit(self.base_url).hostname
        return [host for host in dict.fromkeys((own, "127.0.0.1", "localhost", "[::1]")) if host]

    def for_flask(self) -> dict[str, Any]:
        return {
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "TESTING": self.testing,
            "TRUSTED_HOSTS": self.hosts,
            "MAX_CONTENT_LENGTH": 256 * 1024,
            "MAX_FORM_MEMORY_SIZE": 128 * 1024,
            "MAX_FORM_PARTS": 200,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.is_secure,
            "SESSION_REFRESH_EACH_REQUEST": False,
            "WTF_CSRF_TIME_LIMIT": None,
            "WTF_CSRF_SSL_STRICT": False,
            "COMPRESS_MIMETYPES": COMPRESSED,
            "COMPRESS_ALGORITHM": ["br", "gzip"],
        }


def _secret(raw: str) -> str:
    if len(raw) < 32:
        raise ValueError("must be at least 32 characters; `openssl rand -hex 32` makes one")
    if len(set(raw)) < 8:
        raise ValueError("is too regular to be a secret; `openssl rand -hex 32` makes one")
    return raw


def _database(raw: str) -> str:
    if raw.startswith("sqlite:///"):
        path = Path(raw.removeprefix("sqlite:///"))
        if str(path) in {".", ":memory:"}:
            raise ValueError("needs a file: sqlite:///var/ctg.sqlite3")
        return f"sqlite:///{path if path.is_absolute() else ROOT / path}"
    if raw.startswith(("postgresql://", "postgresql+psycopg://")):
        return "postgresql+psycopg://" + raw.partition("://")[2]
    raise ValueError("must begin with sqlite:/// or postgresql://")


def _address(raw: str) -> str:
    parts = urlsplit(raw)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise ValueError("must look like https://envies.example.org, without a path")
    return f"{parts.scheme}://{parts.netloc}"


def _mail(raw: str) -> str:
    if raw in {"console:", "memory:"} or (raw.startswith(("smtp://", "smtps://")) and urlsplit(raw).hostname):
        return raw
    raise ValueError("must be smtp://host:port, smtps://user:password@host:port or console:")


def _mailbox(raw: str) -> str:
    raw = mailbox.on_the_wire(raw)
    if raw.count("@") != 1 or any(sign in raw for sign in " \r\n<>,;"):
        raise ValueError("must be one plain e-mail address")
    return raw


def _flag(raw: str) -> bool:
    if raw not in {"0", "1"}:
        raise ValueError("must be 0 or 1")
    return raw == "1"


def _days(raw: str) -> int:
    if not raw.isdecimal() or not 1 <= int(raw) <= 365:
        raise ValueError("must be a number of days from 1 to 365")
    return int(raw)


def _proxies(raw: str) -> int:
    if not raw.isdecimal() or int(raw) > 5:
        raise ValueError("must be the exact number of proxies in front, from 0 to 5")
    return int(raw)


def _day(raw: str) -> date:
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise ValueError("must be a day, as 2027-10-31") from None


def _path(raw: str) -> Path:
    return ROOT / raw


def _networks(raw: str) -> tuple:
    return tuple(ipaddress.ip_network(part.strip()) for part in raw.split(","))


def _accessibility(raw: str) -> str:
    if raw not in ACCESSIBILITY_STATES:
        raise ValueError("must be one of: " + ", ".join(ACCESSIBILITY_STATES))
    return raw


@dataclass(frozen=True, slots=True)
class Variable:
    """One line of `.env.example`: how a setting is named, read and explained."""

    key: str
    read: Callable[[str], Any]
    help: str
    default: str | None = None
    required: bool = False
    legal: bool = False
    secret: bool = False

    @property
    def name(self) -> str:
        return f"CTG_{self.key.upper()}"


VARIABLES = (
    Variable("secret_key", _secret, "signs cookies; may be changed at any time", required=True, secret=True),
    Variable("code_key", _secret, "makes the follow-up codes: back it up", required=True, secret=True),
    Variable("database_url", _database, "sqlite:///file or postgresql://…", "sqlite:///var/ctg.sqlite3"),
    Variable("base_url", _address, "the address residents type", "http://127.0.0.1:8000"),
    Variable("mail_url", _mail, "smtp://host:port, smtps://user:password@host:port or console:", "console:"),
    Variable("mail_from", _mailbox, "the sender of every mail", "envies@example.org"),
    Variable("demo", _flag, "1: invented data, said on every page", "0"),
    Variable("trusted_proxies", _proxies, "exact number of proxies in front", "0"),
    Variable("centre_networks", _networks, "networks of the centres, never limited: 192.0.2.0/24, …"),
    Variable("town_name", str, "the name of the town", "Lens"),
    Variable("contact_phone", str, "the number residents call", legal=True),
    Variable("contact_address", str, "the place residents go to", legal=True),
    Variable("contact_email", _mailbox, "the address residents write to", legal=True),
    Variable("housing_phone", str, "the town's number for unfit housing", legal=True),
    Variable("publisher", str, "legal: who is responsible for what is published", legal=True),
    Variable("host_name", str, "legal: who hosts the site", legal=True),
    Variable("host_address", str, "legal: the host's address", legal=True),
    Variable("host_phone", str, "legal: the host's phone", legal=True),
    Variable("dpo_contact", str, "legal: how to reach the data protection officer", legal=True),
    Variable(
        "accessibility_state", _accessibility, "what the last valid audit allows to say", "non conforme"
    ),
    Variable("contact_delay_days", _days, "promise: working days before a first human contact", "10"),
    Variable("step_delay_days", _days, "promise: days without a step in an open file", "30"),
    Variable(
        "audit_heads",
        _path,
        "the file that keeps the head of the audit trail; best on another disk",
        "var/audit-heads.txt",
    ),
    Variable("files_dir", _path, "the folder of the photos: back it up with the database", "var/files"),
    Variable(
        "security_expires",
        _day,
        "the day until which security.txt tells the truth: less than a year ahead, when you last checked it",
        "2027-10-31",
    ),
)

#: What a demonstration says where a real site must give its own legal values (numbers reserved for fiction).
DEMONSTRATION = {
    "contact_phone": "03 53 01 00 00",
    "contact_address": "Centre de démonstration, 1 rue de l’Exemple",
    "contact_email": "demonstration@example.org",
    "housing_phone": "03 53 01 00 01",
    "publisher": "Site de démonstration, sans éditeur",
    "host_name": "Site de démonstration, sans hébergeur",
    "host_address": "Adresse de démonstration",
    "host_phone": "03 53 01 00 02",
    "dpo_contact": "dpo@example.org",
}


def env_example() -> str:
    """The text of `.env.example`, made from the table."""
    lines = ["# Settings of the site. Copy to .env and fill in. Made from the table of ctg_site/config.py."]
    for variable in VARIABLES:
        need = "required" if variable.required else "required to serve" if variable.legal else "optional"
        lines += ["", f"# {variable.help} ({need})", f"{variable.name}={variable.default or ''}"]
    return "\n".join(lines) + "\n"


if {v.key for v in VARIABLES} | {"testing"} != {f.name for f in fields(Settings)}:
    raise AssertionError("VARIABLES and the fields of Settings must name the same settings")
