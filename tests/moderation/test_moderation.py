"""The staff of a centre read, decide, correct and answer; the other centres see nothing."""

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Decision
from ctg_site.follow_up import operations as follow_up
from ctg_site.services import delivery
from tests import factories
from tests.moderation.pages import address, open_file


def test_a_visitor_is_asked_to_sign_in_and_comes_back(browser, agent, centre):
    proposal = factories.proposal(centre)
    browser.get(address(proposal), status=303, to=f"/equipe/connexion?next={address(proposal)}")
    browser.follow()
    browser.submit("Se connecter", email=agent.email, password=factories.PASSWORD, to=address(proposal))


def test_the_inbox_holds_the_centre_and_the_unassigned(desk, centre):
    mine, free, other = (
        factories.proposal(centre, text="Chez nous"),
        factories.proposal(text="Sans centre"),
        factories.proposal(factories.centre(), text="Chez les autres"),
    )
    desk.get("/equipe/envies/")
    assert "Chez nous" in desk.text and "Sans centre" in desk.text and "Chez les autres" not in desk.text
    open_file(desk, mine)
    open_file(desk, free)
    open_file(desk, other, status=404)
    desk.get("/equipe/envies/?voir=sans-centre")
    assert "Chez nous" not in desk.text and "Sans centre" in desk.text
    desk.get("/equipe/envies/?voir=nulle-part", status=404)


@pytest.mark.parametrize("act", ["prendre", "decision", "etape", "issue", "correction", "message", "note"])
def test_another_centres_file_does_not_exist(desk, act):
    other = factories.proposal(factories.centre())
    desk.get("/equipe/envies/")
    desk.post(address(other, f"/{act}"), {"version": 1, "message": "Bonjour", "note": "x"}, status=404)


def test_an_unassigned_file_hides_the_contact_until_it_is_taken(desk, agent, centre):
    proposal = factories.proposal(way="phone", phone="06 39 98 00 01", email=None)
    open_file(desk, proposal)
    assert "Voir les coordonnées" not in desk.text and "Enregistrer la décision" not in desk.text
    desk.post(address(proposal, "/coordonnees"), status=403)
    open_file(desk, proposal)
    desk.submit("Je prends", to=address(proposal))
    taken = factories.reread(proposal)
    assert (taken.structure_id, taken.referent_id) == (centre.id, agent.id)
    desk.follow()
    assert "06 39 98 00 01" not in desk.text
    desk.submit("Voir les coordonnées", to=address(proposal))
    desk.follow()
    assert "06 39 98 00 01" in desk.text
    assert "contact" in [entry.event for entry in factories.reread(proposal).journal]


def test_the_contact_is_shown_ten_minutes_to_whoever_opened_it(clock, desk, centre):
    proposal = factories.proposal(centre, way="phone", phone="06 39 98 00 01")
    open_file(desk, proposal)
    desk.submit("Voir les coordonnées")
    desk.follow()
    clock.shift(11 * 60)
    open_file(desk, proposal)
    assert "06 39 98 00 01" not in desk.text


def test_publishing_shows_the_words_chosen_and_keeps_the_authors(desk, centre, other_browser, mailbox):
    proposal = factories.proposal(centre, text="Un jardin, appelez moi au 06 39 98 00 01")
    open_file(desk, proposal)
    desk.submit(
        "Enregistrer la décision",
        decision_event="publish",
        decision_title="Un jardin partagé",
        decision_words="Un jardin, appelez moi",
        to=address(proposal),
    )
    desk.follow()
    assert [tag.get_text(" ", strip=True) for tag in desk.page.select(".diff del")]
    other_browser.get(f"/envies/{proposal.number}")
    assert "Un jardin partagé" in other_browser.text and "06 39" not in other_browser.text
    db.session.commit()
    delivery.deliver_pending()
    subjects = [mail["Subject"] for mail in mailbox]
    assert len(subjects) == 2 and "Des nouvelles" in subjects[1]
    assert "publiée" in mailbox[1].get_content()


def test_publishing_needs_the_authors_consent(desk, centre):
    proposal = factories.proposal(centre, visibility="private")
    open_file(desk, proposal)
    assert not desk.page.select('[name=decision_event][value="publish"]')
    version = desk.page.select_one("[name=decision_version]")["value"]
    forged = {
        "decision_event": "publish",
        "decision_version": version,
        "decision_title": "abc",
        "decision_words": "abc",
    }
    desk.post(address(proposal, "/decision"), forged, status=422)
    assert factories.reread(proposal).moderation == "received"


