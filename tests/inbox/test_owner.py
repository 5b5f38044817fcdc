"""One owner: taking, giving to a colleague, passing on to another centre; who is told, who sees no more."""

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.outbox import Notice
from ctg_site.services import delivery
from tests import factories


@pytest.fixture
def colleague(centre):
    return factories.staff(Role.AGENT, centre, name="Karim Exemple", function="animateur famille")


@pytest.fixture
def elsewhere():
    return factories.centre(name="Centre des Alouettes", phone="03 53 01 00 20")


@pytest.fixture
def proposal(centre):
    return factories.proposal(centre)


def address(proposal, act="/confier"):
    return f"/equipe/envies/{proposal.id}{act}"


def mails(mailbox):
    db.session.commit()
    mailbox.clear()
    delivery.deliver_pending()
    return {mail["To"]: (mail["Subject"], mail.get_content()) for mail in mailbox}


def test_a_colleague_is_chosen_and_everybody_knows(desk, agent, colleague, proposal, mailbox, other_browser):
    mails(mailbox)
    desk.get(address(proposal, ""))
    desk.click("Confier à une autre personne ou à un autre centre")
    desk.submit("Confier", colleague=str(colleague.id), to=address(proposal, ""))
    desk.follow()
    assert "Confiée à une personne du centre, Nadia Exemple" in desk.text
    assert "Karim Exemple la suit." in desk.text
    after = factories.reread(proposal)
    assert after.referent_id == colleague.id and after.taken_at and not after.contacted_at
    told = mails(mailbox)
    assert set(told) == {colleague.email, "camille@example.org"}
    assert "vous est confiée" in told[colleague.email][0]
    subject, text = told["camille@example.org"]
    assert "Une autre personne" in subject and "animateur famille" in text and "Karim" not in text
    assert not [word for _, words in told.values() for word in ("jardin",) if word in words]
    other_browser.sign_in(colleague)
    other_browser.get("/equipe/envies/?voir=les-miennes")
    assert f"n° {proposal.id}" in other_browser.text


def test_giving_to_oneself_sends_oneself_no_mail(desk, agent, proposal, mailbox):
    mails(mailbox)
    desk.get(address(proposal))
    desk.submit("Confier", colleague=str(agent.id))
    assert set(mails(mailbox)) == {"camille@example.org"}


def test_taking_from_a_colleague_tells_the_author(desk, agent, colleague, proposal, mailbox):
    factories.take(proposal, by=colleague)
    mails(mailbox)
    desk.get(address(proposal, ""))
    desk.submit("Je prends", to=address(proposal, ""))
    assert set(mails(mailbox)) == {"camille@example.org"}
    assert factories.reread(proposal).referent_id == agent.id


def test_the_coordination_gives_to_any_agent_of_the_centre(coordinator, colleague, proposal):
    stranger = factories.staff(Role.AGENT, factories.centre())
    gone = factories.staff(Role.AGENT, *colleague.structures, is_active=False)
    coordinator.get(address(proposal))
    offered = {tag["value"] for tag in coordinator.page.select("[name=colleague]")}
    assert str(colleague.id) in offered and not offered & {str(stranger.id), str(gone.id)}
    coordinator.submit("Confier", colleague=str(colleague.id))
    assert factories.reread(proposal).referent_id == colleague.id


def test_another_centre_gets_the_file_its_word_and_its_contact(
    desk, agent, proposal, elsewhere, mailbox, other_browser
):
    theirs = factories.staff(Role.AGENT, elsewhere)
    factories.take(proposal, by=agent)
    promised = factories.reread(proposal).due_on
    mails(mailbox)
    desk.get(address(proposal))
    desk.submit(
        "Transmettre", centre=str(elsewhere.id), word="Elle habite votre quartier.", to="/equipe/envies/"
    )
    desk.follow()
    assert "L’autre centre et l’auteur de l’envie sont prévenus." in desk.text
    for act in ("", "/confier"):
        desk.get(address(proposal, act), status=404)
    after = factories.reread(proposal)
    assert (after.structure_id, after.referent_id, after.due_on) == (elsewhere.id, None, promised)
    assert [note.text for note in after.notes] == ["Elle habite votre quartier."]
    assert [(entry.event, entry.reason) for entry in after.journal][-1] == ("transfer", after.notes[0].text)
    told = mails(mailbox)
    assert set(told) == {theirs.email, "camille@example.org"}
    assert "Elle habite" not in told[theirs.email][1]
    assert "Centre des Alouettes" in told["camille@example.org"][1]
    assert "03 53 01 00 20" in told["camille@example.org"][1]
    other_browser.sign_in(theirs).get(address(proposal, ""))
    assert "Elle habite votre quartier." in other_browser.text
    other_browser.submit("Voir les coordonnées")
    other_browser.follow()
    assert "camille@example.org" in other_browser.text


