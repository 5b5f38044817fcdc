"""One JSON line per answer and per error, without a secret, an address or a resident's word."""

import json
import logging
import re
import secrets
import sys
import time
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, current_app, g, request

#: How rules name the part of an address that opens something to whoever holds it.
SECRETS = frozenset({"secret", "token"})


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "said": record.getMessage(),
            **getattr(record, "ctg", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def path_without_secret() -> str:
    """The path asked for, as it may be written down: nothing of a secret, nor of what was meant as one."""
    rule = request.url_rule
    if rule is not None and not SECRETS & rule.arguments:
        return request.path
    asked = re.sub("/+", "/", request.path).lower()
    return next((f"{start}…" for start in secret_starts() if asked.startswith(start)), request.path)


def secret_starts() -> set[str]:
    """What comes before the secret in each address that holds one."""
    rules = current_app.url_map.iter_rules()
    return {rule.rule.partition("<")[0] for rule in rules if SECRETS & rule.arguments}


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
    said = {
        "request": g.request_id,
        "method": request.method,
        "path": path_without_secret(),
        "status": response.status_code,
        "ms": round((time.perf_counter() - g.started) * 1000, 1),
    }
    level = logging.WARNING if "refused" in g else logging.INFO
    if "refused" in g:
        said["refused"] = g.refused
    logging.getLogger("ctg_site.access").log(level, "answered", extra={"ctg": said})
    return response


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
