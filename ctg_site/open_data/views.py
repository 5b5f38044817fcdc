"""Everybody takes away what everybody reads: a page that explains each dataset, and its files."""

from flask import Blueprint, Response

from ctg_site.domain.policy import Permission
from ctg_site.web.guard import requires
from ctg_site.web.pieces import in_pieces
from ctg_site.web.rendering import Reply, render

from . import catalogue_queries, exports

bp = Blueprint("open_data", __name__, url_prefix="/donnees-ouvertes")


@bp.get("/")
@requires(Permission.SITE_READ)
def index() -> Reply:
    days, licence = catalogue_queries.changed(), exports.LICENCE
    return render("open_data/index.html", datasets=catalogue_queries.DATASETS, days=days, licence=licence)


@bp.get("/<dataset>.csv")
@requires(Permission.SITE_READ, on=catalogue_queries.dataset)
def lines(dataset: catalogue_queries.Dataset) -> Reply:
    return in_pieces(exports.lines(dataset), f"{dataset.name}.csv", "text/csv")


@bp.get("/<dataset>.json")
@requires(Permission.SITE_READ, on=catalogue_queries.dataset)
def objects(dataset: catalogue_queries.Dataset) -> Reply:
    return in_pieces(exports.objects(dataset), f"{dataset.name}.json", "application/json")


@bp.get("/<dataset>.schema.json")
@requires(Permission.SITE_READ, on=catalogue_queries.dataset)
def schema(dataset: catalogue_queries.Dataset) -> Reply:
    return Response(exports.plain(exports.schema(dataset)), mimetype="application/json")
