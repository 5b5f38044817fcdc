"""How the name of a town stands in a French sentence."""

import unicodedata

#: With these articles « de » makes one word; « La » and « L’ » stay as they are.
JOINED = {"Le ": "du ", "Les ": "des "}
VOWELS = frozenset("aeiouyœæ")


def of(name: str) -> str:
    """« de Lens », « d’Arras », « du Havre », « des Sables-d’Olonne », « de La Bassée ».

    Before an H, which is mute in Hénin and is not in Ham, « de » is never wrong to whoever reads it.
    """
    for article, joined in JOINED.items():
        if name.startswith(article):
            return joined + name.removeprefix(article)
    first = unicodedata.normalize("NFD", name[:1].lower())[:1]
    return f"d’{name}" if first in VOWELS else f"de {name}"
