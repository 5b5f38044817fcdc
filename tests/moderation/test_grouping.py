"""Files that say the same thing go together: suggested, chosen, told, undone, never in a chain."""

import pytest

from ctg_site.accompaniment import operations as accompaniment
from ctg_site.accounts.queries import by_email
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Conclusion, Decision, InvalidTransition, Move
from ctg_site.follow_up import operations as follow_up
from ctg_site.moderation import operations as moderation
from ctg_site.services import delivery
from tests import factories
from tests.moderation.pages import address, open_file, sentence

GARDEN = "Un jardin partagé avec des potagers, derrière l’école."


@pytest.fixture
def head(centre):
    return factories.proposal(centre, text=GARDEN, email="une@example.org")


@pytest.fixture
def file(centre, head):
    return factories.proposal(
        centre, text="Des jardins partagés pour cultiver un potager.", email="b@example.org"
    )


@pytest.fixture
def page(desk, file):
    desk.get(address(file, "/regrouper"))
    return desk


def suggested(desk):
    return [tag["value"] for tag in desk.page.select("[name=group_head]")]


def subjects(mailbox):
    db.session.commit()
    delivery.deliver_pending()
    return [(mail["To"], mail["Subject"].replace("\u00a0", " ")) for mail in mailbox]


def decide(proposal, event, by, **values):
    db.session.refresh(proposal)
    by = by_email(by.email)
    moderation.decide(proposal, event, by=by, version=proposal.version, **values)


def test_what_looks_alike_is_suggested_with_the_words_that_say_so(page, file, head, centre):
    factories.proposal(centre, text="Une fête avec de la musique.")
    factories.proposal(factories.centre(), text=GARDEN)
    factories.decided(Decision.REFUSE, centre, reason="Non.", text=GARDEN)
    page.get(address(file, "/regrouper"))
    assert suggested(page) == [str(head.id), "autre"]
    assert "Mots en commun : jardin, partagé, potagers" in page.text


def test_grouped_told_and_linked_on_both_sides(page, desk, file, head, other_browser, mailbox, prepared):
    page.get(address(file, "/regrouper"))
    chosen = sentence(page, "la même envie que vous", "group_prepared")
    page.submit("Regrouper", group_head=head.id, group_prepared=chosen, to=address(file))
    after = factories.reread(file)
    assert (after.moderation, after.grouped_with_id) == ("grouped", head.id)
    assert "la même envie que vous" in after.messages[-1].text and "Demandez" in after.messages[-1].text
    assert "joined" in [entry.event for entry in factories.reread(head).journal]
    open_file(desk, file)
    desk.click(f"l’envie n° {head.id}")
    desk.click(f"Envie n° {file.id}")
    told = subjects(mailbox)
    assert [to for to, subject in told if "la même envie" in subject] == ["une@example.org"]
    assert [to for to, subject in told if "Des nouvelles" in subject] == ["b@example.org"]


def test_looking_first_groups_nothing(page, file, head):
    page.submit("Voir ce que la personne lira", group_head=head.id, group_reason="Ensemble.", status=200)
    assert "Ensemble." in page.page.select_one("#summary").get_text()
    assert factories.reread(file).moderation == "received"


def test_the_number_may_be_typed(page, file, centre):
    other = factories.proposal(centre, text="Rien à voir.")
    page.submit("Regrouper", group_head="autre", group_number=f"n° {other.id}", group_reason="Ensemble.")
    assert factories.reread(file).grouped_with_id == other.id


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Choisissez une envie"),
        ({"group_head": "head"}, "Expliquez à la personne"),
        ({"group_head": "head", "group_reason": "…"}, "Expliquez à la personne"),
        ({"group_head": "head", "group_reason": "x" * 1501}, "enlevez 1 caractère"),
        ({"group_head": "autre", "group_reason": "Oui."}, "Écrivez le numéro"),
        ({"group_head": "autre", "group_number": "douze", "group_reason": "Oui."}, "Écrivez le numéro"),
        ({"group_head": "autre", "group_number": "-1", "group_reason": "Oui."}, "Écrivez le numéro"),
        ({"group_head": "autre", "group_number": "٣", "group_reason": "Oui."}, "Écrivez le numéro"),
        ({"group_head": "autre", "group_number": "9" * 30, "group_reason": "Oui."}, "Écrivez le numéro"),
        ({"group_head": "autre", "group_number": "999999999", "group_reason": "Oui."}, "On ne peut pas"),
        ({"group_head": "9999", "group_reason": "Oui."}, "pas dans la liste"),
        ({"group_head": "itself", "group_reason": "Oui."}, "pas dans la liste"),
        ({"group_head": "autre", "group_number": "itself", "group_reason": "Oui."}, "On ne peut pas"),
        ({"group_head": "autre", "group_number": "foreign", "group_reason": "Oui."}, "On ne peut pas"),
        ({"group_head": "autre", "group_number": "refused", "group_reason": "Oui."}, "On ne peut pas"),
        ({"group_head": "autre", "group_number": "grouped", "group_reason": "Oui."}, "On ne peut pas"),
    ],
)
def test_what_is_wrong_groups_nothing_and_keeps_the_words(page, file, head, centre, agent, values, said):
    numbers = {
        "head": head,
        "itself": file,
        "foreign": factories.proposal(factories.centre(), text=GARDEN),
        "refused": factories.decided(Decision.REFUSE, centre, reason="Non."),
        "grouped": factories.grouped(factories.proposal(centre), factories.proposal(centre), by=agent),
    }
    sent = {name: numbers[value].id if value in numbers else value for name, value in values.items()}
    page.post(address(file, "/regrouper"), {"group_version": file.version, "extra": "x"} | sent, status=422)
    assert said in page.text and factories.reread(file).grouped_with_id is None
    assert values.get("group_reason", "") in page.page.select_one("[name=group_reason]").get_text()


