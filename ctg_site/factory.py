"""The application factory: the only module that knows every other."""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request
from flask_compress import Compress
from flask_login import AnonymousUserMixin, LoginManager
from htmx_flask import Htmx
from jinja2 import StrictUndefined
from werkzeug.local import LocalProxy
from werkzeug.middleware.proxy_fix import ProxyFix

from ctg_site import cli
from ctg_site.accounts import own_operations
from ctg_site.accounts import queries as account_queries
from ctg_site.accounts.own_views import prove
from ctg_site.config import ROOT, Settings
from ctg_site.db import db
from ctg_site.domain import emergency, town_calendar
from ctg_site.domain.retention import KeptData
from ctg_site.effects.mailer import mailer_for
from ctg_site.pages.declaration import DECLARATION
from ctg_site.runtime import promised
from ctg_site.services import clock, invalidation, visits
from ctg_site.services.languages import welcomed
from ctg_site.slices import SLICES
from ctg_site.subscriptions import news_queries
from ctg_site.web import (
    addresses,
    areas,
    characters,
    compiled,
    database,
    errors,
    front,
    guard,
    headers,
    logs,
    paragraphs,
    richtext,
    sharing,
)
from ctg_site.web.assets import Assets
from ctg_site.web.typesetting import Typesetting
from ctg_site.words import (
    answer_lines,
    bilan,
    collecting,
    copies,
    french,
    hours,
    journal,
    letter_labels,
    measuring,
    trail,
)


class Application(Flask):
    """Flask, with templates that refuse an unknown name."""

    jinja_options = {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": [Typesetting],
    }

    def log_exception(self, exc_info: Any) -> None:
        logs.note_failure(exc_info)


def create_app(settings: Settings) -> Flask:
    """The whole site, made from its settings alone."""
    app = Application("ctg_site", root_path=str(ROOT), static_folder=None)
    app.jinja_options = Application.jinja_options | {"bytecode_cache": compiled.kept(ROOT / "var/templates")}
    app.config.from_mapping(settings.for_flask())
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(settings.database_url)
    app.extensions["ctg_settings"] = settings
    town_calendar.settle(settings.calendar)
    app.extensions["ctg_mailer"] = mailer_for(settings.mail_url)
    app.extensions["ctg_keep_writing"] = own_operations.keep_writing
    app.extensions["ctg_prove"] = prove
    app.extensions["ctg_visit_is_over"] = visits.is_over
    app.extensions["ctg_end_visit"] = visits.end
    app.extensions["ctg_taken_down"] = invalidation.count
    app.extensions["ctg_areas"] = tuple(one for part in SLICES for one in part.areas)
    app.extensions["ctg_indexed"] = gathered(part.indexes for part in SLICES)
    app.extensions["ctg_listed"] = gathered(part.lists for part in SLICES)
    app.extensions["ctg_apart"] = gathered(part.apart for part in SLICES)
    app.extensions["ctg_framed"] = gathered(part.framed for part in SLICES)
    app.extensions["ctg_shown"] = gathered(part.shows for part in SLICES)
    dues = (one for part in SLICES for one in part.owes)
    app.extensions["ctg_owed"] = tuple(sorted(dues, key=attrgetter("rank")))
    kept, order = (one for part in SLICES for one in part.keeps), list(KeptData)
    app.extensions["ctg_periods"] = tuple(sorted(kept, key=lambda one: order.index(one.kept)))
    app.extensions["ctg_done"] = tuple(one for part in SLICES for one in part.did)
    app.extensions["ctg_news"] = news_queries.carried
    front.init_app(app)  # before all: hence after all on the way back, compression included
    for part in (db, Htmx(), Compress()):
        part.init_app(app)
    app.extensions["migrate"] = LocalProxy(_migrations)
    login_manager().init_app(app, add_context_processor=False)
    for module in (
        logs,  # first: whatever answers next is written down
        addresses,
        areas,
        database,
        guard,
        errors,
        french,
        answer_lines,
        copies,
        hours,
        letter_labels,
        collecting,
        measuring,
        paragraphs,
        richtext,
        sharing,
        journal,
        bilan,
        trail,
        headers,
        characters,  # after the headers, hence before them on the way back: they name what is sent
        cli,
    ):
        module.init_app(app)
    for blueprint in (one for part in SLICES for one in part.blueprints):
        app.register_blueprint(blueprint)
    add_globals(app, settings)
    return app


def _migrations() -> Any:
    """What Flask-Migrate keeps of the site, which takes the place of this: only commands change tables."""
    from flask_migrate import Migrate

    Migrate(current_app, db, str(ROOT / "migrations"))
    return current_app.extensions["migrate"]


def gathered(told: Iterable[Mapping[Any, Any]]) -> dict[Any, Any]:
    """What all slices say, in one table."""
    return {key: value for one in told for key, value in one.items()}


#: Prepared statements made full-text search fifty times slower; a network that falls silent is noticed in
#: a dozen seconds.
POSTGRESQL = {
    "prepare_threshold": None,
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 12_000,
}


def engine_options(database_url: str) -> dict[str, Any]:
    """How to reach the database, without telling what is written there when something fails.

    How long a request waits for it is said in `web/database.py`.
    """
    if database_url.startswith("sqlite:"):
        Path(database_url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
        return {"hide_parameters": True}
    return {"hide_parameters": True, "connect_args": POSTGRESQL, "pool_pre_ping": True}


def add_globals(app: Flask, settings: Settings) -> None:
    """What every template and every block may use; what stands before Flask; the proxies in front."""
    app.extensions["ctg_front"] = front.Front(app, 0 if settings.testing else front.MOST)
    app.wsgi_app = app.extensions["ctg_front"]  # type: ignore[method-assign]
    assets = Assets(ROOT / "static", ROOT / "var/static")
    assets.serve(app, headers.of_site(settings.is_secure), settings.hosts)
    if proxies := settings.trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    app.jinja_env.globals.update(
        site=settings,
        asset=assets.url,
        request=request,
        delays=promised,
        welcomed=welcomed,
        accessibility_state=lambda: DECLARATION.state(clock.today()),
        emergency=emergency.NUMBERS,
    )
    entries = sorted((one for part in SLICES for one in part.menu), key=attrgetter("rank"))
    app.jinja_env.globals["menu_entries"] = tuple(one for one in entries if one.permission is None)
    app.jinja_env.globals["staff_entries"] = tuple(one for one in entries if one.permission is not None)
    app.jinja_env.globals["ui"] = app.jinja_env.get_template("components.html").module


class Anonymous(AnonymousUserMixin):
    """Nobody signed in."""

    id = None


def login_manager() -> LoginManager:
    manager = LoginManager()
    manager.anonymous_user = Anonymous
    manager.session_protection = None
    manager.user_loader(account_queries.signed_in)
    return manager
