"""An author corrects how they are reached; what waits goes by the new way, and no value is told."""

from ctg_site.db import db
from ctg_site.domain.vocabulary import NoticeFault, NoticeWay
from ctg_site.domain.workflow import Decision
from ctg_site.models.audit import AuditEntry
from ctg_site.models.outbox import Notice
from ctg_site.services import delivery
from tests import factories

PHONE = "06 39 98 00 01"
DETAILS = "/suivi/coordonnees"


def notices(proposal, *templates):
    found = db.select(Notice).where(Notice.proposal_id == proposal.id).order_by(Notice.id)
    db.session.expire_all()
    return [one for one in db.session.scalars(found) if not templates or one.template in templates]


def correct(browser, **typed):
    browser.get(DETAILS)
    browser.submit("Enregistrer", to="/suivi", **typed)
    browser.follow()


def test_the_page_shows_what_is_known_and_keeps_what_is_corrected(opened):
    place = factories.district()
    proposal = factories.proposal()
    browser = opened(proposal)
    browser.click("Changer mes coordonnées, mon prénom ou mon quartier")
    assert browser.page.select_one("#email")["value"] == "camille@example.org"
    browser.submit(
        "Enregistrer", way="phone", phone="06.39.98.00.01", first_name="Cam", district=place.slug, to="/suivi"
    )
    browser.follow()
    assert "Vous avez changé ce que le centre sait de vous." in browser.text
    after = factories.reread(proposal)
    kept = after.contact
    assert (kept.way, kept.phone, kept.email, kept.first_name) == ("phone", PHONE, "", "Cam")
    assert after.district_id == place.id


def test_the_journal_says_what_changed_and_never_the_values(opened, other_browser):
    centre = factories.centre()
    proposal = factories.proposal(centre)
    correct(opened(proposal), way="phone", phone=PHONE, first_name="Cam")
    other_browser.sign_in(factories.staff("agent", centre))
    other_browser.get(f"/equipe/envies/{proposal.id}")
    line = "Changé par la personne : le moyen de la joindre, le téléphone, l’e-mail, le prénom, la personne"
    assert line in other_browser.text
    assert PHONE not in other_browser.text and "Cam" not in other_browser.text.replace("Camille", "")


def test_what_is_wrong_is_said_and_kept(opened):
    browser = opened(factories.proposal())
    browser.get(DETAILS)
    browser.submit("Enregistrer", way="phone", phone="12", status=422)
    assert "dix chiffres" in browser.text and browser.page.select_one("#phone")["value"] == "12"
    browser.submit("Enregistrer", way="email", email="camille@gmial.com", status=422)
    assert "Vouliez-vous écrire camille@gmail.com" in browser.text
    browser.submit("Enregistrer", way="email", to="/suivi")


def test_nothing_changed_leaves_no_line(opened):
    proposal = factories.proposal()
    correct(opened(proposal))
    assert "mended" not in [line.event for line in factories.reread(proposal).journal]


def test_a_mail_that_waits_goes_to_the_new_address_and_none_to_the_old_one(opened, mailbox):
    proposal = factories.decided(Decision.KEEP_PRIVATE)
    correct(opened(proposal), email="nouvelle@example.org")
    delivery.deliver_pending()
    assert {mail["To"] for mail in mailbox} == {"nouvelle@example.org"}
    proof = [mail for mail in mailbox if "nouvelle adresse" in mail["Subject"]]
    assert len(proof) == 1 and factories.link(proposal) not in proof[0].get_content(), (
        "nobody confirmed this address: the link that opens the file is not sent there with its proof"
    )


def test_a_mail_that_waits_becomes_a_call_and_a_call_a_mail(opened):
    proposal = factories.decided(Decision.KEEP_PRIVATE)
    browser = opened(proposal)
    correct(browser, way="phone", phone=PHONE)
    assert {one.way for one in notices(proposal, "decision")} == {NoticeWay.PHONE}
    correct(browser, way="email", email="camille@example.org")
    assert {one.way for one in notices(proposal, "decision")} == {NoticeWay.EMAIL}


