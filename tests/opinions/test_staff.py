"""The coordination reads what people think, answers publicly, and settles what was set aside."""

import ipaddress
from dataclasses import replace

import pytest

from ctg_site.db import db, now
from ctg_site.domain.participation import Choice, Fate, RemarkKind, RemarkState
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import OutOfDate
from ctg_site.models.audit import AuditEntry
from ctg_site.models.opinions import Opinion, OpinionAnswer, OpinionTally
from ctg_site.opinions import operations, queries, staff_queries
from tests import factories
from tests.browser import path_of
from tests.opinions.conftest import counts, je1, many_taps, tapped

LIST, ASIDE = "/equipe/avis/", "/equipe/avis/mis-de-cote"


def test_the_most_doubted_come_first_each_with_its_page(desk, action, make):
    calm = make("Une action tranquille")
    tapped(calm, *[Choice.SEEN] * 5)
    tapped(action, Choice.NOT_YET, Choice.TO_IMPROVE)
    tapped(je1(), Choice.NOT_YET)
    desk.get(LIST)
    lines = [tag.get_text(strip=True) for tag in desk.page.select("tbody th")]
    assert [line.partition("\u00a0:")[0].replace("\u00a0", " ") for line in lines] == [
        f"Action n° {action.number}",
        "Engagement JE1",
        f"Action n° {calm.number}",
    ]
    desk.get(desk.page.select("tbody a")[1]["href"])
    assert "1 avis : 1 pas encore." in desk.text
    desk.click("Voir la page publique")


def test_without_opinions_the_page_says_so(desk):
    desk.get(LIST)
    assert "Aucun avis pour le moment" in desk.text
    desk.get(ASIDE)
    assert "Rien n’est mis de côté" in desk.text


@pytest.mark.parametrize("role", [Role.AGENT, Role.ADMINISTRATOR, Role.PARTNER])
def test_the_coordination_alone_answers(browser, action, role):
    browser.sign_in(factories.staff(role))
    for address in (LIST, ASIDE, f"{LIST}action/{action.number}", f"{LIST}engagement/2022-2026/JE1"):
        browser.get(address, status=403)
    assert LIST not in browser.response.text


def test_an_answer_is_published_changed_withdrawn_and_kept(desk, other_browser, action, app):
    page, public = f"{LIST}action/{action.number}", f"/actions/{action.number}"
    down = app.extensions["ctg_taken_down"]
    desk.get(page)
    desk.submit("Publier la réponse", text="", status=422)
    desk.submit("Publier la réponse", text="Le conseil ouvre en janvier.", to=page)
    desk.follow()
    assert "Votre réponse est publiée." in desk.text
    other_browser.get(public)
    assert "Le conseil ouvre en janvier." in other_browser.text
    before = down()
    desk.submit("Publier la réponse", text="Le conseil ouvre en mars.", to=page)
    desk.follow()
    corrected = down()
    assert corrected > before and "jusqu’au" in desk.text
    other_browser.get(public)
    assert "en mars" in other_browser.text and "en janvier" not in other_browser.text
    desk.submit("Ne plus montrer la réponse", to=page)
    desk.follow()
    other_browser.get(public)
    assert "Réponse de la coordination" not in other_browser.text and down() > corrected
    details = list(
        db.session.scalars(
            db.select(AuditEntry.detail)
            .where(AuditEntry.subject.like("action n°%"))
            .order_by(AuditEntry.number)
        )
    )
    assert details[-3:] == ["réponse aux avis publiée"] * 2 + ["réponse aux avis retirée"]
    assert db.session.scalar(db.select(db.func.count(OpinionAnswer.id))) == 2


def test_a_commitment_is_answered_too(desk, other_browser):
    tapped(je1(), Choice.TO_IMPROVE)
    page = f"{LIST}engagement/2022-2026/JE1"
    desk.get(page)
    desk.submit("Publier la réponse", text="Nous y travaillons.", to=page)
    desk.follow()
    other_browser.get("/conventions/2022-2026/engagements/JE1")
    assert "Nous y travaillons." in other_browser.text
    desk.submit("Ne plus montrer la réponse", to=page)


def test_somebody_who_was_faster_is_not_written_over(desk, action, coordinator):
    page = f"{LIST}action/{action.number}"
    desk.get(page)
    operations.answer(action, "Plus vite que vous.", by=coordinator, version=0)
    desk.submit("Publier la réponse", text="Mes mots à moi, assez longs pour être gardés.", status=409)
    assert "Mes mots à moi" in desk.text and "Plus vite" not in desk.text
    desk.get(page)
    desk.post(page, {"text": "Forgé", "version": "x"}, status=409)
    desk.get(page)
    desk.post(f"{page}/retirer", {"version": "77"}, status=409)
    with pytest.raises(OutOfDate):
        operations.withdraw_answer(action, by=coordinator, version=0)


def test_published_comments_alone_stand_beside(desk, action):
    for state in RemarkState:
        words = {
            "kind": RemarkKind.COMMENT,
            "state": state,
            "text": f"CANARI {state}",
            "send_key": str(state),
            "due_on": now(),
        }
        factories.save(remark(action, **words))
    desk.get(f"{LIST}action/{action.number}")
    assert "CANARI published" in desk.text
    assert "CANARI waiting" not in desk.text and "CANARI refused" not in desk.text


def remark(action, **words):
    return staff_queries.Remark(action_id=action.id, **words)


