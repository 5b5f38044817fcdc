"""The public index says what is published, no more and no less, after each operation."""

import pytest

from ctg_site.accompaniment import operations as accompaniment
from ctg_site.accounts.queries import by_email
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import Visibility
from ctg_site.domain.workflow import Decision, Move
from ctg_site.follow_up import operations as follow_up
from ctg_site.inbox import operations as inbox
from ctg_site.models.convention import Commitment
from ctg_site.models.places import Structure
from ctg_site.models.search import SearchDocument, SearchKind, SearchWord
from ctg_site.moderation import operations as moderation
from ctg_site.search import operations as search
from tests import factories
from tests.lens import load_lens


def held(number):
    """The words and the filters that the index holds of an envie; None when it holds nothing."""
    words = db.session.scalar(
        db.select(SearchDocument.words).where(
            SearchDocument.kind == SearchKind.ENVIE, SearchDocument.subject_id == number
        )
    )
    db.session.commit()
    return None if words is None else words.split()


def known():
    words = set(db.session.scalars(db.select(SearchWord.word)))
    db.session.commit()
    return words


@pytest.fixture
def centre(database):
    return factories.centre()


@pytest.fixture
def agent(centre):
    return by_email(factories.staff(Role.AGENT, centre).email)


def test_nothing_is_found_before_a_person_publishes(centre):
    envie = factories.proposal(centre, text="Un canari secret")
    assert held(envie.id) is None and "canari" not in known()


def test_each_operation_leaves_what_the_public_reads(centre, agent):
    envie = factories.published(centre, "Un verger", text="Un canari jaune")
    assert held(envie.id)[:3] == ["verg", "canar", "jaun"] and {"canari", "verger"} <= known()

    words = moderation.Words("Un potager", "Des tomates")
    moderation.correct(envie, words, by=agent, version=envie.version)
    assert held(envie.id)[:2] == ["potag", "tomat"]
    assert not {"canari", "verger"} & known() and "potager" in known()

    accompaniment.move(envie, Move.MEET, by=agent, version=envie.version)
    assert "zzqsmeeting" in held(envie.id)

    load_lens()
    linked = db.session.scalars(db.select(Commitment).limit(1)).one()
    accompaniment.link_commitments(envie, [linked.id], by=agent)
    assert f"zzqm{linked.id}" in held(envie.id)
    assert [word for word in held(envie.id) if word.startswith("zzqt")]

    other = factories.centre()
    inbox.transfer(envie, other.id, by=agent, version=envie.version, word="À vous.")
    assert f"zzqc{other.id}" in held(envie.id) and f"zzqc{centre.id}" not in held(envie.id)

    again = by_email(factories.staff(Role.AGENT, other).email)
    moderation.decide(envie, Decision.HIDE, by=again, version=envie.version, reason="Une erreur.")
    assert held(envie.id) is None and "potager" not in known()
    moderation.decide(envie, Decision.RESTORE, by=again, version=envie.version)
    assert held(envie.id)[:2] == ["potag", "tomat"]

    author = factories.author(envie)
    follow_up.choose_visibility(envie, Visibility.PRIVATE, by=author)
    assert held(envie.id) is None
    follow_up.choose_visibility(envie, Visibility.WITHOUT_NAME, by=author)
    assert held(envie.id) is not None
    follow_up.withdraw(envie, by=author)
    assert held(envie.id) is None and "potager" not in known()


def test_a_word_stays_known_while_another_envie_holds_it(centre):
    one = factories.published(centre, "Un verger", text="Des cerises")
    factories.published(centre, "Des cerises", text="Au verger")
    follow_up.withdraw(one, by=factories.author(one))
    assert {"verger", "cerises"} <= known()


def test_a_failed_operation_indexes_nothing(centre, agent, monkeypatch):
    envie = factories.proposal(centre, text="Un canari")
    monkeypatch.setattr("ctg_site.services.audit.append", lambda entry: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        moderation.decide(envie, Decision.PUBLISH, by=agent, version=envie.version, words=None, reason="")
    monkeypatch.undo()
    factories.published(centre)
    assert held(envie.id) is None and "canari" not in known()


def everything():
    select = db.select(SearchDocument.kind, SearchDocument.subject_id, SearchDocument.words)
    documents = {(kind, subject): words for kind, subject, words in db.session.execute(select)}
    words = {(one.word, one.stem) for one in db.session.scalars(db.select(SearchWord))}
    db.session.commit()
    return documents, words


def test_a_rebuilt_index_equals_the_kept_one(centre, monkeypatch):
    monkeypatch.setattr(search, "CHUNK", 3)
    load_lens()
    envies = [factories.published(centre, f"Envie numéro {n}").id for n in range(7)]
    gone = factories.published(centre, "Un canari")
    follow_up.withdraw(gone, by=factories.author(gone))
    kept = everything()
    search.index_all()
    assert everything() == kept
    search.index_all()
    assert everything() == kept
    db.session.execute(db.delete(SearchDocument))
    db.session.execute(db.delete(SearchWord))
    db.session.commit()
    assert not held(envies[0])
    search.index_all()
    documents, words = everything()
    assert words == kept[1]
    assert documents == kept[0]


def test_a_closed_place_is_found_no_more(centre):
    place = db.session.get(Structure, centre.id)
    place.name = "Maison des tilleuls"
    db.session.commit()
    assert "tilleuls" in known()
    place.is_active = False
    db.session.commit()
    assert "tilleuls" not in known()


def test_making_the_index_again_forgets_a_spelling_that_nobody_uses(centre):
    gone = factories.published(centre, "Des chevaux")
    factories.published(centre, "Un cheval")
    follow_up.withdraw(gone, by=factories.author(gone))
    search.index_all()
    assert "cheval" in known() and "chevaux" not in known()