def test_a_centre_without_agents_has_the_coordination_told(desk, proposal, elsewhere, mailbox):
    coordination = factories.staff(Role.COORDINATOR)
    mails(mailbox)
    desk.get(address(proposal))
    desk.submit("Transmettre", centre=str(elsewhere.id), word="Votre quartier.")
    assert coordination.email in mails(mailbox)


def test_what_no_mail_can_tell_becomes_a_task_of_the_new_centre(desk, centre, elsewhere):
    proposal = factories.proposal(centre, way="phone", phone="06 39 98 00 01", email="")
    desk.get(address(proposal))
    desk.submit("Transmettre", centre=str(elsewhere.id), word="Votre quartier.")
    notice = db.session.scalars(db.select(Notice).where(Notice.way == "phone")).one()
    assert (notice.template, notice.context["centre"]) == ("new_centre", "Centre des Alouettes")


@pytest.mark.parametrize(
    ("act", "values", "said"),
    [
        ("/confier", {}, "Choisissez une personne."),
        ("/confier", {"colleague": "999"}, "n’est pas dans la liste"),
        ("/confier", {"colleague": "x'; --"}, "n’est pas dans la liste"),
        ("/transmettre", {}, "Choisissez un centre."),
        ("/transmettre", {"centre": "999", "word": "Bonjour à vous"}, "n’est pas dans la liste"),
        ("/transmettre", {"centre": "1", "word": "Bonjour à vous"}, "n’est pas dans la liste"),
        ("/transmettre", {"centre": "2", "word": " .. "}, "Dites à l’autre centre"),
        ("/transmettre", {"centre": "2", "word": "m" * 1501}, "trop long"),
    ],
)
def test_a_wrong_choice_is_said_and_loses_nothing(desk, colleague, elsewhere, proposal, act, values, said):
    desk.get(address(proposal))
    before = factories.reread(proposal).version
    desk.post(address(proposal, act), {"version": before, **values}, status=422)
    assert said in desk.text
    if "word" in values:
        assert desk.page.select_one("#word").get_text(strip=True) == values["word"].strip()
    assert factories.reread(proposal).version == before


@pytest.mark.parametrize("act", ["/prendre", "/confier", "/transmettre"])
def test_a_stale_page_is_told_so(desk, colleague, elsewhere, proposal, act):
    values = {"colleague": str(colleague.id), "centre": str(elsewhere.id), "word": "Un mot assez long."}
    desk.get(address(proposal))
    version = factories.reread(proposal).version
    factories.take(proposal, by=colleague)
    after = factories.reread(proposal).version
    desk.post(address(proposal, act), values | {"version": str(version)}, status=409)
    assert factories.reread(proposal).version == after


def test_a_file_without_a_centre_goes_to_one_by_the_coordination_alone(desk, coordinator, elsewhere, centre):
    free = factories.proposal()
    desk.get(address(free), status=403)
    coordinator.get(address(free))
    assert "Choisissez d’abord un centre." in coordinator.text
    coordinator.submit("Transmettre", centre=str(elsewhere.id), word="Près de chez vous.")
    assert factories.reread(free).structure_id == elsewhere.id


def test_another_centres_agent_cannot_pull_a_file(desk, elsewhere):
    other = factories.proposal(elsewhere)
    for act in ("/prendre", "/confier", "/transmettre"):
        desk.get("/equipe/envies/")
        desk.post(address(other, act), {"version": "1"}, status=404)
