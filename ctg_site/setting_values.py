"""How the text of each setting is read: its shape and its meaning, with a sentence when it is wrong."""

import difflib
import ipaddress
import re
import unicodedata
from datetime import date
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from ctg_site.domain import mailbox
from ctg_site.domain.retention import CHOSEN, MOST_MONTHS, KeptData
from ctg_site.domain.town_calendar import REGIONS, Region

ROOT = Path(__file__).resolve().parents[1]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

MADE_BY = "`openssl rand -hex 32` makes one"
#: Names that RFC 2606 and 6761 keep for documents and tests.
EXAMPLE = re.compile(r"(^|[.@])(example\.(com|net|org)|example|test|invalid)$")
NAMED = re.compile(r'"?([^"<>@\s\x00-\x1f\x7f][^"<>@\x00-\x1f\x7f]*?)"?\s*<([^<>]*)>')
#: The widest public network of centres, by version of the protocol: beyond, nobody would be limited.
WIDEST = {4: 16, 6: 32}
#: Ways to send mails that reach nobody.
PRETENDED = {
    "console:": "console: prints the mails instead of sending them",
    "memory:": "memory: forgets the mails instead of sending them",
}
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
ALL_REGIONS = ", ".join(one.name for one in REGIONS)
#: The kinds of text that the site answers; the rest (PDF, spreadsheets, pictures) is compressed already.
COMPRESSED = (
    *("text/html", "text/plain", "text/csv", "text/calendar"),
    *("application/xml", "application/atom+xml", "application/json"),
)


def secret(raw: str) -> str:
    if len(raw) < 32:
        raise ValueError("must be at least 32 characters; " + MADE_BY)
    if len(set(raw)) < 8:
        raise ValueError("is too regular to be a secret; " + MADE_BY)
    return raw


def database(raw: str) -> str:
    if raw.startswith("sqlite:///"):
        path = Path(raw.removeprefix("sqlite:///"))
        if str(path) in {".", ":memory:"}:
            raise ValueError("needs a file: sqlite:///var/ctg.sqlite3")
        return f"sqlite:///{path if path.is_absolute() else ROOT / path}"
    if raw.startswith(("postgresql://", "postgresql+psycopg://")):
        return "postgresql+psycopg://" + raw.partition("://")[2]
    raise ValueError("must begin with sqlite:/// or postgresql://")


def is_private(url: str) -> bool:
    """Whether nobody between reads what this database is told: it is on this machine, or behind TLS."""
    parts = urlsplit(url)
    host = parse_qs(parts.query).get("host", [parts.hostname or ""])[0]
    here = not host or host.startswith("/") or host in {"localhost", "127.0.0.1", "::1"}
    return here or parse_qs(parts.query).get("sslmode") == ["verify-full"]


def address(raw: str) -> str:
    parts = _split(raw)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise ValueError("must look like https://envies.example.org, without a path")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("must be an address alone: no name, no password, nothing after it")
    return f"{parts.scheme}://{parts.netloc}"


def addresses(raw: str) -> tuple[str, ...]:
    """Several sites, each by its address."""
    return tuple(address(part.strip()) for part in raw.split(","))


def mail(raw: str) -> str:
    if raw in {"console:", "memory:"}:
        return raw
    parts = _split(raw)
    if parts.scheme not in {"smtp", "smtps", "smtp+plain"} or not parts.hostname or parts.path.strip("/"):
        raise ValueError("must be smtp://host:port, smtps://user:password@host:port or console:")
    if parts.netloc.count("@") > 1 or parts.query or parts.fragment:
        raise ValueError("write the signs @ : / # ? % of a name or a password as %40 %3A %2F %23 %3F %25")
    return raw


def _split(raw: str) -> SplitResult:
    """The parts of an address; its port is a number, or this is refused."""
    parts = urlsplit(raw)
    try:
        if parts.port == 0:
            raise ValueError
    except ValueError:
        raise ValueError("what follows the last colon must be a port, from 1 to 65535") from None
    return parts


