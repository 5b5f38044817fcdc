"""Words that no reader should meet: inclusive points, names of the code, raw values of its lists."""

import importlib
import pkgutil
import re
from enum import StrEnum

from ctg_site import domain
from tests.typography import flat

INCLUSIVE = re.compile(
    r"\b\w+[·•](?:e|s|es|ne|nes|le|les|rice|rices|ice|ices|trice|trices|euse|euses|ve|ves|x)\b"
    r"|\b\w{2,}\((?:e|s|es|ne|nes|le|les|x)\)"
)
#: A name with underscores, outside an address, a mailbox, the name of a file, of a cookie.
IDENTIFIER = re.compile(r"(?<![\w@./:=-])(?!ctg_)[a-z]+(?:_[a-z0-9]+)+(?![\w@=]|[./:-]\w)")
NOTHING = re.compile(
    r"\b(?:None|True|False|null|undefined|NaN|nan)\b|<(?:built-in|bound|function|class)\b|\bobject at 0x"
)
#: Values that are French words too, as some label writes them.
FRENCH = frozenset(
    "action actions agent association associations attend centre communication contact contacts danger"
    " document envie message mail mois note parents parking photo place plan plus question semaine service"
    " services sms total toutes age visite".split()
)


def values() -> frozenset[str]:
    """All that the lists of the domain hold, as the database keeps it."""
    modules = [
        importlib.import_module(f"{domain.__name__}.{one.name}")
        for one in pkgutil.iter_modules(domain.__path__)
    ]
    lists = [one for module in modules for one in vars(module).values() if isinstance(one, type)]
    return frozenset(str(member) for one in lists if issubclass(one, StrEnum) for member in one) - FRENCH


VALUES = values()


def word_faults(texts: list[str]):
    """A value alone, where its words should stand; the rest wherever it is read."""
    for text in texts:
        for what, pattern in (
            ("an inclusive point, which is read aloud letter by letter", INCLUSIVE),
            ("a name of the code", IDENTIFIER),
            ("a value of the code", NOTHING),
        ):
            if found := pattern.search(text):
                yield f"{what}: {flat(text[max(0, found.start() - 30) : found.end() + 20])!r}"
        if flat(text) in VALUES:
            yield f"a raw value where its words should stand: {flat(text)!r}"
