"""What the forms of the agenda share: words set as French wants them."""

import re

from ctg_site.web.typesetting import typeset

APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
#: Ten pages: longer minutes are a document.
LONGEST_MARKDOWN = 20_000


def typed(text: str | None) -> str | None:
    """Words of the staff for the public, with the apostrophes and no-break spaces that they need."""
    return typeset(APOSTROPHE.sub("’", text)) if isinstance(text, str) else text
