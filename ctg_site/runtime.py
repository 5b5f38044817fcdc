"""What operations may know of the installation: its settings, and the delays that it promises."""

from dataclasses import dataclass

from flask import current_app, g, has_request_context

from ctg_site.config import Settings
from ctg_site.db import db
from ctg_site.domain.retention import RULES, KeptData, Life
from ctg_site.models.outbox import SiteFact

CONTACT_DELAY, STEP_DELAY = "delay.contact", "delay.step"


@dataclass(frozen=True, slots=True)
class Delays:
    """The promises: working days before a first human contact, days without a step in an open file."""

    contact: int
    step: int

    @property
    def said(self) -> str:
        """Both in one word: what a form remembers of them while it is filled in."""
        return f"{self.contact}-{self.step}"


def settings() -> Settings:
    """The settings the application was made with."""
    found: Settings = current_app.extensions["ctg_settings"]
    return found


def town() -> str:
    """The town whose plan is drawn: that of the demonstration is invented, like its districts."""
    return "demonstration" if settings().demo else settings().town_name


def life(kept: KeptData) -> Life:
    """How long this kind of data is kept here."""
    chosen = dict(settings().retention).get(kept)
    return Life(months=chosen) if chosen else RULES[kept].life


def delays() -> Delays:
    """The delays the coordination chose; until then, those of the settings."""
    rows = db.session.execute(
        db.select(SiteFact.key, SiteFact.value).where(SiteFact.key.in_((CONTACT_DELAY, STEP_DELAY)))
    )
    chosen: dict[str, str] = dict(rows.all())
    site = settings()
    return Delays(
        contact=int(chosen.get(CONTACT_DELAY, site.contact_delay_days)),
        step=int(chosen.get(STEP_DELAY, site.step_delay_days)),
    )


def promised() -> Delays:
    """The delays as pages and mails tell them: read once a request; while the database is away, the first."""
    if not has_request_context():
        return delays()
    if "delays" not in g:
        site = settings()
        away = g.get("database_away")
        g.delays = Delays(site.contact_delay_days, site.step_delay_days) if away else delays()
    found: Delays = g.delays
    return found
