"""Every setting the site reads: nothing else reads the environment."""

import difflib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from textwrap import fill
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dotenv import dotenv_values

from ctg_site import setting_values as read
from ctg_site.domain.retention import CHOSEN, KeptData
from ctg_site.domain.town_calendar import MAINLAND, Region, TownCalendar
from ctg_site.setting_values import COMPRESSED, ROOT, Network

__all__ = ["ROOT"]
#: What only the tests read.
OF_THE_TESTS = ("CTG_TEST_", "CTG_COLD_", "CTG_CROWD_", "CTG_HOSTILE_")
#: How long beforehand `flask ctg verify` tells of what will be out of date.
WARNING = timedelta(days=30)


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
    trusted_proxies: int | None = 0
    centre_networks: tuple[Network, ...] = ()
    town_name: str = "Lens"
    time_zone: ZoneInfo = TownCalendar().zone
    holidays: Region = MAINLAND
    convention: Path | None = None
    contact_phone: str | None = None
    contact_address: str | None = None
    contact_email: str | None = None
    housing_phone: str | None = None
    publisher: str | None = None
    host_name: str | None = None
    host_address: str | None = None
    host_phone: str | None = None
    dpo_contact: str | None = None
    contact_delay_days: int = 10
    step_delay_days: int = 30
    #: How many months some kinds of data are kept here, where the town chose.
    retention: tuple[tuple[KeptData, int], ...] = ()
    audit_heads: Path = ROOT / "var/audit-heads.txt"
    files_dir: Path = ROOT / "var/files"
    framed_by: tuple[str, ...] = ()
    security_expires: date = date(2027, 10, 31)
    testing: bool = False
    #: What the environment says that no site should be served with: names that mean nothing, a debugger.
    strange: tuple[str, ...] = ()

    @classmethod
    def from_env(cls, env: Mapping[str, str | None] | None = None) -> "Settings":
        """Read the environment over a `.env` file; raise SettingsError with all the complaints at once."""
        env = {**dotenv_values(ROOT / ".env", interpolate=False), **os.environ} if env is None else env
        problems, values = [], {}
        for variable in VARIABLES:
            raw = (env.get(variable.name) or "").strip() or variable.default
            if raw is None:
                if variable.required:
                    made = f"; {read.MADE_BY}" if variable.secret else ""
                    problems.append(f"{variable.name} is not set ({variable.help}{made})")
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
            where = (
                "" if (ROOT / ".env").exists() else f" ({ROOT / '.env'} does not exist: copy .env.example)"
            )
            raise SettingsError(f"Cannot start{where}:\n  - " + "\n  - ".join(problems))
        if values.get("demo"):
            values = {**read.DEMONSTRATION, **values}
        return cls(**values, strange=tuple(_strange(env)))

    def missing_to_serve(self) -> list[str]:
        """The complaints that forbid to serve the site, though commands may run without."""
        if self.demo:
            return []
        missing = [
            f"{v.name} is not set ({v.help})" for v in VARIABLES if v.legal and not getattr(self, v.key)
        ]
        if not self.is_secure:
            missing.append(f"CTG_BASE_URL={self.base_url!r}: residents' pages are served over https only")
        elif self.trusted_proxies == 0:
            missing.append(
                "CTG_TRUSTED_PROXIES=0: what unlocks https in front is taken for every visitor, and ten wrong"
                " codes lock the town: say how many proxies, or none when browsers reach gunicorn itself"
            )
        if self.mail_url in read.PRETENDED:
            missing.append(f"CTG_MAIL_URL={read.PRETENDED[self.mail_url]}")
        if not read.is_private(self.database_url):
            missing.append("CTG_DATABASE_URL: another machine is reached with ?sslmode=verify-full")
        for key in ("mail_from", "contact_email", "dpo_contact", "base_url"):
            value = self.mail_address if key == "mail_from" else str(getattr(self, key) or "")
            if read.is_example(value):
                missing.append(
                    f"CTG_{key.upper()}={getattr(self, key)!r}: is an example, which reaches nobody"
                )
        return [*missing, *read.another_clock(self.time_zone, self.holidays), *self.strange]

    def soon_out_of_date(self, on: date) -> list[str]:
        """What somebody must look at again within a month, since time alone makes it wrong."""
        if self.security_expires - on > WARNING:
            return []
        return [f"security.txt holds until {self.security_expires}: check it, then set CTG_SECURITY_EXPIRES"]

    @property
    def calendar(self) -> TownCalendar:
        """The clock and the holidays of the town."""
        return TownCalendar(self.time_zone, self.holidays)

    @property
    def mail_address(self) -> str:
        """The sender of the mails, without the name that stands before it."""
        return self.mail_from.rpartition("<")[2].removesuffix(">")

    @property
    def mail_name(self) -> str:
        """The name that people read in place of the sender; empty when none is set."""
        return self.mail_from.rpartition("<")[0].strip()

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
    Variable("secret_key", read.secret, "signs cookies; may change at any time", required=True, secret=True),
    Variable("code_key", read.secret, "makes the follow-up codes: back it up", required=True, secret=True),
    Variable("database_url", read.database, "sqlite:///file or postgresql://…", "sqlite:///var/ctg.sqlite3"),
    Variable("base_url", read.address, "the address residents type", "http://127.0.0.1:8000"),
    Variable(
        "mail_url",
        read.mail,
        "smtps://user:password@host:port, smtp://host:port (STARTTLS, unless here), console:"
        " or smtp+plain://host:port (secrets leave in clear)",
        "console:",
        secret=True,
    ),
    Variable(
        "mail_from",
        read.sender,
        "the sender of every mail: envies@example.org, or Envies d’agir <envies@example.org>",
        "envies@example.org",
    ),
    Variable("demo", read.flag, "1: invented data, said on every page", "0"),
    Variable(
        "trusted_proxies",
        read.proxies,
        "exact number of proxies in front, or none: browsers reach gunicorn itself",
        "0",
    ),
    Variable("centre_networks", read.networks, "networks of the centres, never limited: 192.0.2.0/24, …"),
    Variable("town_name", str, "the name of the town", "Lens"),
    Variable("time_zone", read.time_zone, "the clock of the town: Indian/Reunion…", "Europe/Paris"),
    Variable("holidays", read.region, f"whose public holidays: {read.ALL_REGIONS}", MAINLAND.name),
    Variable(
        "convention",
        read.path,
        "the file of the convention that `flask ctg init` loads; Lens has its own, another town needs one",
    ),
    Variable("contact_phone", read.telephone, "the number residents call", legal=True),
    Variable("contact_address", str, "the place residents go to", legal=True),
    Variable(
        "contact_email", read.mail_box, "the address residents write to; mails are answered there", legal=True
    ),
    Variable("housing_phone", read.telephone, "the town's number for unfit housing", legal=True),
    Variable("publisher", str, "legal: who is responsible for what is published", legal=True),
    Variable("host_name", str, "legal: who hosts the site", legal=True),
    Variable("host_address", str, "legal: the host's address", legal=True),
    Variable("host_phone", read.telephone, "legal: the host's phone", legal=True),
    Variable("dpo_contact", str, "legal: how to reach the data protection officer", legal=True),
    Variable("contact_delay_days", read.days, "promise: working days before a first human contact", "10"),
    Variable("step_delay_days", read.days, "promise: days without a step in an open file", "30"),
    Variable(
        "retention",
        read.periods,
        "months that some things are kept, when it is not as here: "
        + ", ".join(f"{kept}={months}" for kept, months in CHOSEN.items()),
    ),
    Variable(
        "audit_heads",
        read.path,
        "the file that keeps the head of the audit trail; best on another disk",
        "var/audit-heads.txt",
    ),
    Variable("files_dir", read.path, "the folder of the photos: back it up with the database", "var/files"),
    Variable("framed_by", read.addresses, "who may show the block: https://example.org, …; unset: any site"),
    Variable(
        "security_expires",
        read.day,
        "the day until which security.txt tells the truth: less than a year ahead, when you last checked it",
        "2027-10-31",
    ),
)


