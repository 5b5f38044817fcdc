"""A flood from one address: people pass, the machines wait aside, nobody is refused, nothing is lost."""

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.joining import operations, queries
from ctg_site.models.outbox import Notice
from ctg_site.models.participation import Participation
from ctg_site.models.proposals import Proposal
from ctg_site.submission.operations import new_key as any_key
from tests import factories
from tests.joining.makers import counted, joined, opened
from tests.submission.test_at_once import at_once

LIBRARY = "192.0.2.0/24"
SPAM = "Gagnez un téléphone en cliquant sur ce lien tout de suite."


def machine(number):
    """What a machine sends: a key of its own making, a form filled in at once, or the same words again."""
    kind = number % 3
    if kind == 0:
        return {"key": any_key()}
    if kind == 1:
        return {"key": opened(ago=operations.timedelta(milliseconds=300))}
    return {"key": opened(), "words": SPAM}


@pytest.mark.parametrize("network", [LIBRARY, None], ids=["the library’s address", "a centre’s own network"])
def test_twenty_people_pass_among_five_hundred_machines(network, clock, human_pace):
    made = factories.published()
    sent = [joined(made, network=network, words=SPAM) for _ in range(2)]  # the words of two people, copied
    for number in range(500):
        joined(made, network=network, email="victim@example.org", way="email", **machine(number))
        if number % 25 == 0:
            sent.append(joined(made, "skill", network=network))
    assert len(sent) == 22 and counted(made) == 22
    proposal = db.session.get(Proposal, made.id)
    summary = queries.summary(proposal, operations.clock.today())
    assert (summary.waiting, summary.aside, summary.machines) == (22, 500, 500)
    rows = db.session.scalars(db.select(Participation)).all()
    assert len(rows) == 522 and all(row.seed and operations.link_of(row) for row in rows)
    written = db.session.scalars(db.select(Notice.template)).all()
    assert written.count("joined_envie") == 0, "no mail leaves for an address that a machine gave"
    assert written.count("somebody_joins") == 1
    agent = factories.staff(Role.COORDINATOR)
    assert operations.sweep(queries.file(made.id), by=agent) == 500
    assert counted(made) == 22
    left = db.select(db.func.count()).where(Participation.email != "", Participation.state == "left")
    assert db.session.scalar(left) == 0


def test_a_clever_flood_is_set_aside_beyond_thirty_and_one_act_accepts_it(clock, browser):
    made = factories.published(centre := factories.centre())
    for _ in range(33):
        joined(made, network=LIBRARY)
    joined(made, network=LIBRARY, trapped=True)
    assert counted(made) == 30
    joined(made, network="198.51.100.0/24")
    assert counted(made) == 31
    browser.sign_in(factories.staff(Role.AGENT, centre))
    browser.get(f"/equipe/envies/{made.id}")
    browser.click("Voir la liste")
    browser.get(f"/equipe/envies/{made.id}/participants?voir=mis-de-cote")
    assert "Trop d’envois à la fois" in browser.text and "Ressemble à une machine" in browser.text
    browser.submit("Tout accepter, sauf les machines (3)")
    assert counted(made) == 34
    browser.follow()
    assert "3 personnes acceptées." in browser.text
    browser.get(f"/equipe/envies/{made.id}/participants?voir=mis-de-cote")
    browser.submit("Accepter : personne n° 34")
    assert counted(made) == 35


def test_the_counter_is_exact_when_many_act_at_once(app):
    made = factories.published()
    agent = factories.staff(Role.COORDINATOR).id
    there = [joined(made, "time").id for _ in range(10)]
    aside = [joined(made, "place", trapped=True).id for _ in range(10)]

    keys = [opened() for _ in range(20)]

    def joins(key):
        return lambda: joined(made, "time", "skill", key=key).id

    def leaves(number):
        def leave():
            found = queries.participation(number)
            operations.leave(found.proposal, found, by=operations.VISITOR)

        return leave

    def accepts(number):
        def accept():
            found = queries.participation(number)
            operations.accept(found.proposal, found, by=db.session.get(operations.User, agent))

        return accept

    acts = [joins(key) for key in keys] * 3 + [leaves(n) for n in there] * 2 + [accepts(n) for n in aside] * 2
    results = at_once(app, *acts[::2], *acts[1::2])
    assert results.count("InvalidTransition") == 20
    assert counted(made) == 10 + 20 - 10 + 10


def test_a_forged_key_never_breaks_the_page(browser):
    made = factories.published()
    for key in ("", ".", "a.b.c", "é.1.é", "x" * 5000):
        browser.get(f"/rejoindre/{made.id}?autre=1")
        browser.submit("J’en suis", offers=["time"], way="visit", key=key)
        browser.follow()
        assert "vous en êtes" in browser.text
    assert counted(made) == 0
