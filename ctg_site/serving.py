"""What must hold before the site is served; commands run without."""

from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from ctg_site.config import Settings, SettingsError
from ctg_site.db import wal_is_safe
from ctg_site.services import health, identity

DEMO_KEY = "demonstration"


def refuse_unsafe(settings: Settings) -> None:
    """Raise SettingsError with every reason not to serve."""
    if found := complaints(settings):
        raise SettingsError("The site is not served:\n  - " + "\n  - ".join(found))


def complaints(settings: Settings) -> list[str]:
    """Every reason not to serve: settings, database, key, demonstration mark."""
    found = settings.missing_to_serve()
    engine = create_engine(settings.database_url)
    try:
        with engine.connect() as connection:
            found += database_complaints(connection, settings)
    except SQLAlchemyError as error:
        found.append(f"the database does not answer: {type(error).__name__}")
    finally:
        engine.dispose()
    return found


def database_complaints(connection: Connection, settings: Settings) -> list[str]:
    """What is wrong with the database for these settings; an empty list when it may be served."""
    if old := list(health.schema_faults(connection, health.newest_revision())):
        return old
    found = sqlite_complaints(connection) if connection.dialect.name == "sqlite" else []
    found += key_complaints(connection, settings)
    marked = holds_demonstration(connection)
    if marked and not settings.demo:
        found.append("the database holds a demonstration: set CTG_DEMO=1, or take another database")
    if settings.demo and not marked:
        found.append(
            "CTG_DEMO=1, but the database is not a demonstration: real files would be shown as invented"
        )
    return found


def key_complaints(connection: Connection, settings: Settings) -> list[str]:
    """Whether the codes that were given would open with the key of these settings."""
    found = connection.execute(text("SELECT value FROM site_fact WHERE key = :key"), {"key": identity.KEY})
    noted = found.scalar_one_or_none()
    return [] if noted in {None, identity.fingerprint(settings.code_key)} else [identity.OTHER_KEY]


def holds_demonstration(connection: Connection) -> bool:
    """Whether the database says of itself that its data are invented."""
    if "site_fact" not in inspect(connection).get_table_names():
        return False
    found = connection.execute(text("SELECT value FROM site_fact WHERE key = :key"), {"key": DEMO_KEY})
    return found.scalar_one_or_none() == "1"


def sqlite_complaints(connection: Connection) -> list[str]:
    """SQLite's settings, read back from the connection as it really is."""
    wanted: dict[str, set[int | str]] = {
        "foreign_keys": {1},
        "synchronous": {2},
        "busy_timeout": {5000},
        "journal_mode": {"wal"} if wal_is_safe() else {"truncate", "delete", "persist"},
    }
    read = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    return [f"SQLite: {name} is {read[name]!r}" for name in wanted if read[name] not in wanted[name]]
