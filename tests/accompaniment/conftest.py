"""What the tests of an accompaniment share: a centre, one of its agents at work, a file of theirs."""

from io import BytesIO

import pytest
from PIL import Image

from ctg_site.db import db
from ctg_site.domain import codes
from ctg_site.domain.policy import Role
from ctg_site.models.proposals import JournalEntry
from ctg_site.runtime import settings
from tests import factories
from tests.lens import load_lens

COLOURS = {"RGBA": (0, 128, 128, 60), "L": 90, "CMYK": (90, 20, 20, 0), "I;16": 900, "LA": (90, 60)}


@pytest.fixture
def centre():
    return factories.centre(name="Centre de la Cerise")


@pytest.fixture
def agent(centre):
    return factories.staff(Role.AGENT, centre, name="Nadia Exemple", function="animatrice famille")


@pytest.fixture
def desk(clock, browser, agent):
    """The agent at work, while the time stands still."""
    return browser.sign_in(agent)


@pytest.fixture
def proposal(centre, agent):
    """A published envie that the agent follows."""
    published = factories.published(centre, title="Un jardin partagé", by=agent)
    return factories.reread(published)


@pytest.fixture
def at(desk, proposal):
    """Open a page of the file: `at("/recit")`."""

    address = f"/equipe/envies/{proposal.number}/accompagnement"

    def go(end="", **expected):
        desk.get(f"{address}{end}", **expected)
        return desk

    return go


@pytest.fixture
def follow_up():
    """Open the follow-up of an envie as its author does."""

    def go(browser, proposal):
        link = codes.link_of(proposal.seed, settings().code_key)
        browser.get(f"/suivi/{link}", status=303)
        return browser.follow()

    return go


@pytest.fixture
def journal():
    """The journal of an envie, as the database holds it now."""

    def read(proposal):
        lines = db.select(JournalEntry).where(JournalEntry.proposal_id == proposal.id)
        return list(db.session.scalars(lines.order_by(JournalEntry.id)))

    return read


@pytest.fixture
def events(journal):
    """What happened to an envie, by the words of the journal."""
    return lambda proposal: [entry.event for entry in journal(proposal)]


@pytest.fixture
def convention():
    """The convention of Lens, which an envie may be linked to."""
    return load_lens()


@pytest.fixture
def photo():
    """A photo as a telephone sends it, as bytes: `photo((4000, 3000), "JPEG", exif=…)`."""

    def make(size=(80, 60), kind="JPEG", mode="RGB", **options):
        output = BytesIO()
        Image.new(mode, size, COLOURS.get(mode, "teal")).save(output, kind, **options)
        return output.getvalue()

    return make