def _strange(env: Mapping[str, str | None]) -> Iterator[str]:
    names = {variable.name for variable in VARIABLES}
    for name in sorted(env):
        if name.startswith("CTG_") and not name.startswith(OF_THE_TESTS) and name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            yield f"{name} means nothing here" + (f": {near[0]}?" if near else "")
    if env.get("FLASK_DEBUG", "0") not in {"", "0", "false", "no"}:
        yield "FLASK_DEBUG is set: an error would show the inside of the site to everybody"


def environment(**changes: str) -> dict[str, str]:
    """For another process: the environment of this one, with other settings, which nobody is shown."""
    return {**os.environ, **{f"CTG_{key.upper()}": value for key, value in changes.items()}}


def env_example() -> str:
    """The text of `.env.example`, made from the table."""
    lines = ["# Settings of the site. Copy to .env and fill in. Made from the table of ctg_site/config.py."]
    for variable in VARIABLES:
        need = "required" if variable.required else "required to serve" if variable.legal else "optional"
        told = fill(f"# {variable.help} ({need})", 160, subsequent_indent="# ", break_on_hyphens=False)
        lines += ["", told, f"{variable.name}={variable.default or ''}"]
    return "\n".join(lines) + "\n"


if {v.key for v in VARIABLES} | {"testing", "strange"} != {f.name for f in fields(Settings)}:
    raise AssertionError("VARIABLES and the fields of Settings must name the same settings")
