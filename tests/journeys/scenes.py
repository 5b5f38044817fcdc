"""What the site holds when the journeys begin: files in every state, and who may open them."""

from dataclasses import dataclass, field

import pyotp
from flask_migrate import stamp
from sqlalchemy import create_engine

from ctg_site.accounts.queries import by_email, second_factor
from ctg_site.accounts.totp import secret_of
from ctg_site.convention import operations as convention
from ctg_site.convention import reader
from ctg_site.db import db, now
from ctg_site.domain import codes
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Decision
from ctg_site.follow_up import operations as follow_up
from ctg_site.models.access import SecondFactor
from ctg_site.models.outbox import SiteFact
from ctg_site.moderation import operations as moderation
from ctg_site.serving import DEMO_KEY
from ctg_site.staff import operations as staff
from ctg_site.wording import operations as wording
from tests import factories

ORIGINAL = "Un jardin partagé derrière l’école, avec Léa."
LONG = "Une très longue envie, " + "avec anticonstitutionnellement beaucoup de mots, " * 20


@dataclass
class Scenes:
    """The numbers of the files by state, their follow-up codes, the accounts, an invitation."""

    files: dict[str, int] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    agent: str = ""
    idle: str = ""
    coordinator: str = ""
    administrator: str = ""
    #: A coordinator who has no second factor yet.
    newcomer: str = ""
    #: By address: what the telephone of an account keeps.
    secrets: dict[str, str] = field(default_factory=dict)
    database_url: str = ""
    invitation: str = ""
    reports: list[int] = field(default_factory=list)

    def code(self, email: str) -> str:
        """The six digits that this person's telephone shows now, as if none had been used before."""
        engine = create_engine(self.database_url)
        with engine.execution_options(ctg_writes=True).begin() as connection:
            connection.execute(db.update(SecondFactor).values(last_step=0))
        engine.dispose()
        return pyotp.TOTP(self.secrets[email]).at(now())


def fill(app) -> Scenes:
    with app.app_context():
        db.create_all()
        stamp()
        factories.save(SiteFact(key=DEMO_KEY, value="1"))
        convention.load_convention(reader.read(reader.LENS))
        wording.load_first()
        scenes = made(app.extensions["ctg_settings"].code_key)
        scenes.database_url = app.extensions["ctg_settings"].database_url
        db.session.remove()
        db.engine.dispose()
    return scenes


def made(code_key) -> Scenes:
    factories.district(name="Les Mésanges")
    factories.district(name="Mésanges nord", slug="mesanges-nord")
    centre = factories.centre(name="Centre des Mésanges", slug="mesanges", address="1 rue de l’Exemple")
    scenes = Scenes(agent=factories.staff(Role.AGENT, centre).email)
    closed = factories.centre(name="Lieu sans envie", slug="lieu", receives_proposals=False)
    scenes.idle = factories.staff(Role.AGENT, closed).email
    scenes.coordinator = factories.staff(Role.COORDINATOR).email
    scenes.administrator = factories.staff(Role.ADMINISTRATOR).email
    scenes.newcomer = factories.staff(Role.COORDINATOR, second_factor=False).email
    for email in (scenes.coordinator, scenes.administrator):
        factor = second_factor(by_email(email).id)
        scenes.secrets[email] = secret_of(factor.seed, code_key)
    scenes.invitation = staff.add_staff("nouvelle@example.org", "Nouvelle", Role.COORDINATOR)
    reason = "Dites-nous où ce serait, et pour qui."
    words = moderation.Words("Un jardin partagé", "Un jardin partagé derrière l’école.")
    contested = factories.decided(Decision.REFUSE, centre, reason=reason)
    follow_up.contest(contested, "Je ne suis pas d’accord.", by=factories.author(contested))
    talked = factories.decided(Decision.ASK_DETAIL, centre, reason=reason)
    follow_up.write_message(talked, "Ce serait près du stade.", by=factories.author(talked))
    found = {
        "received": factories.proposal(centre),
        "unassigned": factories.proposal(),
        "long": factories.proposal(centre, text=LONG),
        "alert": factories.proposal(centre, text="Mon logement est insalubre, il y a des moisissures."),
        "child": factories.proposal(
            centre, age_band="under_15", email="", first_name="", way="visit", visibility="without_name"
        ),
        "needs_detail": talked,
        "contested": contested,
        "refused": factories.decided(Decision.REFUSE, centre, reason=reason),
        "published": factories.decided(Decision.PUBLISH, centre, words=words, text=ORIGINAL),
    }
    factories.staff(Role.AGENT, centre, name="Karim Exemple", function="animateur famille")
    factories.centre(name="Centre des Alouettes", slug="alouettes")
    for _ in range(4):
        factories.proposal(centre, text="Un verger à partager.", district="mesanges-nord")
    for number in range(25):
        factories.published(centre, title=f"Une envie parmi d’autres, {number}")
    reports = [factories.report(found["published"], words="On reconnaît ma fille.", email="l@example.org")]
    reports += [factories.report(found["published"], trapped=True), factories.report(found["published"])]
    scenes.reports = [report.id for report in reports]
    for name, proposal in found.items():
        scenes.files[name] = proposal.id
        scenes.codes[name] = "-".join(codes.groups(codes.code_of(proposal.seed, code_key)))
    return scenes
