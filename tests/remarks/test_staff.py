"""The staff publish a reader's words as they are or not at all, answer, and are told when they are late."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from ctg_site.accounts.queries import by_email
from ctg_site.db import db, now
from ctg_site.domain.participation import RemarkEvent, RemarkState, RemarkTab
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Forbidden, InvalidTransition, OutOfDate
from ctg_site.models.audit import AuditEntry
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import JournalEntry
from ctg_site.models.remarks import Remark
from ctg_site.remarks import operations, queries
from ctg_site.services import invalidation
from tests import factories
from tests.agenda.makers import somebody
from tests.browser import Browser
from tests.lens import load_lens
from tests.remarks.makers import decided, many, published, remark

DESK = "/equipe/paroles/"


@pytest.fixture
def centre():
    return factories.centre(name="Centre Exemple")


@pytest.fixture
def envie(centre):
    return factories.published(centre, title="Un banc au soleil")


@pytest.fixture
def agent(centre):
    return factories.staff(Role.AGENT, centre, name="Dominique", function="animatrice famille")


@pytest.fixture
def desk(browser, agent):
    return browser.sign_in(agent)


def again(made):
    db.session.expire_all()
    return queries.remark(made.id)


def test_from_the_inbox_to_the_public_answer(desk, other_browser, envie):
    made = remark(envie, "Il sera où ? Appelez le 06 39 98 00 01.")
    desk.get("/equipe/envies/")
    desk.click("Paroles à relire 1")
    desk.click(f"n° {made.number}, une question Il sera où ? Appelez le 06 39 98 00 01.")
    assert "06 39 98 00 01" in desk.text and "contient peut-être" in desk.text
    assert not desk.page.select("textarea[name=text]"), "nobody rewrites the words of a resident"
    desk.submit("Enregistrer la décision", decision_event="publish")
    desk.follow()
    desk.submit("Publier la réponse", answer="Derrière l’école.")
    desk.follow()
    other_browser.get(f"/envies/{envie.id}")
    assert "Il sera où ?" in other_browser.text and "Derrière l’école." in other_browser.text
    assert "animatrice famille" in other_browser.text and "Dominique" not in other_browser.text
    desk.get(f"/equipe/envies/{envie.id}")
    assert "Mots d’un lecteur publiés, Dominique" in desk.text and "Réponse publique" in desk.text
    trail = db.select(AuditEntry.detail).where(AuditEntry.subject == made.called).order_by(AuditEntry.number)
    details = db.session.scalars(trail).all()
    assert details == ["publiée", "réponse publique"]


def test_refused_with_a_reason_then_published_after_all(desk, envie):
    made = remark(envie)
    desk.get(f"{DESK}{made.number}")
    desk.submit("Enregistrer la décision", decision_event="refuse", status=422)
    assert "Dites pourquoi" in desk.text
    why = "Ces mots blessent, menacent ou excluent."
    desk.submit("Enregistrer la décision", decision_event="refuse", decision_prepared=why, to=DESK)
    made = again(made)
    assert made.state is RemarkState.REFUSED and made.reason == why
    with pytest.raises(InvalidTransition):
        operations.answer(made, "Bonjour", by=somebody(), version=made.version)
    desk.get(f"{DESK}?voir=refusees")
    desk.get(f"{DESK}{made.number}")
    desk.submit("Publier")
    assert again(made).state is RemarkState.PUBLISHED


def test_hidden_later_it_is_read_nowhere_even_with_the_database_away(desk, other_browser, envie):
    made = published(envie, "Des mots à retirer bientôt.")
    seen = invalidation.count()
    desk.get(f"{DESK}{made.number}")
    desk.submit("Retirer tout de suite", decision_reason="On reconnaît quelqu’un.", to=DESK)
    assert invalidation.count() > seen
    for page in (f"/envies/{envie.id}", f"/envies/{envie.id}/paroles"):
        other_browser.get(page)
        assert "à retirer" not in other_browser.text


def test_two_people_decide_and_the_second_is_told(desk, envie):
    made = remark(envie)
    desk.get(f"{DESK}{made.number}")
    decided(made, by=somebody(Role.COORDINATOR))
    words = "Un motif assez long, à ne pas perdre en route."
    desk.submit("Enregistrer la décision", decision_event="refuse", decision_reason=words, status=409)
    assert words in desk.page.select_one("textarea").text and "Mots d’un lecteur publiés" in desk.text
    assert again(made).state is RemarkState.PUBLISHED


def test_an_answer_on_an_old_page_is_told_and_kept(desk, envie):
    made = published(envie)
    desk.get(f"{DESK}{made.number}")
    operations.answer(made, "Bonjour à vous.", by=somebody(), version=made.version)
    words = "Une réponse assez longue, à ne pas perdre en route."
    desk.submit("Publier la réponse", answer=words, status=409)
    assert words in desk.page.select_one("textarea").text
    assert again(made).answer == "Bonjour à vous."


def test_at_once_one_decision_and_one_told_to_reload(app, envie):
    made, numbers = remark(envie), [somebody().id for _ in range(2)]
    version, number = made.version, made.number
    db.session.remove()

    def decide(person):
        with app.app_context():
            try:
                by, one = db.session.get(factories.User, person), queries.remark(number)
                operations.decide(one, RemarkEvent.PUBLISH, by=by, version=version)
                return "done"
            except (OutOfDate, InvalidTransition):
                return "late"
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(decide, numbers)) == ["done", "late"]
    lines = db.select(db.func.count()).where(JournalEntry.event == "remark_publish")
    assert db.session.scalar(lines) == 1


def test_set_aside_then_accepted(desk, envie):
    made = remark(envie, "Un vrai encouragement.", trapped=True)
    desk.get(DESK)
    assert "Aucune parole ici" in desk.text
    desk.click("Mises de côté")
    desk.click(f"n° {made.number}, une question Un vrai encouragement.")
    desk.submit("Ce n’est pas une machine")
    desk.follow()
    assert not again(made).to_check
    desk.post(f"{DESK}{made.number}/accepter", status=409)
    desk.get(DESK)
    assert "Un vrai encouragement." in desk.text


def test_each_centre_its_own_and_the_coordination_all(app, envie, agent):
    load_lens()
    mine = remark(envie)
    free = remark(factories.published(), "Une envie ailleurs.")
    without = factories.published()
    without.structure_id = None
    db.session.commit()
    orphan = remark(without, "Une envie sans centre.")
    about = remark(queries.commitment("2022-2026", "JE1").thing, "Un commentaire.")
    dumb = factories.staff(Role.AGENT, factories.centre(receives_proposals=False))
    wanted = {
        agent.email: {mine.id, orphan.id},
        dumb.email: set(),
        factories.staff(Role.COORDINATOR).email: {mine.id, free.id, orphan.id, about.id},
    }
    for email, seen in wanted.items():
        person = by_email(email)
        assert {one.id for one in queries.remarks(person, RemarkTab.TO_READ).rows} == seen
        assert queries.to_read(person) == len(seen)
        browser = visitor(app).sign_in(person)
        for one in (mine, free, orphan, about):
            browser.get(f"{DESK}{one.number}", status=200 if one.id in seen else 404)
    with pytest.raises(Forbidden):
        decided(again(about), by=by_email(agent.email))


def visitor(app):
    return Browser(app.test_client())


def test_the_author_is_told_once_a_day(envie, agent, clock):
    db.session.execute(db.delete(Notice))
    db.session.commit()
    for _ in range(3):
        published(envie)
    told = db.select(Notice).where(Notice.template == "remark_published")
    assert len(db.session.scalars(told).all()) == 1
    clock.shift(timedelta(hours=25))
    published(envie)
    assert len(db.session.scalars(told).all()) == 2


def test_whoever_has_no_mail_is_told_by_the_centre(desk, centre):
    envie = factories.published(centre, way="phone", phone="06 39 98 00 01", email="")
    published(envie)
    desk.get(f"/equipe/envies/{envie.id}")
    assert "des mots d’un lecteur sont publiés sous son envie" in desk.text


def test_refused_words_are_erased_in_their_time_and_published_ones_stay(desk, envie):
    kept, refused = published(envie, "Des mots qui restent."), decided(remark(envie), RemarkEvent.REFUSE)
    aside = remark(envie, trapped=True)
    soon, later = now() + timedelta(days=178), now() + timedelta(days=186)
    assert operations.forget(soon) == 0 and operations.forget(later) == 2 and operations.forget(later) == 0
    assert [again(one).text for one in (kept, refused, aside)] == ["Des mots qui restent.", "", ""]
    desk.get(f"{DESK}{refused.number}")
    assert "Ces mots sont effacés" in desk.text and "Publier tout de même" not in desk.text
    with pytest.raises(InvalidTransition):
        decided(again(refused))


def test_the_list_costs_the_same_at_few_and_at_many(desk, envie, queries):
    counts = []
    for count in (2, 60):
        many(count, envie, RemarkState.WAITING)
        queries.clear()
        desk.get(DESK)
        counts.append(len(queries))
    assert counts[0] == counts[1] and len(desk.page.select("tbody tr")) == 30
    desk.click("La suite")
    desk.click("La suite")
    assert len(desk.page.select("tbody tr")) == 2
    desk.get(f"{DESK}?voir=autre", status=404)


def test_more_than_a_hundred_are_not_counted(desk, envie):
    many(120, envie, RemarkState.WAITING)
    desk.get("/equipe/envies/")
    assert "Paroles à relire 99+" in desk.text
    assert db.session.scalar(db.select(db.func.count(Remark.id))) == 120


def test_words_said_at_the_desk_are_written_down_and_read_back(desk, envie, agent):
    desk.get(DESK)
    desk.click("Noter une parole pour quelqu’un")
    said = {"kind": "question", "text": "On peut venir à deux ?", "channel": "phone", "read_back": True}
    desk.submit("Noter cette parole", **said | {"about": "le banc"}, status=422)
    assert "Nous ne trouvons pas." in desk.text and "On peut venir à deux ?" in desk.text
    desk.submit("Noter cette parole", about=f"envie {envie.id}", kind="comment", status=422)
    assert "Sous une envie : question ou encouragement." in desk.text
    desk.submit(
        "Noter cette parole", about=f"Envie n° {envie.id}", kind="question", read_back=False, status=422
    )
    assert "Relisez avec la personne" in desk.text
    desk.submit("Noter cette parole", read_back=True, to=DESK)
    made = db.session.scalars(db.select(Remark)).one()
    assert (made.text, made.channel, made.state) == (said["text"], "phone", RemarkState.WAITING)
    desk.get(f"{DESK}{made.number}")
    assert "Téléphone" in desk.text
    desk.get(f"/equipe/envies/{envie.id}")
    assert "Mots d’un lecteur reçus, à relire, Dominique" in desk.text
    trail = db.select(AuditEntry.detail).where(AuditEntry.subject == made.called)
    assert db.session.scalars(trail).all() == ["phone"]


@pytest.mark.parametrize("words", ["je1", "JE1 "])
def test_a_commitment_is_called_by_its_number(words):
    load_lens()
    assert queries.called(words).commitment.number == "JE1"
    for other in ("", "JE99", "envie 4", "action 999999999", "envie", "1", "envie ²"):
        assert queries.called(other) is None
