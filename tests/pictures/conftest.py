"""What the tests of pictures share: bytes as a telephone sends them, a file of a centre, how one is sent."""

from io import BytesIO

import pytest
from PIL import Image

from ctg_site.db import db
from ctg_site.domain.pictures import Recognised
from ctg_site.domain.policy import Person, Role
from ctg_site.domain.tokens import new_token
from ctg_site.models.pictures import EnviePicture
from ctg_site.pictures import operations
from ctg_site.runtime import settings
from tests import factories


@pytest.fixture
def photo():
    """A picture as bytes: `photo((4000, 3000), "JPEG")`."""

    def make(size=(80, 60), kind="JPEG", mode="RGB", **options):
        output = BytesIO()
        Image.new(mode, size, "teal" if mode == "RGB" else 90).save(output, kind, **options)
        return output.getvalue()

    return make


@pytest.fixture
def disk(app):
    """The pictures that were written since the test began, and are still there."""
    before = set(settings().files_dir.glob("*.webp"))
    return lambda: sorted(set(settings().files_dir.glob("*.webp")) - before)


@pytest.fixture
def centre():
    return factories.centre(name="Centre de la Cerise")


@pytest.fixture
def agent(centre):
    return factories.staff(Role.AGENT, centre, name="Nadia Exemple")


@pytest.fixture
def proposal(centre, agent):
    return factories.reread(factories.published(centre, title="Un jardin partagé", by=agent))


@pytest.fixture
def chosen(photo):
    """What a browser sends of the form: `chosen(alt="Un banc")`; None leaves an answer out."""

    def make(content=None, name="jardin.jpg", **answers):
        given = {"alt": "Des bacs de fleurs.", "recognised": "nobody", "key": operations.new_key()} | answers
        said = {key: value for key, value in given.items() if value is not None}
        return said | {"photo": (BytesIO(photo() if content is None else content), name)}

    return make


@pytest.fixture
def sent(photo):
    """Its author sends a picture: `sent(proposal, recognised=Recognised.BLUR)`; the row."""

    def make(proposal, recognised=Recognised.NOBODY, content=None, alt="Des bacs de fleurs."):
        shows = operations.Shows(alt, recognised)
        file = factories.reread(proposal)
        operations.send(file, content or photo(), shows, new_token(), by=Person(proposal_id=file.id))
        return the_pictures()[-1]

    return make


def the_pictures():
    """The rows, as the database holds them now."""
    db.session.commit()
    rows = db.select(EnviePicture).order_by(EnviePicture.id)
    return list(db.session.scalars(rows.execution_options(populate_existing=True)))
