"""Why, in full sentences: prepared or one’s own, with another door and a person; looked at before."""

import pytest

from ctg_site.db import db
from ctg_site.domain.vocabulary import ReasonUse
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import JournalEntry, Message
from ctg_site.models.workshop import AnswerTemplate, Reason
from tests import factories
from tests.moderation.pages import address, open_file, sentence

SAVE, LOOK = "Enregistrer la décision", "Voir ce que la personne lira"
TALK = "Pour en parler, appelez Centre des Mésanges au 03 53 01 00 10. Demandez l’animatrice des familles."


@pytest.fixture
def file(desk, centre, prepared):
    proposal = factories.proposal(centre)
    open_file(desk, proposal)
    return proposal


def last_word(proposal):
    return factories.reread(proposal).messages[-1].text


def counts():
    db.session.expire_all()
    return [
        db.session.scalar(db.select(db.func.count(table.id))) for table in (Message, JournalEntry, Notice)
    ]


@pytest.mark.parametrize("event", ["ask_detail", "refuse", "redirect"])
def test_a_decision_that_disappoints_says_why(desk, file, event):
    desk.submit(SAVE, decision_event=event, decision_door="La mairie.", status=422)
    assert "Expliquez votre décision" in desk.text
    assert desk.page.select_one(f'[value="{event}"]').has_attr("checked")
    desk.submit(SAVE, decision_reason="Voici pourquoi.", to=address(file))
    assert last_word(file).startswith("Voici pourquoi.")


@pytest.mark.parametrize("event", ["refuse", "redirect"])
def test_a_refusal_shows_another_door_and_names_somebody(desk, file, event):
    desk.submit(SAVE, decision_event=event, decision_reason="Voici pourquoi.", status=422)
    assert "à quelle autre porte" in desk.text
    desk.submit(SAVE, decision_door="La mairie vous reçoit.", to=address(file))
    assert last_word(file).splitlines() == ["Voici pourquoi.", "La mairie vous reçoit.", TALK]


def test_a_prepared_sentence_says_all_of_it(desk, file):
    chosen = sentence(desk, "met en cause une personne")
    desk.submit(SAVE, decision_event="refuse", decision_prepared=chosen, to=address(file))
    why, door, person = last_word(file).splitlines()
    assert why.startswith("Votre texte met en cause une personne.") and "médiation" in door
    assert person.replace("\u00a0", " ") == TALK
    assert factories.reread(file).journal[-1].reason == last_word(file)


def test_the_agents_own_words_follow_the_prepared_ones_and_are_not_filled_in(desk, file):
    chosen = sentence(desk, "Pouvez-vous donner un exemple")
    own = "Par exemple {centre}, ou le parc."
    desk.submit(SAVE, decision_event="ask_detail", decision_prepared=chosen, decision_reason=own)
    assert own in last_word(file).splitlines()


def test_a_sentence_for_another_decision_is_refused(desk, file):
    chosen = sentence(desk, "met en cause une personne")
    desk.submit(SAVE, decision_event="redirect", decision_prepared=chosen, status=422)
    assert "explique une autre décision" in desk.text
    assert factories.reread(file).moderation == "received"


def test_a_sentence_set_aside_is_not_offered(desk, file):
    reason = db.session.scalar(db.select(Reason).where(Reason.use == ReasonUse.REFUSE).limit(1))
    reason.is_active = False
    db.session.commit()
    desk.post(
        address(file, "/decision"),
        {"decision_version": file.version, "decision_event": "refuse", "decision_prepared": reason.id},
        status=422,
    )
    assert "pas dans la liste" in desk.text


@pytest.mark.parametrize("target", [None, "file"])
def test_looking_saves_and_sends_nothing(desk, file, target):
    before = counts()
    chosen = sentence(desk, "met en cause une personne")
    answers = {"decision_event": "refuse", "decision_prepared": chosen, "decision_reason": "Désolée."}
    page = desk.submit(LOOK, **answers, status=200, target=target)
    seen = page.select_one("#summary").get_text(" ", strip=True).replace("\u00a0", " ")
    assert "Rien n’est encore enregistré" in seen and "ne peut pas être publiée" in seen
    assert "Désolée." in seen and TALK in seen and "par e-mail" in seen
    assert counts() == before
    desk.submit(SAVE, to=address(file))
    assert "Désolée." in last_word(file) and factories.reread(file).moderation == "not_publishable"


def test_looking_at_a_publication_shows_what_the_public_will_read(desk, file):
    answers = {"decision_title": "Un potager", "decision_words": "Un potager pour tous."}
    desk.submit(LOOK, decision_event="publish", **answers, status=200)
    assert "Un potager pour tous." in desk.page.select_one("#summary").get_text()
    assert factories.reread(file).moderation == "received"


def test_looking_at_something_wrong_says_what(desk, file):
    desk.submit(LOOK, decision_event="refuse", status=422)
    assert "Expliquez votre décision" in desk.text


def template(title):
    return db.session.scalar(db.select(AnswerTemplate.id).where(AnswerTemplate.title == title))


def test_a_template_is_inserted_filled_in_read_again_and_sent(desk, file):
    before = counts()
    desk.submit("Insérer", template=template("Fixer un premier rendez-vous"), message="Bonsoir.", status=200)
    written = desk.page.select_one("[name=message]").get_text().strip()
    assert written.startswith("Bonsoir.\n\nBonjour,") and "{" not in written
    assert f"n°\u00a0{file.number}" in written and "Centre des Mésanges au 03 53 01 00 10" in written
    desk.submit("Relire avant d’envoyer", status=200)
    assert "Bonsoir." in desk.page.select_one("#summary").get_text()
    assert counts() == before
    desk.submit("Envoyer le message", to=address(file))
    assert last_word(file) == written


def test_inserting_without_a_template_says_so_and_keeps_the_text(desk, file):
    desk.submit("Insérer", message="Bonsoir, à lundi.", status=422)
    assert "Choisissez d’abord un modèle" in desk.text
    assert "Bonsoir, à lundi." in desk.page.select_one("[name=message]").get_text()
    desk.post(address(file, "/message"), {"act": "insert", "template": "9999"}, status=422)


def test_without_prepared_words_one_writes_ones_own(desk, centre):
    proposal = factories.proposal(centre)
    open_file(desk, proposal)
    assert not desk.page.select("[name=decision_prepared], [name=template]")
    desk.submit(SAVE, decision_event="ask_detail", decision_reason="Où serait-ce ?", to=address(proposal))
    assert last_word(proposal) == "Où serait-ce ?"


def test_hints_stand_beside_the_text_and_decide_nothing(desk, centre):
    text = "Mon fils Enzo voudrait un but.\nAppelez le 06 39 98 00 01."
    proposal = factories.proposal(centre, text=text)
    open_file(desk, proposal)
    assert "prénom d’un enfant, ligne 1 : « Mon fils Enzo »" in desk.text
    assert "numéro de téléphone, ligne 2 : « 06 39 98 00 01 »" in desk.text
    desk.submit(LOOK, decision_event="publish", decision_title="Un but", decision_words="Un but.", status=200)
    assert len(desk.page.select(".box.gold")) == 1, "beside the author's own words alone"
    words = {"decision_title": "Un but", "decision_words": "Appelez le 06 39 98 00 01."}
    desk.submit(LOOK, decision_event="publish", **words, status=200)
    assert "Ce texte public contient peut-être" in desk.text
    desk.submit(SAVE, to=address(proposal))