def mail_box(raw: str) -> str:
    raw = mailbox.on_the_wire(raw)
    if raw.count("@") != 1 or any(sign in raw for sign in " \r\n<>,;"):
        raise ValueError("must be one plain e-mail address")
    return raw


def sender(raw: str) -> str:
    """An address; before it, if need be, the name that people read: Envies d’agir <envies@town.fr>."""
    found = NAMED.fullmatch(raw)
    return f"{found[1]} <{mail_box(found[2])}>" if found else mail_box(raw)


def is_example(value: str) -> bool:
    """Whether an address, of mails or of pages, is one of those that reach nobody."""
    host = urlsplit(value).hostname if "://" in value else value.removesuffix(">")
    return bool(EXAMPLE.search((host or "").lower()))


def telephone(raw: str) -> str:
    digits = re.sub(r"[\s.\-()]", "", raw)
    if not re.fullmatch(r"\+?\d{2,15}", digits):
        raise ValueError("must be one telephone number, as 03 21 00 00 00")
    return raw


def flag(raw: str) -> bool:
    if raw not in {"0", "1"}:
        raise ValueError("must be 0 or 1")
    return raw == "1"


def days(raw: str) -> int:
    if not raw.isdecimal() or not 1 <= int(raw) <= 365:
        raise ValueError("must be a number of days from 1 to 365")
    return int(raw)


def periods(raw: str) -> tuple[tuple[KeptData, int], ...]:
    """How long some kinds of data are kept, in months: refused=6, ended=12."""
    found: dict[KeptData, int] = {}
    for part in raw.split(","):
        name, _, months = (one.strip() for one in part.partition("="))
        if name not in CHOSEN:
            near = difflib.get_close_matches(name, CHOSEN, n=1)
            meant = f"{near[0]}?" if near else "see `flask ctg retention`"
            raise ValueError(f"{name!r} is no period: {meant}")
        if not months.isdecimal() or not 1 <= int(months) <= MOST_MONTHS:
            raise ValueError(f"{name} must be a number of months, from 1 to {MOST_MONTHS}: {name}=12")
        if name in found:
            raise ValueError(f"{name} is given twice")
        found[KeptData(name)] = int(months)
    return tuple(found.items())


def proxies(raw: str) -> int | None:
    """How many; None when somebody says that there is none."""
    if raw == "none":
        return None
    if not raw.isdecimal() or int(raw) > 5:
        raise ValueError("must be the exact number of proxies in front, from 0 to 5, or none")
    return int(raw)


def day(raw: str) -> date:
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise ValueError("must be a day, as 2027-10-31") from None


def time_zone(raw: str) -> ZoneInfo:
    known = available_timezones()
    if raw not in known:
        near = difflib.get_close_matches(raw, known, n=1)
        meant = f": {near[0]}?" if near else ", as Europe/Paris, Indian/Reunion or America/Guadeloupe"
        raise ValueError("must be a time zone of the IANA list" + meant)
    return ZoneInfo(raw)


def region(raw: str) -> Region:
    """Where the same days are holidays; capitals, accents, hyphens and « La » are forgiven."""
    known = {_bare(one.name): one for one in REGIONS}
    found = known.get(_bare(raw)) or known.get("la" + _bare(raw))
    if found is None:
        raise ValueError("must be one of: " + ALL_REGIONS)
    return found


def another_clock(zone: ZoneInfo, region: Region) -> list[str]:
    """The complaint when nobody of this region lives by this clock; none when they agree."""
    if region.lives_by(zone):
        return []
    own = " or ".join(region.zones)
    return [f"CTG_TIME_ZONE={zone.key!r}: the clock of CTG_HOLIDAYS={region.name!r} is {own}"]


def _bare(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in letters if letter.isalpha())


def path(raw: str) -> Path:
    return ROOT / raw


def networks(raw: str) -> tuple[Network, ...]:
    found = tuple(ipaddress.ip_network(part.strip()) for part in raw.split(","))
    for network in found:
        if network.prefixlen < WIDEST[network.version] and not network.is_private:
            raise ValueError(f"{network} is far more than the centres of a town: nothing would be limited")
    return found
