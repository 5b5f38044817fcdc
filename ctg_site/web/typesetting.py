"""French typography of the templates: authors type plain spaces, readers get no-break ones."""

import re

from jinja2.ext import Extension

NBSP = "\u00a0"
BEFORE_SIGN = re.compile(r"(?<=\S) (?=[:;?!»](?![\w/=]))")
AFTER_QUOTE = re.compile(r"« ")
NUMBER_SIGN = re.compile(r"\bn° ")


def typeset(source: str) -> str:
    """Text whose tall signs stay on the line of their word: no break within « Qui ? »."""
    source = BEFORE_SIGN.sub(NBSP, source)
    return NUMBER_SIGN.sub(f"n°{NBSP}", AFTER_QUOTE.sub(f"«{NBSP}", source))


class Typesetting(Extension):
    """Applied to each template as it is loaded, whoever wrote it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return typeset(source)
