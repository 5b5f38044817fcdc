"""What the tests put in place of the convention of Lens is what the site wrote, at a fraction of its cost."""

from ctg_site.convention import operations
from ctg_site.db import db
from ctg_site.versions import OURS
from tests import lens
from tests.databases import empty_tables


def everything():
    return {table.name: timeless(table) for table in db.metadata.sorted_tables if table.name != OURS}


def timeless(table):
    return [{name: one for name, one in row.items() if name != "created_at"} for row in lens.rows(table)]


def test_the_convention_is_loaded_once_then_put_back_alike(monkeypatch):
    monkeypatch.setattr(lens, "kept", {})
    lens.load_lens()
    written = everything()
    db.session.rollback()  # nobody reads while the tables are emptied
    empty_tables()
    monkeypatch.setattr(operations, "load_convention", None)
    lens.load_lens()
    assert everything() == written
