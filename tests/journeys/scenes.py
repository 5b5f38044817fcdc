"""What the site holds when the journeys begin: files in every state, and who may open them."""

from dataclasses import dataclass, field

import pyotp
from flask_migrate import upgrade
from sqlalchemy import create_engine

from ctg_site.accounts.queries import by_email, second_factor
from ctg_site.accounts.totp import secret_of
from ctg_site.content import operations as content
from ctg_site.convention import operations as convention
from ctg_site.convention import reader
from ctg_site.db import db, now
from ctg_site.domain import codes
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import NoticeFault, NoticeWay
from ctg_site.domain.workflow import Decision
from ctg_site.follow_up import operations as follow_up
from ctg_site.models.access import SecondFactor
from ctg_site.models.outbox import Notice, SiteFact
from ctg_site.models.places import District
from ctg_site.moderation import operations as moderation
from ctg_site.serving import DEMO_KEY
from ctg_site.staff import operations as staff
from ctg_site.wording import operations as wording
from tests import factories
from tests.agenda import scene as agenda
from tests.committee import scene as committee
from tests.consultations import scene as consultations
from tests.directory import places
from tests.journeys.told import told
from tests.opinions import scene as opinions

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
    #: Files to moderate, for each way to walk: to answer, to refuse, to group with another, to hide.
    moderated: list[dict[str, int]] = field(default_factory=list)
    #: Published envies that nobody accompanies yet, one for each way to walk.
    walks: list[int] = field(default_factory=list)
    #: The meetings of the agenda, by what they show.
    meetings: dict[str, int] = field(default_factory=dict)
    #: The files of committees, by what they show.
    committee: dict[str, int] = field(default_factory=dict)
    #: The actions that residents have an opinion about, by what they show.
    opinions: dict[str, int] = field(default_factory=dict)
    #: The consultations, by their state.
    consultations: dict[str, int] = field(default_factory=dict)

    def code(self, email: str) -> str:
        """The six digits that this person's telephone shows now, as if none had been used before."""
        engine = create_engine(self.database_url)
        with engine.execution_options(ctg_writes=True).begin() as connection:
            connection.execute(db.update(SecondFactor).values(last_step=0))
        engine.dispose()
        return pyotp.TOTP(self.secrets[email]).at(now())


def fill(app) -> Scenes:
    with app.app_context():
        upgrade()
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
    stuck = {"template": "digest", "way": NoticeWay.EMAIL, "fault": NoticeFault.SERVER, "gave_up_at": now()}
    person = by_email(scenes.idle)
    db.session.add(Notice(**stuck, user_id=person.id, message_key="stuck", try_after=now()))
    db.session.commit()
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
        "shown": factories.published(centre, title="Un texte à masquer", way="phone", phone="06 39 98 00 07"),
        "told": told(centre),
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
    furnish()
    scenes.meetings = agenda.held(centre)
    scenes.opinions = opinions.held()
    scenes.committee = committee.held()
    scenes.consultations = consultations.held()
    scenes.moderated = [to_moderate(centre, number) for number in range(3)]
    scenes.walks = [factories.published(centre, title=f"Un banc au soleil, {n}").id for n in range(3)]
    for name, proposal in found.items():
        scenes.files[name] = proposal.id
        scenes.codes[name] = "-".join(codes.groups(codes.code_of(proposal.seed, code_key)))
    return scenes


def to_moderate(centre, number):
    """Files for one walk through the moderation."""
    text = f"Une ruche sur le toit du gymnase numéro {number}, avec Mon fils Enzo."
    made = {
        "answer": factories.proposal(centre, text=f"Un banc au calme, {number}."),
        "refuse": factories.proposal(centre, text=f"Mon voisin, c’est lui qui salit tout, {number}."),
        "head": factories.proposal(centre, text=text),
        "join": factories.proposal(centre, text=f"Des ruches sur le gymnase numéro {number}."),
        "hide": factories.published(centre, title=f"Un texte à masquer, {number}"),
    }
    return {name: proposal.id for name, proposal in made.items()}


def furnish():
    """Places on the pathway, with their hours; a bridge; pages in other languages."""
    line, near = (
        places.steps(),
        db.session.scalars(db.select(District).where(District.name == "Les Mésanges")).one(),
    )
    school = places.place(
        "École des Mésanges",
        ("8h30-12h, 13h30-16h30",) * 5,
        ["children"],
        ["step_free"],
        line[2:3],
        closed=places.SUMMER,
        slug="ecole-des-mesanges",
        kind="ecole",
        district_id=near.id,
        age_from=3,
        age_to=11,
        latitude=50.93,
        longitude=1.4,
    )
    held = places.place("Crèche des Pinsons", steps=line[:1], age_to=3, latitude=50.94, longitude=1.41)
    places.bridge(line[1], line[2], structures=[school, held])
    for language, title in (("ar", "مرحبا"), ("en", "Welcome"), ("fr", "Venir avec un enfant")):
        words = content.PageWords(title, "## Titre\n\n- Un\n- Deux", True)
        content.create(language, words, by=places.coordinator())
