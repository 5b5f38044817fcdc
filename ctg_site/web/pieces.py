"""A file that leaves piece by piece: never whole in memory, never half made, not sent again unchanged."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from tempfile import SpooledTemporaryFile
from typing import IO

from flask import Response, request
from werkzeug.http import quote_etag

#: What is held in memory before the rest goes to the disk; what leaves at once.
MOST_HELD, PIECE = 512 * 1024, 64 * 1024


def in_pieces(pieces: Iterable[bytes], name: str, kind: str) -> Response:
    """Answer a file of this name; its mark (ETag) is that of all its bytes, known before one leaves.

    Who reads slowly keeps no read of the database open; what fails half-way is an error, not a file.
    """
    made, mark = SpooledTemporaryFile(MOST_HELD), blake2b(digest_size=16)
    try:
        for piece in pieces:
            mark.update(piece)
            made.write(piece)
    except BaseException:
        made.close()
        raise
    if (known := _known(mark.hexdigest())) is not None:
        made.close()
        return Response(status=304, headers={"ETag": quote_etag(known)})
    size = made.tell()
    made.seek(0)
    answer = Response(_read(made), mimetype=kind)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.content_length = size
    answer.set_etag(mark.hexdigest())
    answer.call_on_close(made.close)
    return answer


def _known(mark: str) -> str | None:
    """The mark by which the reader has this file already: once compressed, it ends with the way it was."""
    held = request.if_none_match.as_set()
    return next((one for one in held if one.partition(":")[0] == mark), None)


def _read(made: IO[bytes]) -> Iterator[bytes]:
    with made:
        while piece := made.read(PIECE):
            yield piece
