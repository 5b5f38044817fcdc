"""The actions that move as an Atom feed (RFC 4287), for whoever follows sites with a reader of news."""

from flask import Blueprint, Response, render_template

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import requires
from ctg_site.web.rendering import Reply

from . import feed_queries

bp = Blueprint("actions_feed", __name__)

LATEST = 30


@bp.get("/actions.atom")
@requires(Permission.SITE_READ)
def actions() -> Reply:
    xml = render_template("open_data/actions.xml", entries=feed_queries.entries(LATEST))
    return Response(xml, mimetype="application/atom+xml")
