"""One JSON line per answer and per error, without a secret, an address or a resident's word."""

import json
import logging
import secrets
import sys
import time
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, request

from ctg_site.domain import codes, failures

#: How rules name the part of an address that opens something to whoever holds it.
SECRETS = frozenset({"secret", "token"})
#: Where whoever stands before Flask takes the line of an answer, to write it once it knows what leaves.
LINE = "ctg.line"


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "said": record.getMessage(),
            **getattr(record, "ctg", {}),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = failures.traced(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def without_values(record: logging.LogRecord) -> bool:
    """For the lines that the server writes by itself: neither what was asked for, nor from where."""
    if record.exc_info and record.exc_info[1]:
        record.exc_text, record.exc_info = failures.traced(record.exc_info[1]), None
        record.msg, record.args = "a request failed outside the site", ()
    elif str(record.msg).startswith("Invalid request from"):
        record.msg, record.args = "a request that is no HTTP was refused", ()
    return True


def path_without_secret() -> str:
    """The path asked for, as it may be written down: no secret, and nothing more than the beginning of what
    leads nowhere, which may be a secret that was mistyped, or cut.
    """
    rule = request.url_rule
    if rule is not None and not SECRETS & rule.arguments:
        return request.path
    if rule is not None:
        return rule.rule.partition("<")[0] + "…"
    first, _, rest = request.path.strip("/").partition("/")
    shown = "…" if _is_a_secret(first) else first
    return f"/{shown}/…" if rest else f"/{shown}"


def _is_a_secret(word: str) -> bool:
    """Whether somebody asked for a code, or the end of a link, as if it were a page."""
    signs = "".join(filter(str.isalnum, word)).upper()
    return len(signs) >= codes.LINK_LENGTH or codes.is_code(signs)


def note_failure(error: Any) -> None:
    """Flask would write the whole path beside the error."""
    said = f"Exception on {path_without_secret()} [{request.method}]"
    logging.getLogger("ctg_site").error(said, exc_info=error)


def note_start() -> None:
    g.request_id, g.started = secrets.token_hex(8), time.perf_counter()


def note_refusal(reason: str) -> None:
    """Why this request is refused before anything is done for it: its line of the log says so."""
    g.refused = reason


def note_answer(response: Response) -> Response:
    if "request_id" not in g:
        return response
    response.headers["X-Request-Id"] = g.request_id
    said: dict[str, Any] = {
        "request": g.request_id,
        "method": request.method,
        "path": path_without_secret(),
        "status": response.status_code,
        "ms": round((time.perf_counter() - g.started) * 1000, 1),
    }
    if "refused" in g:
        said["refused"] = g.refused
    if LINE in request.environ:
        request.environ[LINE].update(said)
    else:
        write(said)
    return response


def write(said: dict[str, Any]) -> None:
    """The line of one answer."""
    level = logging.WARNING if "refused" in said else logging.INFO
    logging.getLogger("ctg_site.access").log(level, "answered", extra={"ctg": said})


def init_app(app: Flask) -> None:
    app.before_request(note_start)
    app.after_request(note_answer)
    if app.testing:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("ctg_site")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False
