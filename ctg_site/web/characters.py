"""No answer holds a control sign, by whatever door it came in: pages, feeds and spreadsheets refuse them."""

import re

from flask import Flask, Response

from ctg_site.config import COMPRESSED

#: The same as `domain.text.CONTROL`, in the bytes of UTF-8; each begins with a byte that is soon looked for.
OF_ONE_BYTE = bytes({*range(32), 127} - set(b"\t\n\r"))
OF_SEVERAL = tuple(
    map(
        re.compile,
        (
            rb"\xc2[\x80-\x9f]",
            rb"\xed[\xa0-\xbf][\x80-\xbf]",
            rb"\xef(?:\xb7[\x90-\xaf]|\xbf[\xbe\xbf])",
            *(rb"%c[\x8f\x9f\xaf\xbf]\xbf[\xbe\xbf]" % first for first in range(0xF0, 0xF5)),
        ),
    )
)


def without_control(content: bytes) -> bytes:
    """The text without control signs; the very same when it holds none."""
    content = content.translate(None, OF_ONE_BYTE)
    for pattern in OF_SEVERAL:
        if pattern.search(content):
            content = pattern.sub(b"", content)
    return content


def take_away(response: Response) -> Response:
    if response.is_sequence and response.mimetype in COMPRESSED:
        content = response.get_data()
        plain = without_control(content)
        if len(plain) != len(content):
            response.set_data(plain)
    return response


def init_app(app: Flask) -> None:
    app.after_request(take_away)
