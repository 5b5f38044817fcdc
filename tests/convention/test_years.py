"""The years turn: with two conventions loaded nothing of the work on the first one is lost."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ctg_site.accompaniment import operations as accompaniment
from ctg_site.actions.editing import operations as editing
from ctg_site.actions.editing import queries as actions
from ctg_site.agenda.bodies import operations as bodies
from ctg_site.consultations.building import queries as building
from ctg_site.convention import operations, queries
from ctg_site.db import db, now
from ctg_site.domain.meetings import College
from ctg_site.domain.participation import Followed
from ctg_site.domain.policy import Role
from ctg_site.models.actions import ActionChange
from ctg_site.models.convention import Convention, GoverningBody, PathwayStep, Theme
from ctg_site.proposals import finding_queries
from ctg_site.subscriptions import news_queries
from tests import factories
from tests.agenda.makers import meeting, reread, somebody
from tests.convention.years import HELD, aim, body, published, step, tied
from tests.directory import places
from tests.lens import document, load_next
from tests.typography import flat

pytestmark = pytest.mark.usefixtures("clock", "first")


def test_a_letter_of_a_title_is_corrected_and_nothing_else(action, desk):
    load_next()
    desk.get(f"/equipe/actions/{action.number}/identite")
    assert "Convention 2022-2026" in desk.text and "Convention 2027-2031" in desk.text
    assert desk.text.index("Convention 2022-2026") < desk.text.index("Convention 2027-2031")
    desk.submit("Enregistrer cette partie", title="Des jardins partagés")
    assert tied(action) == HELD
    assert actions.any_action(action.number).title == "Des jardins partagés"


def test_one_convention_alone_is_not_named(action, desk):
    desk.get(f"/equipe/actions/{action.number}/identite")
    assert "Convention 2022-2026" not in desk.text


def test_an_action_goes_on_in_the_next_convention_and_its_history_says_so(action, desk):
    load_next()
    desk.get(f"/equipe/actions/{action.number}/identite")
    kept = [str(aim("PE1")), str(aim("NUM1"))]
    desk.submit("Enregistrer cette partie", commitments=[*kept, str(aim("PE1", "2027-2031"))])
    assert tied(action)[0] == sorted([*HELD[0], ("2027-2031", "PE1")])
    change = db.session.scalar(db.select(ActionChange).order_by(ActionChange.id.desc()).limit(1))
    assert change.after["commitments"] == ["2027-2031 PE1", "NUM1", "PE1"]


def test_an_envie_keeps_its_commitments_when_they_are_saved_unchanged(browser):
    centre = factories.centre()
    agent, envie = factories.staff(Role.AGENT, centre), factories.published(centre)
    accompaniment.link_commitments(envie, [aim("PE1"), aim("NUM1")], by=agent)
    load_next()
    browser.sign_in(agent)
    browser.get(f"/equipe/envies/{envie.number}/accompagnement")
    assert "Convention 2022-2026" in browser.text
    browser.submit("Enregistrer les engagements")
    browser.get(f"/envies/{envie.number}")
    for number in ("PE1", "NUM1"):
        assert browser.page.select_one(f'a[href="/conventions/2022-2026/engagements/{number}"]')


def test_a_question_that_ranks_offers_its_own_commitments_first():
    load_next()
    assert [one.period for one in building.offered()] == ["2027-2031"]


def test_places_and_bridges_stay_on_the_pathway(browser, action):
    nursery = places.place("Crèche des Lilas", steps=[step("laep"), step("creche")])
    places.bridge(step("creche"), step("laep"), "Une matinée ensemble", [nursery])
    browser.get("/parcours")
    before = browser.text
    assert "Crèche des Lilas" in before and "Une matinée ensemble" in before and action.title in before
    load_next()
    browser.get("/parcours")
    for words in ("Crèche des Lilas", "Une matinée ensemble", action.title):
        assert before.count(words) == browser.text.count(words)
    browser.get("/structures/?etape=laep")
    assert "Crèche des Lilas" in browser.text


def calendar(browser, key):
    browser.get(f"/agenda/instances/{key}.ics")
    return re.sub(r"DTSTAMP.*", "", browser.response.text)


def test_bodies_keep_seats_mandate_meetings_and_their_feed(browser):
    by, technical = somebody(), body("comite-technique")
    seats = [bodies.Seat(College.TOWN, "une élue")]
    said = bodies.Composition(mandate="Préparer les bilans.", sitting=seats)
    bodies.compose(technical, said, by=by, version=technical.version)
    added = bodies.add(
        technical.kind, bodies.Composition(name="Conseil citoyen", plain_text="On en parle."), by
    )
    for one in (technical, added):
        meeting(title=f"Séance : {one.key}", body_id=one.id)
    keys = technical.key, added.key
    seen = [calendar(browser, key) for key in keys]
    load_next()
    assert [calendar(browser, key) for key in keys] == seen and all("BEGIN:VEVENT" in one for one in seen)
    for key in keys:
        browser.get(f"/instances/{key}")
        assert f"Séance : {key}" in browser.text
    browser.get("/instances/comite-technique")
    assert "une élue" in browser.text and "Préparer les bilans." in browser.text
    browser.get("/instances/")
    assert "Le conseil des jeunes" in browser.text and "Conseil citoyen" in browser.text


def test_what_is_coming_is_not_shown_before_its_convention(browser):
    load_next(begun=False)
    browser.get("/instances/")
    assert "Le conseil des jeunes" not in browser.text
    browser.get("/instances/conseil-des-jeunes", status=404)
    assert not any(
        one.key == "conseil-des-jeunes" for one in db.session.scalars(bodies.queries.known_bodies())
    )


def test_the_words_of_the_town_are_those_of_the_convention_that_is_current():
    nursery, *others = document().pathway
    pathway = (replace(nursery, name="La crèche et la nounou"), *others)
    load_next(begun=False, pathway=pathway)
    assert step("creche").name == "La crèche"
    load_next(pathway=pathway)
    assert reread(step("creche")).name == "La crèche et la nounou"
    assert [one.name for one in queries.overview("2022-2026").steps][0] == "La crèche"


def test_a_working_group_follows_its_theme_and_its_meetings_stand_on_both(browser):
    theme = db.session.scalar(db.select(Theme).filter_by(code="JE"))
    group, by = body("groupes-thematiques"), somebody()
    bodies.compose(group, bodies.Composition(theme_id=theme.id), by=by, version=group.version)
    meeting(title="Le groupe jeunesse", body_id=group.id)
    load_next()
    for period in ("2022-2026", "2027-2031"):
        browser.get(f"/conventions/{period}/{theme.slug}/")
        assert "Le groupe jeunesse" in browser.text
    browser.get("/instances/groupes-thematiques")
    assert browser.page.select_one(f'a[href="/conventions/2027-2031/{theme.slug}/"]')


def test_old_short_addresses_lead_to_the_latest_convention_that_has_them(browser):
    load_next()
    for address, place in {
        "/convention/insertion-inclusion-numerique/": "/conventions/2022-2026/insertion-inclusion-numerique/",
        "/convention/engagements/num1": "/conventions/2022-2026/engagements/NUM1",
        "/convention/engagements/PE1": "/conventions/2027-2031/engagements/PE1",
    }.items():
        browser.get(address, status=302)
        assert browser.response.location.endswith(place)
    browser.get("/convention/nulle-part/", status=404)


def test_what_was_loaded_by_mistake_leaves_the_towns_own_as_they_were():
    known = {
        model: db.session.scalar(db.select(db.func.count(model.id))) for model in (PathwayStep, GoverningBody)
    }
    load_next()
    assert operations.remove_convention("2027-2031")
    for model, count in known.items():
        assert db.session.scalar(db.select(db.func.count(model.id))) == count
    assert [one.key for one in places.steps()][:3] == ["creche", "laep", "ecole"]


def test_a_convention_whose_own_step_serves_is_not_taken_away():
    new = replace(document().pathway[0], key="ludotheque", name="La ludothèque", position=8)
    load_next(pathway=(*document().pathway, new))
    places.place("La ludothèque du Phare", steps=[step("ludotheque")])
    with pytest.raises(operations.ConventionStillUsed, match="structure_step"):
        operations.remove_convention("2027-2031")
    assert db.session.scalar(db.select(db.func.count(Convention.id))) == 2


def test_a_body_keeps_a_theme_that_the_current_convention_has_no_more(desk):
    theme = db.session.scalar(db.select(Theme).filter_by(code="NUM"))
    group, by = body("groupes-thematiques"), somebody()
    bodies.compose(group, bodies.Composition(theme_id=theme.id), by=by, version=group.version)
    load_next()
    desk.get("/equipe/agenda/instances/groupes-thematiques")
    desk.submit("Enregistrer", mandate="Continuer.")
    assert reread(body("groupes-thematiques")).theme_id == theme.id


def test_envies_are_found_by_a_theme_of_before_and_actions_by_one_choice_for_a_code(
    browser, action, coordinator
):
    names = dict.fromkeys(["PE"], "Les tout-petits")
    themes = tuple(
        replace(one, name=names.get(one.code, one.name)) for one in document().themes if one.code != "NUM"
    )
    load_next(themes=themes)
    offered = finding_queries.offered()["theme"]
    assert offered["PE"] == "Les tout-petits" and "NUM" in offered and len(offered) == 7
    made = published("Une suite", coordinator, commitments=[aim("PE1"), aim("PE1", "2027-2031")])
    browser.get("/actions/")
    options = [
        flat(one.text) for one in browser.page.select("select[name=theme] option") if one["value"] == "PE"
    ]
    assert len(options) == 1 and options[0].endswith("(2)")
    browser.get(f"/actions/{made.number}")
    assert "(PE1)" in browser.text and "(2022-2026 PE1)" in browser.text


def test_whoever_follows_a_theme_hears_of_what_serves_it_in_the_next_convention(coordinator, clock):
    followed = db.session.scalar(db.select(Theme).filter_by(code="PE"))
    load_next()
    since = now()
    clock.shift(timedelta(minutes=5))
    made = published("Une suite", coordinator, commitments=[aim("PE1", "2027-2031")])
    editing.tell_progress(made, date(2026, 11, 20), "C’est parti.", "", by=coordinator)
    window, updates = news_queries.Window(since, now()), news_queries.SOURCES[Followed.THEME][1]
    told = [(theme, line.words) for theme, line in updates([followed.id], window)]
    assert told == [(followed.id, "C’est parti.")]