def test_a_flood_is_set_aside_while_people_pass(action):
    flood = many_taps(action, 500)
    for n in range(20):
        operations.tap(action, Choice.SEEN, f"the library, {n}", None)
    tapped(action, Choice.NOT_YET, network="203.0.113.0/24")
    kept = [opinion for opinion in flood if opinion.wave is None]
    assert len(kept) == operations.FLOOD_ON_ONE[0]
    assert counts(action) == (20, len(kept) + 1, 0, 0)
    assert db.session.scalar(db.select(db.func.count(Opinion.id))) == 521, "no opinion is lost"


def test_a_centre_passes_by_its_address(app, settings, browser, action, monkeypatch):
    monkeypatch.setitem(
        app.extensions,
        "ctg_settings",
        replace(settings, centre_networks=networks("198.51.100.0/24")),
    )
    for place, counted in (("198.51.100.7", 30), ("192.0.2.7", 30 + operations.FLOOD_ON_ONE[0])):
        for n in range(30):
            browser.client.post(
                f"/avis/action/{action.number}",
                data={"choice": "seen"},
                headers={"Sec-Fetch-Site": "same-origin", "User-Agent": f"{n}"},
                environ_base={"REMOTE_ADDR": place},
            )
        assert counts(action)[0] == counted


def networks(*written):
    return tuple(ipaddress.ip_network(one) for one in written)


def test_whoever_is_set_aside_is_told_and_may_change(browser, action):
    last = many_taps(action, operations.FLOOD_ON_ONE[0] + 1)[-1]
    before = counts(action)
    browser.get(f"/avis/{operations.secret(last)}")
    assert "Beaucoup d’avis arrivent en même temps." in browser.text
    browser.submit("Changer : Je l’ai vu")
    assert counts(action) == before


@pytest.mark.parametrize(("fate", "counted"), [(Fate.COUNT, 8), (Fate.DROP, 0)])
def test_floods_are_settled_in_one_sending(desk, other_browser, action, make, fate, counted):
    other = make("Une autre action")
    set_aside = many_taps(action, operations.FLOOD_ON_ONE[0] + 5)[-1]
    many_taps(other, operations.FLOOD_ON_ONE[0] + 3, Choice.TO_IMPROVE)
    before, link = (counts(action)[1], counts(other)[3]), operations.secret(set_aside)
    desk.get(LIST)
    desk.click("Les regarder")
    boxes = desk.page.select("[name=waves]")
    assert len(boxes) == 2 and "5 avis" in desk.text and "5 « Pas encore vu »" in desk.text
    many_taps(other, 2, Choice.TO_IMPROVE)  # came after the page was read
    desk.submit("Enregistrer", waves=[box["value"] for box in boxes], fate=fate, to=ASIDE)
    desk.follow()
    assert "8 avis" in desk.text and "2 avis" in desk.text
    assert counts(action)[1] + counts(other)[3] == sum(before) + counted
    other_browser.get(f"/avis/{link}", status=200 if counted else 404)
    tally = db.session.scalars(db.select(OpinionTally).order_by(OpinionTally.id)).all()
    assert all(one.doubts == one.not_yet + one.to_improve for one in tally)


def test_what_is_not_ticked_or_forged_is_told(desk, action):
    many_taps(action, operations.FLOOD_ON_ONE[0] + 1)
    desk.get(ASIDE)
    desk.submit("Enregistrer", status=422)
    assert "Cochez au moins une ligne." in desk.text and "Choisissez quoi en faire." in desk.text
    desk.post(ASIDE, {"until": "x", "waves": "action_id.7.1", "fate": "burn"}, status=422)
    assert staff_queries.is_aside()


def test_lists_cost_the_same_at_a_few_lines_and_at_many(desk, convention, queries, action):
    tapped(action, Choice.NOT_YET)
    flood(action, 1)

    def cost(address):
        queries.clear()
        desk.get(address)
        return len(queries)

    few = cost(LIST), cost(ASIDE), cost(f"{LIST}action/{action.number}")
    for commitment in convention_commitments():
        tapped(commitment, Choice.TO_IMPROVE)
        flood(commitment, 30)
    for _ in range(5):
        operations.answer(queries_action(action), "Une réponse.", by=somebody(), version=standing(action))
    assert (cost(LIST), cost(ASIDE), cost(f"{LIST}action/{action.number}")) == few
    assert len(desk.page.select("tbody tr")) <= staff_queries.PAGE


def flood(target, number):
    hour = now().replace(minute=0, second=0, microsecond=0)
    for opinion in tapped(target, *[Choice.SEEN] * number):
        opinion.wave = hour
    db.session.commit()


def convention_commitments():
    return db.session.scalars(db.select(staff_queries.Commitment).options(staff_queries.ADDRESS)).all()


def queries_action(action):
    return queries.action(action.number)


def somebody():
    return factories.staff(Role.COORDINATOR)


def standing(action):
    answer = queries.standing_answer(action)
    return answer.id if answer else 0


def test_pages_of_the_list_follow_each_other(desk, make, monkeypatch):
    monkeypatch.setattr(staff_queries, "PAGE", 2)
    made = [make() for _ in range(5)]
    for n, action in enumerate(made):
        tapped(action, *[Choice.NOT_YET] * (1 + n // 2))
    desk.get(LIST)
    met = []
    while True:
        met += [path_of(tag["href"]) for tag in desk.page.select("tbody a")]
        if not desk.page.select("a[rel=next]"):
            break
        desk.get(path_of("/equipe/avis/" + desk.page.select_one("a[rel=next]")["href"].rpartition("/")[2]))
    assert len(met) == 5 and met[0].endswith(f"/{made[4].number}") and len(set(met)) == 5