def test_a_mail_that_a_server_refused_for_now_follows_the_new_address_too(opened):
    proposal = factories.decided(Decision.KEEP_PRIVATE)
    for one in notices(proposal, "decision"):
        one.attempts = 1
    db.session.commit()
    correct(opened(proposal), way="phone", phone=PHONE)
    assert {one.way for one in notices(proposal, "decision")} == {NoticeWay.PHONE}


def test_a_mail_that_could_not_leave_is_tried_again_at_the_new_address(opened, mailbox):
    proposal = factories.decided(Decision.KEEP_PRIVATE)
    for one in notices(proposal):
        delivery._give_up(one.id, NoticeFault.ADDRESS)
    correct(opened(proposal), email="nouvelle@example.org")
    assert not [one for one in notices(proposal) if one.fault]
    delivery.deliver_pending()
    assert any("Des nouvelles" in mail["Subject"] for mail in mailbox)


def test_many_addresses_in_a_day_are_not_all_written_to(opened):
    proposal = factories.proposal()
    browser = opened(proposal)
    for number in range(5):
        correct(browser, email=f"nouvelle{number}@example.org")
    assert len(notices(proposal, "new_address")) == 3


def test_a_child_is_asked_nothing_personal(opened):
    place = factories.district()
    proposal = factories.proposal(age_band="under_15", visibility="private")
    browser = opened(proposal)
    browser.click("Changer mon quartier")
    assert not browser.page.select("[name=way], [name=first_name], [name=email], [name=phone]")
    browser.submit("Enregistrer", district=place.slug, to="/suivi")
    browser.get(DETAILS)
    token = {"mark": "", "way": "phone", "phone": PHONE, "first_name": "Léo"}
    browser.post(DETAILS, token | {"district": place.slug}, to="/suivi")
    after = factories.reread(proposal)
    assert after.contact is None and after.district_id == place.id


def test_a_new_first_name_is_public_once_the_centre_read_it(opened, other_browser):
    centre = factories.centre()
    agent = factories.staff("agent", centre)
    proposal = factories.published(centre)
    browser = opened(proposal)
    correct(browser, first_name="Grossier")
    browser.submit("Enregistrer mon choix", visibility="first_name", to="/suivi")
    other_browser.get(f"/envies/{proposal.id}")
    assert "Camille" not in other_browser.text and "Grossier" not in other_browser.text
    file = factories.reread(proposal)
    details = {name: getattr(file.contact, name) for name in ("way", "email", "phone", "address")}
    details |= {"first_name": "Camille-Anne", "district": ""}
    by = factories.by_email(agent.email)
    factories.moderation.mend(file, details, file.contact.mark, by=by)
    other_browser.get(f"/envies/{proposal.id}")
    assert "Camille-Anne" in other_browser.text


def test_two_who_correct_at_once_lose_nothing(opened):
    proposal = factories.proposal()
    browser = opened(proposal)
    browser.get(DETAILS)
    page, url = browser.page, browser.url
    correct(browser, way="phone", phone=PHONE)
    browser.page, browser.url = page, url
    browser.submit("Enregistrer", way="email", email="autre@example.org", status=409)
    assert "autre@example.org" in browser.text or browser.page.select("[value='autre@example.org']")
    assert factories.reread(proposal).contact.phone == PHONE


def test_after_the_end_nothing_is_corrected(opened):
    proposal = factories.proposal()
    browser = opened(proposal)
    browser.get(DETAILS)
    factories.follow_up.withdraw(factories.reread(proposal), by=factories.author(proposal))
    browser.submit("Enregistrer", way="phone", phone=PHONE, status=404)
    assert not db.session.scalars(db.select(AuditEntry).where(AuditEntry.event == "contact_changed")).all()
