"""The words people read for the aims, domains and topics of the convention."""

import re
from typing import Any

from ctg_site.domain.items import KINDS

#: A list groups them by kind, as addresses call it.
GROUPS = {
    "but": "Les buts de la convention",
    "domaine": "Les domaines d’une CTG",
    "sujet": "Les sujets de coopération",
}
LABEL = "But, domaine ou sujet"
#: Who says that a commitment touches an item.
SAID_BY = {True: "dit par le texte officiel", False: "rapproché par la coordination"}
COLON = re.compile(r"\s*:\s")


def short(name: str) -> str:
    """A name within a list: what stands before a colon, with a capital, without its full stop."""
    told = COLON.split(name.strip(), maxsplit=1)[0].rstrip(".")
    return told[:1].upper() + told[1:]


def named(item: Any) -> str:
    """The name of an item within a list; an aim is a sentence of the act, told in plain words."""
    return short(item.plain_text if KINDS[item.kind] == "but" else item.official_text)


def word(item: Any) -> str:
    """What addresses call it: « domaine-jeunesse »."""
    return f"{KINDS[item.kind]}-{item.key}"


def said_by(act: bool) -> str:
    """Who says that a commitment touches an item: the act, or the coordination."""
    return SAID_BY[act]
