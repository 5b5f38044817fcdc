"""« @ » in a note of the team: the colleague is told, without a word of it, if they may read the file."""

import pytest

from ctg_site.db import db
from ctg_site.domain.mentions import called
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Decision, Forbidden
from ctg_site.inbox.owed_queries import mentioned
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.proposals import Note
from ctg_site.moderation import operations
from ctg_site.services import delivery
from ctg_site.words.french import today
from tests import factories
from tests.moderation.pages import address, open_file
from tests.typography import flat

SECRET = "La famille a déménagé"


@pytest.fixture
def proposal(centre, agent):
    return factories.decided(Decision.KEEP_PRIVATE, centre, by=agent)


@pytest.fixture
def camille(centre):
    return factories.staff(Role.AGENT, centre, name="Camille Martin")


def told(template="mentioned"):
    """Who was written to."""
    letters = db.select(User.name).join(Notice, Notice.user_id == User.id).where(Notice.template == template)
    return sorted(db.session.scalars(letters))


def refused(desk, proposal, words):
    """The sentence that refuses a note; its text is there still, nothing was kept nor told."""
    open_file(desk, proposal)
    desk.submit("Garder la note", note=words, status=422)
    assert words in desk.page.select_one("textarea#note").text, "nothing typed is lost"
    assert not db.session.scalars(db.select(Note)).all() and told() == []
    return flat(desk.page.select_one("#note_error").text)


def test_a_colleague_is_told_and_says_seen(desk, other_browser, proposal, camille, mailbox):
    open_file(desk, proposal)
    desk.submit("Garder la note", note=f"@camille, {SECRET}. Tu l’appelles ?", to=address(proposal))
    desk.follow()
    assert "1 collègue est prévenu" in flat(desk.text) and "Pour Camille Martin" in desk.text
    assert not desk.page.find_all("button", string="J’ai vu la note"), "nobody says it for somebody else"
    db.session.commit()
    delivery.deliver_pending()
    (mail,) = [mail for mail in mailbox if mail["To"] == camille.email]
    assert f"n° {proposal.id}" in flat(mail["Subject"]) and SECRET not in mail.get_content()
    camilles = other_browser.sign_in(camille)
    camilles.get("/equipe/")
    line = "1 envie où une note vous appelle, depuis aujourd’hui."
    camilles.click(f"Lire la note : {line}")
    assert SECRET in camilles.text
    camilles.submit("J’ai vu la note", to="/equipe/")
    camilles.follow()
    assert "vous avez vu la note" in camilles.text and line not in flat(camilles.page.select_one("main").text)


def test_whoever_answers_by_a_note_has_seen_it(agent, proposal, camille):
    operations.note(proposal, SECRET, by=agent, told={camille.id})
    assert mentioned(factories.by_email(camille.email), today()).count == 1
    operations.note(proposal, "C’est fait.", by=camille)
    assert mentioned(factories.by_email(camille.email), today()).count == 0


def test_boxes_and_words_call_each_once(desk, centre, proposal, camille):
    factories.staff(Role.COORDINATOR, name="Coralie Petit")
    factories.staff(Role.AGENT, factories.centre(), name="Ailleurs")
    open_file(desk, proposal)
    boxes = [flat(box.text) for box in desk.page.select("fieldset#told label")]
    assert boxes == ["Camille Martin", "Coralie Petit"], "those who may read the file, but oneself"
    note = "@Camille Martin et @Coralie : à jeudi. Écrire à accueil@exemple.fr"
    desk.submit("Garder la note", note=note, told=str(camille.id), to=address(proposal))
    assert told() == ["Camille Martin", "Coralie Petit"]


def test_one_s_own_name_tells_nobody(desk, agent, proposal):
    open_file(desk, proposal)
    desk.submit("Garder la note", note=f"@{agent.name} s’en charge.", to=address(proposal))
    assert told() == []


def test_somebody_disabled_is_a_sentence_and_nothing_is_lost(desk, proposal, centre):
    factories.staff(Role.AGENT, centre, name="Zoé Partie", is_active=False)
    assert "Le compte de Zoé Partie est fermé" in refused(desk, proposal, f"@zoe, {SECRET}")


def test_somebody_who_may_not_read_the_file_is_a_sentence(desk, proposal):
    factories.staff(Role.AGENT, factories.centre(), name="Luc Autre")
    factories.staff(Role.ADMINISTRATOR, name="Ada Clé")
    assert "Luc Autre ne peut pas lire cette envie" in refused(desk, proposal, f"@Luc {SECRET}")
    assert "Ada Clé ne peut pas lire cette envie" in refused(desk, proposal, f"@Ada Clé {SECRET}")


def test_a_name_of_several_or_of_nobody_is_a_sentence(desk, centre, proposal, camille):
    factories.staff(Role.AGENT, centre, name="Camille Durand")
    assert "Plusieurs collègues s’appellent Camille" in refused(desk, proposal, f"@Camille {SECRET}")
    assert "Personne ici ne s’appelle « inconnue »" in refused(desk, proposal, "@inconnue, merci")
    open_file(desk, proposal)
    desk.submit("Garder la note", note="@Camille, merci", told=str(camille.id), to=address(proposal))
    assert told() == ["Camille Martin"], "the box says which"


def test_a_box_that_is_not_offered_any_more_is_a_sentence(desk, proposal, camille):
    open_file(desk, proposal)
    db.session.get(User, camille.id).is_active = False
    db.session.commit()
    desk.submit("Garder la note", note=SECRET, told=str(camille.id), status=422)
    assert "Camille Martin ne peut plus lire cette envie" in desk.text and SECRET in desk.text
    assert told() == []


def test_the_operation_tells_nobody_who_may_not_read(agent, proposal):
    stranger = factories.staff(Role.AGENT, factories.centre())
    with pytest.raises(Forbidden):
        operations.note(proposal, SECRET, by=agent, told={stranger.id})
    assert told() == [] and not db.session.scalars(db.select(Note)).all()


def test_a_file_given_to_another_centre_calls_nobody_here(agent, proposal, camille):
    operations.note(proposal, SECRET, by=agent, told={camille.id})
    proposal.structure_id = factories.centre().id
    db.session.commit()
    assert mentioned(factories.by_email(camille.email), today()).count == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Voir @léa.", [("léa", [1])]),
        ("@Jean-Marie de La Tour, merci", [("Jean-Marie de La Tour", [2])]),
        ("@Jean-Marie et @LÉA", [("Jean-Marie", [2]), ("LÉA", [1])]),
        ("accueil@lea.fr, @ seul, @@", []),
        ("@Léa Petitjean", [("Léa", [1])]),
    ],
)
def test_names_are_read_as_people_type_them(text, found):
    assert list(called(text, {1: "Léa Petit", 2: "Jean-Marie de La Tour"})) == found