def test_two_agents_at_once_one_wins_and_the_other_is_told(desk, centre, other_browser):
    colleague = factories.staff(Role.AGENT, centre, name="Nadia Exemple")
    proposal = factories.proposal(centre)
    open_file(desk, proposal)
    other_browser.sign_in(colleague)
    open_file(other_browser, proposal)
    other_browser.submit("Enregistrer la décision", decision_event="keep_private")
    text = "Un mot assez long pour que le perdre soit dommage, vraiment."
    refused = {"decision_event": "refuse", "decision_reason": text, "decision_door": "La mairie."}
    desk.submit("Enregistrer la décision", **refused, status=409)
    assert "Nadia Exemple a choisi « Suivre sans publier »" in desk.text
    assert text in desk.page.select_one("textarea").text
    assert factories.reread(proposal).moderation == "private"


def test_with_htmx_the_loser_reads_the_sentence_and_keeps_the_page(desk, centre):
    proposal = factories.proposal(centre)
    open_file(desk, proposal)
    stale = desk.page
    factories.take(proposal, by=factories.staff(Role.AGENT, centre))
    desk.page = stale
    fragment = desk.submit(
        "Enregistrer la décision",
        decision_event="refuse",
        decision_reason="Un mot.",
        target="file",
        status=409,
    )
    assert "a changé pendant que vous écriviez" in fragment.get_text() and not fragment.select("html, main")


def test_a_contested_refusal_goes_to_somebody_else(desk, centre, agent, other_browser):
    proposal = factories.decided(Decision.REFUSE, centre, by=agent, reason="Non.")
    db.session.refresh(proposal)
    follow_up.contest(proposal, "Si.", by=factories.author(proposal))
    open_file(desk, proposal)
    assert "Enregistrer la décision" not in desk.text
    desk.post(address(proposal, "/decision"), {"decision_event": "keep_private"}, status=403)
    other_browser.sign_in(factories.staff(Role.AGENT, centre))
    open_file(other_browser, proposal)
    other_browser.submit("Enregistrer la décision", decision_event="keep_private", to=address(proposal))


def test_correcting_tells_the_author_and_shows_the_difference(desk, centre, mailbox):
    proposal = factories.published(centre, title="Un jardin")
    open_file(desk, proposal)
    desk.submit(
        "Enregistrer la correction", title="Un jardin partagé", words="Un potager partagé derrière l’école."
    )
    after = factories.reread(proposal)
    assert after.public_title == "Un jardin partagé" and after.text == factories.ANSWERS["text"]
    assert len(after.revisions) == 2
    db.session.commit()
    delivery.deliver_pending()
    assert any("corrigé" in mail["Subject"] for mail in mailbox)


def test_what_no_mail_can_tell_becomes_a_task(desk, centre):
    proposal = factories.proposal(centre, way="phone", phone="06 39 98 00 01")
    open_file(desk, proposal)
    desk.submit("Envoyer le message", message="On se voit jeudi ?", to=address(proposal))
    desk.get("/equipe/envies/?voir=a-prevenir")
    assert f"n° {proposal.number}" in desk.text
    open_file(desk, proposal)
    desk.submit("C’est dit", to=address(proposal))
    desk.follow()
    desk.submit("Annuler", to=address(proposal))
    desk.follow()
    desk.submit("C’est dit", to=address(proposal))
    desk.get("/equipe/envies/?voir=a-prevenir")
    assert "Rien ici" in desk.text


def test_notes_stay_with_the_staff(desk, centre, other_browser):
    proposal = factories.published(centre)
    open_file(desk, proposal)
    desk.submit("Garder la note", note="NOTE-SECRETE", to=address(proposal))
    desk.follow()
    assert "NOTE-SECRETE" in desk.text
    other_browser.get(f"/envies/{proposal.number}")
    assert "NOTE-SECRETE" not in other_browser.text


def test_the_administrator_and_the_partner_see_no_file(browser, other_browser, centre):
    proposal = factories.proposal(centre)
    for person, role in ((browser, Role.ADMINISTRATOR), (other_browser, Role.PARTNER)):
        person.sign_in(factories.staff(role))
        person.get("/equipe/envies/", status=403)
        open_file(person, proposal, status=404)