def test_an_old_page_groups_nothing(page, file, head, agent):
    factories.take(file, by=agent)
    page.submit("Regrouper", group_head=head.id, group_reason="Ensemble.", status=409)
    assert factories.reread(file).moderation == "received"


def test_no_plain_decision_groups(desk, file):
    open_file(desk, file)
    assert not desk.page.select('[name=decision_event][value="group"]')
    forged = {"decision_event": "group", "decision_version": file.version, "decision_reason": "Oui."}
    desk.post(address(file, "/decision"), forged, status=422)
    assert factories.reread(file).moderation == "received"


def test_no_chain(desk, file, head, centre, agent):
    factories.grouped(file, head, by=agent)
    desk.get(address(head, "/regrouper"))
    assert "On ne peut pas la regrouper maintenant" in desk.text
    third = factories.proposal(centre)
    for joining, other in ((head, third), (third, file), (third, third)):
        with pytest.raises(InvalidTransition):
            factories.grouped(joining, other, by=agent)


def test_separated_again(desk, file, head, agent):
    factories.grouped(file, head, by=agent)
    open_file(desk, file)
    desk.submit("Enregistrer la décision", decision_event="ungroup", to=address(file))
    after = factories.reread(file)
    assert (after.moderation, after.grouped_with_id) == ("received", None)
    assert [entry.event for entry in factories.reread(head).journal][-1] == "left"


@pytest.mark.parametrize("act", ["contest", "withdraw"])
def test_whoever_leaves_is_grouped_no_more(file, head, agent, act):
    factories.grouped(file, head, by=agent)
    author = factories.author(file)
    follow_up.contest(file, "Non.", by=author) if act == "contest" else follow_up.withdraw(file, by=author)
    assert factories.reread(file).grouped_with_id is None


def test_the_authors_follow_the_envie_they_joined(file, head, agent, mailbox, other_browser, app):
    factories.grouped(file, head, by=agent)
    other = factories.proposal(way="phone", phone="06 39 98 00 01", email=None)
    factories.take(other, by=agent)
    factories.grouped(other, head, by=agent)
    mailbox.clear()
    subjects(mailbox)
    mailbox.clear()
    decide(head, Decision.PUBLISH, agent)
    db.session.refresh(head)
    accompaniment.move(head, Move.PLAN, by=agent, version=head.version)
    db.session.refresh(head)
    accompaniment.conclude(head, Conclusion.SUCCEED, by=agent, version=head.version)
    told = [(to, subject) for to, subject in subjects(mailbox) if "avez rejointe" in subject]
    assert [to for to, _ in told] == ["b@example.org"] * 3
    bodies = " ".join(mail.get_content() for mail in mailbox)
    assert "est publiée sur le site" in bodies and "mise en projet" in bodies and "réalisée" in bodies
    other_browser.sign_in(agent)
    open_file(other_browser, other)
    assert "L’envie que vous avez rejointe est publiée sur le site." in other_browser.text
    other_browser.get(f"/envies/{head.id}")
    assert "Deux autres personnes ont eu la même envie." in other_browser.text


def test_the_author_goes_from_their_follow_up_to_the_published_envie(file, head, agent, browser):
    factories.grouped(file, head, by=agent)
    browser.get(f"/suivi/{factories.link(file)}", status=303)
    browser.follow()
    assert "a rejoint une envie semblable" in browser.text and "Voir l’envie que vous" not in browser.text
    decide(head, Decision.PUBLISH, agent)
    browser.get("/suivi")
    browser.click("Voir l’envie que vous avez rejointe")
    assert "Une autre personne a eu la même envie." in browser.text


@pytest.mark.parametrize("end", ["withdrawn", "refused"])
def test_when_the_head_ends_each_one_is_read_again(file, head, agent, mailbox, end):
    factories.grouped(file, head, by=agent)
    subjects(mailbox)
    mailbox.clear()
    db.session.refresh(head)
    if end == "withdrawn":
        follow_up.withdraw(head, by=factories.author(head))
    else:
        decide(head, Decision.REFUSE, agent, reason="Non.")
    after = factories.reread(file)
    assert (after.moderation, after.grouped_with_id) == ("received", None) and after.due_on
    assert "b@example.org" in [to for to, _ in subjects(mailbox)]
    assert any("s’arrête" in mail.get_content() for mail in mailbox)


def test_the_page_costs_the_same_among_many(desk, centre, file, queries):
    desk.get(address(file, "/regrouper"))
    queries.clear()
    desk.get(address(file, "/regrouper"))
    few = len(queries)
    for number in range(12):
        factories.proposal(centre, text=f"{GARDEN} Numéro {number}.")
    queries.clear()
    desk.get(address(file, "/regrouper"))
    assert len(queries) == few <= 10, queries
    assert len(suggested(desk)) == 7


def test_an_agent_groups_only_with_what_they_may_read(centre, file):
    foreign = factories.proposal(factories.centre(), text=GARDEN)
    stranger = factories.staff(Role.AGENT, centre)
    with pytest.raises(Exception, match="another centre"):
        factories.grouped(file, foreign, by=stranger)
