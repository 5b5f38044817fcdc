"""Sites with a database and folders of their own, and what they hold."""

from contextlib import contextmanager
from datetime import UTC

from ctg_site.backups import rows
from ctg_site.db import db
from ctg_site.demo.loader import KEPT


class Town:
    """A site with its database and its folders, and its command line."""

    def __init__(self, app):
        self.app = app

    def ctg(self, *words):
        """Run a command: its exit code and what it says."""
        with self.app.app_context():
            result = self.app.test_cli_runner().invoke(args=["ctg", *map(str, words)])
            leave()
        return result.exit_code, result.output

    @contextmanager
    def inside(self):
        with self.app.app_context():
            yield
            leave()


def leave():
    """No connection stays open: the next test makes its databases again."""
    db.session.remove()
    db.engine.dispose()


def held(town):
    """Every row of every table, but what a restoration says of itself."""
    apart = {"site_fact", "audit_entry", "table_version"}
    with town.inside(), db.engine.connect() as connection:
        tables = {name: one for name, one in rows.tables(connection).items() if name not in apart}
        return {
            name: [
                [plain(value) for value in row]
                for row in connection.execute(db.select(table).order_by(*table.primary_key.columns))
            ]
            for name, table in tables.items()
        }


def plain(value):
    """An instant of PostgreSQL, or of SQLite, which knows no time zone."""
    return value.astimezone(UTC).replace(tzinfo=None) if getattr(value, "tzinfo", None) else value


def files(town):
    kept = town.app.extensions["ctg_settings"].files_dir
    return {path.name: path.read_bytes() for path in kept.rglob("*") if path.is_file()}


def is_empty(town):
    with town.inside(), db.engine.connect() as connection:
        return not [name for name, count in rows.counts(connection).items() if count and name not in KEPT]
