"""A copy of one's data, as a file that a machine reads."""

import json

from flask import Response

from ctg_site.words.rights_labels import plain_value

from .copy_queries import HeldData


def as_data(held: HeldData) -> Response:
    """The same parts as the page, by the names of the columns."""
    parts = {
        part: [{name: plain_value(value) for name, value in row.items()} for row in rows]
        for part, rows in held.parts.items()
    }
    text = json.dumps(parts, ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": f"attachment; filename=envie-{held.number}-donnees.json"}
    return Response(text, mimetype="application/json", headers=headers)
