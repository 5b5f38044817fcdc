"""Invented envies: the same from the same seed, of every state, sound, on a demonstration alone."""

from collections import Counter
from dataclasses import replace

import pytest

from ctg_site.db import db, operation
from ctg_site.demo.loader import LOADED
from ctg_site.domain import codes
from ctg_site.domain.participation import JoinState, RemarkState
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import WORKFLOWS, Moderation, Outcome, Stage
from ctg_site.generator import operations as generator
from ctg_site.models.audit import AuditEntry
from ctg_site.models.consultations import Answer, Contribution
from ctg_site.models.opinions import Opinion
from ctg_site.models.outbox import Notice
from ctg_site.models.participation import Participation
from ctg_site.models.proposals import Contact, JournalEntry, Message, Note, Proposal, Revision
from ctg_site.models.remarks import Remark
from ctg_site.runtime import settings as runtime
from ctg_site.services import facts, identity
from ctg_site.serving import DEMO_KEY
from ctg_site.versions import OURS
from tests import factories
from tests.databases import empty_tables
from tests.lens import load_lens

#: Enough for the rarest state to be there.
MANY = 1200


@pytest.fixture
def demonstration(app, settings, clock, monkeypatch):
    """A database marked as one that holds a demonstration, with its convention, a centre and its people."""
    monkeypatch.setitem(app.extensions, "ctg_settings", replace(settings, demo=True))
    return begin


def begin():
    """The agent of the centre."""
    load_lens()
    identity.settle()
    mark()
    centre = factories.centre(slug="centre", name="Le centre")
    for number in range(3):
        factories.district(slug=f"quartier-{number}", name=f"Quartier {number}")
    return factories.staff(Role.AGENT, centre, email="agent@town.fr", name="Anne Ba")


@operation
def mark():
    facts.write(DEMO_KEY, LOADED)
    facts.write("database", "the same name")


def rows():
    """All that the tables hold, in order."""
    return {
        table.name: [tuple(row) for row in db.session.execute(db.select(table).order_by(*table.primary_key))]
        for table in db.metadata.sorted_tables
        if table.name != OURS
    }


def counted(table, *conditions):
    return db.session.scalar(db.select(db.func.count()).select_from(table).where(*conditions))


def test_the_same_seed_gives_the_same_rows_and_another_others(demonstration):
    found = []
    for seed in (7, 7, 8):
        empty_tables()
        demonstration()
        assert generator.generate(60, seed) == 60
        found.append(rows())
        db.session.rollback()
    first, again, other = found
    assert [name for name in first if first[name] != again[name]] == []
    assert first["proposal"] != other["proposal"] and len(other["proposal"]) == 60


def test_it_is_refused_on_a_real_site_and_where_nothing_says_that_all_is_invented(
    app, demonstration, settings, monkeypatch
):
    agent = demonstration()
    with monkeypatch.context() as real:
        real.setitem(app.extensions, "ctg_settings", settings)
        with pytest.raises(generator.NotHere, match="CTG_DEMO=1"):
            generator.generate(5, 1)
        done = app.test_cli_runner().invoke(args=["ctg", "generate", "5"])
        assert done.exit_code == 1 and "not a demonstration" in done.output
    unmarked = operation(lambda: facts.write(DEMO_KEY, ""))
    unmarked()
    with pytest.raises(generator.NotHere, match="flask ctg demo"):
        generator.generate(5, 1)
    mark()
    agent.is_active = False
    db.session.commit()
    with pytest.raises(generator.NotHere, match="nobody answers"):
        generator.generate(5, 1)
    assert counted(Proposal) == 0


