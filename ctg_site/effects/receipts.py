"""What a receipt opens: the code and the secret link that a seed gives, and what the row keeps of them."""

from dataclasses import dataclass

from ctg_site.domain import codes
from ctg_site.runtime import settings


@dataclass(frozen=True, slots=True)
class Door:
    """Where the link leads, its secret last; and the page that asks, once the seed is erased."""

    link: str
    page: str


FOLLOW_UP = Door("/suivi/", "/suivi")
REGISTRATION = Door("/inscription/lien/", "/inscription/code")
PARTICIPATION = Door("/rejoindre/lien/", "/rejoindre/recu")
VALUES = Door("/valeurs/lien/", "/valeurs/")


def hashes(seed: str) -> dict[str, str]:
    key = settings().code_key
    return {"code_hash": codes.hashed(codes.code_of(seed, key), key), "link_hash": link_hash(seed)}


def link_hash(seed: str) -> str:
    """Of what has no code."""
    key = settings().code_key
    return codes.hashed(codes.link_of(seed, key), key)


def code(seed: str | None) -> list[str]:
    """The code in groups; nothing once its seed is erased."""
    return codes.groups(codes.code_of(seed, settings().code_key)) if seed else []


def link(door: Door, seed: str | None) -> str:
    """The secret link; nothing once its seed is erased."""
    site = settings()
    return f"{site.base_url}{door.link}{codes.link_of(seed, site.code_key)}" if seed else ""
