"""One JSON line per answer and per error, without a secret, an address or a resident's word."""

import json
import logging
import secrets
import sys
import time
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, request

SECRET_PATHS = (
    *("/suivi/", "/inscription/lien/", "/etre-prevenu/lien/", "/avis/"),
    *("/equipe/invitation/", "/equipe/oubli/"),
)


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


def path_without_secret(path: str) -> str:
    """A path as it may be written down: what follows a secret's prefix is left out."""
    return next((f"{start}…" for start in SECRET_PATHS if path.startswith(start)), path)


def note_start() -> None:
    g.request_id, g.started = secrets.token_hex(8), time.perf_counter()


def note_answer(response: Response) -> Response:
    if "request_id" not in g:
        return response
    response.headers["X-Request-Id"] = g.request_id
    said = {
        "request": g.request_id,
        "method": request.method,
        "path": path_without_secret(request.path),
        "status": response.status_code,
        "ms": round((time.perf_counter() - g.started) * 1000, 1),
    }
    logging.getLogger("ctg_site.access").info("answered", extra={"ctg": said})
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