def test_what_was_cut_short_goes_on_and_nothing_is_done_twice(demonstration, monkeypatch):
    monkeypatch.setattr(generator, "CHUNK", 20)
    demonstration()
    generator.generate(60, 3)
    whole = rows()
    db.session.rollback()
    empty_tables()
    demonstration()

    def cut(line):
        if line.startswith("40"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        generator.generate(60, 3, cut)
    assert counted(Proposal) == 40
    with pytest.raises(generator.NotHere, match="generate 60 --seed 3"):
        generator.generate(10, 4)
    assert generator.generate(60, 3) == 20 and generator.generate(60, 3) == 0
    again = rows()
    # A word that is learned again stays in its row, and takes a number for nothing.
    whole["search_word"], again["search_word"] = (
        sorted(word for _, *word in one["search_word"]) for one in (whole, again)
    )
    assert [name for name in whole if whole[name] != again[name]] == []
    assert generator.generate(10, 4) == 10
    assert [(one.seed, one.done) for one in generator.held()] == [(3, 60), (4, 10)]


def test_a_chunk_is_written_whole_or_not_at_all(demonstration, monkeypatch):
    demonstration()
    monkeypatch.setattr(generator.search_vocabulary, "learn", lambda texts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        generator.generate(20, 1)
    assert counted(Proposal) == counted(JournalEntry) == counted(AuditEntry) == 0


def test_every_state_is_there_with_all_that_surrounds_it_and_all_is_sound(app, demonstration, browser):
    agent = demonstration()
    run = app.test_cli_runner().invoke
    done = run(args=["ctg", "generate", str(MANY), "--seed", "1"])
    assert done.exit_code == 0 and "1,000 of 1,200 envies" in done.output, done.output
    done = run(args=["ctg", "generate", str(MANY), "--seed", "1"])
    assert done.exit_code == 0 and "there already" in done.output
    verified = run(args=["ctg", "verify"])
    assert verified.exit_code == 0, verified.output
    envies = list(db.session.scalars(db.select(Proposal).order_by(Proposal.id)))
    for states, attribute in ((Moderation, "moderation"), (Stage, "stage"), (Outcome, "outcome")):
        assert {getattr(one, attribute) for one in envies} == set(states)
    assert {one.state for one in db.session.scalars(db.select(Remark))} == set(RemarkState)
    for table in (Contact, Message, Note, Revision, Notice, Opinion, Contribution, Answer):
        assert counted(table), table
    first, last = envies[0].created_at, envies[-1].created_at
    assert (last - first).days > 5 * 364 and envies == sorted(envies, key=lambda one: one.created_at)
    look(envies)
    walk(browser, agent, envies)


def look(envies):
    """The journal of each leads to its states, by the tables; what it counts of its readers is there."""
    journals = {one.id: [] for one in envies}
    for entry in db.session.scalars(db.select(JournalEntry).order_by(JournalEntry.id)):
        journals[entry.proposal_id].append(entry)
    for one in envies:
        for workflow in WORKFLOWS:
            state = [*getattr(type(one), workflow.attribute).type.enum_class][0]
            for entry in journals[one.id]:
                if entry.subject == workflow.attribute:
                    assert entry.before == state
                    state = workflow.find(state, entry.event).target
            assert state == getattr(one, workflow.attribute)
        assert one.is_promised == (one.due_on is not None)
        assert not one.is_public or (one.may_be_public and one.public_title)
    came = Counter(
        one.proposal_id
        for one in db.session.scalars(db.select(Participation))
        if one.state is not JoinState.LEFT
    )
    too = Counter(db.session.scalars(db.select(Opinion.proposal_id)))
    assert {one.id: (one.joined, one.me_too) for one in envies} == {
        one.id: (came[one.id], too[one.id]) for one in envies
    }


def walk(browser, agent, envies):
    """Pages draw it, the search finds it, a code opens it."""
    public = [one for one in envies if one.is_public]
    browser.get(f"/envies/{public[-1].id}")
    assert public[-1].public_title in browser.text
    browser.get("/recherche?q=jardin")
    assert "jardin partagé" in browser.text
    browser.get("/bilan/")
    kept = next(one for one in reversed(envies) if one.moderation is Moderation.PRIVATE)
    browser.get("/suivi")
    browser.submit("Ouvrir", to="/suivi", code=codes.code_of(kept.seed, runtime().code_key))
    browser.follow()
    assert kept.text[:20] in browser.text
    browser.sign_in(agent)
    for state in Moderation:
        one = next(one for one in envies if one.moderation is state)
        browser.get(f"/equipe/envies/{one.id}")
        assert f"n°\u00a0{one.id}" in browser.response.text
