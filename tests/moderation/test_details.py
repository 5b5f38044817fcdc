"""The staff correct the details of somebody, once they opened them; the journal and the trail say so."""

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.audit import AuditEntry
from tests import factories
from tests.moderation.pages import address, open_file

PHONE = "06 39 98 00 01"
CORRECT = "/coordonnees/corriger"


def test_the_agent_corrects_what_they_opened(desk, centre, other_browser):
    proposal = factories.proposal(centre)
    open_file(desk, proposal)
    desk.submit("Voir les coordonnées", to=address(proposal))
    desk.follow()
    desk.click("Corriger ces coordonnées")
    assert desk.page.select_one("#email")["value"] == "camille@example.org"
    desk.submit("Enregistrer", way="phone", phone="0639980001", to=address(proposal))
    desk.follow()
    assert "Corrigé pour la personne : le moyen de la joindre, le téléphone, l’e-mail" in desk.text
    assert factories.reread(proposal).contact.phone == PHONE
    trail = db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert trail.event == "contact_changed" and PHONE not in trail.detail
    other_browser.get(f"/suivi/{factories.link(proposal)}", status=303)
    other_browser.follow()
    assert "Le centre a corrigé ce qu’il sait de vous." in other_browser.text


def test_nobody_reads_the_details_by_the_page_that_corrects_them(desk, centre):
    proposal = factories.proposal(centre)
    desk.get(address(proposal, CORRECT), status=303, to=address(proposal))
    desk.follow()
    assert "Affichez d’abord les coordonnées" in desk.text and "camille@example.org" not in desk.text


def test_what_is_wrong_is_said_and_kept(desk, centre):
    proposal = factories.proposal(centre)
    open_file(desk, proposal)
    desk.post(address(proposal, CORRECT), {"way": "phone", "phone": "12"}, status=422)
    assert "dix chiffres" in desk.text and desk.page.select_one("#phone")["value"] == "12"
    desk.post(address(proposal, CORRECT), {}, status=422)
    assert "Demandez comment lui répondre" in desk.text


def test_of_a_child_the_district_alone(desk, centre):
    place = factories.district()
    proposal = factories.proposal(centre, age_band="under_15", visibility="private")
    open_file(desk, proposal)
    desk.click("Corriger le quartier")
    assert not desk.page.select("[name=way], [name=first_name]")
    desk.submit("Enregistrer", district=place.slug, to=address(proposal))
    after = factories.reread(proposal)
    assert after.district_id == place.id and after.contact is None


def test_a_first_name_changed_by_its_author_waits_for_a_reader(desk, centre, other_browser):
    proposal = factories.published(centre)
    held = factories.reread(proposal).contact
    details = {name: getattr(held, name) for name in ("way", "email", "phone", "address")}
    by = factories.author(proposal)
    factories.follow_up.mend(proposal, details | {"first_name": "Cam", "district": ""}, "", by=by)
    open_file(desk, proposal)
    assert "Elle a changé son prénom." in desk.text
    desk.submit("Voir les coordonnées", to=address(proposal))
    desk.get(address(proposal, CORRECT))
    desk.submit("Enregistrer", to=address(proposal))
    other_browser.get(f"/envies/{proposal.id}")
    assert "Cam" in other_browser.text.replace("Camille", "")


def test_another_centre_corrects_nothing(centre, other_browser):
    proposal = factories.proposal(centre)
    other_browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    other_browser.get(address(proposal, CORRECT), status=404)
    other_browser.get("/equipe/envies/")
    other_browser.post(address(proposal, CORRECT), {"way": "visit"}, status=404)


def test_what_is_about_to_be_told_to_whoever_is_silent_is_told_at_the_centre(desk, centre):
    proposal = factories.proposal(centre)
    factories.follow_up.silence(proposal, by=factories.author(proposal))
    open_file(desk, proposal)
    desk.submit("Relire avant d’envoyer", message="Bonjour.", status=200)
    assert "Elle en sera prévenue au centre" in desk.text
