"""The page, the PDF, its two pages, the spreadsheet and the screens tell one content: the same figures."""

import re
from datetime import date

import pytest

from ctg_site.actions.editing import operations as actions
from ctg_site.committee import content, operations, telling
from ctg_site.committee import queries as reads
from ctg_site.db import db
from ctg_site.domain.committee import Criterion, Judgement, ToDecide
from ctg_site.domain.evaluation import Frequency, IndicatorKind
from ctg_site.domain.policy import Role
from ctg_site.models.convention import Convention, PathwayStep
from ctg_site.models.indicators import Indicator, Measure
from ctg_site.models.places import Bridge
from tests import factories
from tests.actions.test_public import commitment_ids
from tests.agenda.makers import TODAY, decided
from tests.committee.conftest import again
from tests.effects.sheets import read, words
from tests.spreadsheets import formulas, rows

LONG_AGO = date(2026, 5, 4)


@pytest.fixture
def busy(make, coordinator, hold):
    """Two commitments at work, with all that a sheet may hold."""
    both = commitment_ids("PE1", "JE1")
    known = make(
        "Le café des parents",
        identite={"commitments": both},
        etat={"state": "under_way"},
        budget={"fundings": [{"funder": "La CAF", "year": 2026, "planned": 1200, "granted": None}]},
    )
    quiet = make("Une action discrète", identite={"commitments": both[:1]})
    measured(known, value=31.0), measured(known, value=None)
    news(known, "Le café a ouvert.", TODAY, coordinator), news(quiet, "On prépare.", LONG_AGO, coordinator)
    decided(hold(day=date(2026, 11, 3)), commitments=[int(both[1])], due_on=LONG_AGO)
    return known, quiet


def measured(action, value):
    made = Indicator(
        action_id=action.id,
        name="=Familles venues",
        kind=IndicatorKind.OUTPUT,
        unit="familles",
        frequency=Frequency.YEARLY,
        baseline=12.0,
    )
    db.session.add(made)
    db.session.flush()
    db.session.add(Measure(indicator_id=made.id, year=2026, target=40.0, value=value))
    db.session.commit()


def news(action, text, on, by):
    actions.tell_progress(action, on, text, "une note interne", by=by)


def plain(text):
    return re.sub(r"\s+", " ", text.replace("\u202f", " ").replace("\u00a0", " "))


def spreadsheet(browser, file):
    """The bytes of the spreadsheet, as the link gives them."""
    return browser._send("GET", f"/equipe/dossiers/{file.id}/dossier.xlsx").data


def figures_of_page(browser):
    """Each line of the tables « Ce qui est compté » of the page: what it says, its figure."""
    lines = browser.page.select("#en_bref tbody tr")
    return {plain(line.th.get_text()).strip(): plain(line.td.get_text()).strip() for line in lines}


def test_the_figures_are_equal_in_page_pdf_and_spreadsheet(busy, the_file, desk):
    file = the_file()
    totals = file.gathered["totals"]
    desk.get(f"/equipe/dossiers/{file.id}")
    shown = figures_of_page(desk)
    desk.get(f"/equipe/dossiers/{file.id}/dossier.pdf")
    printed = plain(words(read(desk.response.data)))
    taken = spreadsheet(desk, file)
    sheet = {line[0]: line[1] for line in rows(taken, "Chiffres")[1:]}
    assert formulas(taken) == []
    assert len(shown) == len(sheet) == len(telling.FIGURES) > 10
    for name, (said, money) in telling.FIGURES.items():
        value = plain(telling.figure(totals[name], money))
        assert shown[said] == value, said
        assert f"{said} {value}" in printed, said
        assert sheet[said] == totals[name], said
    counted = {name: totals[name] for name in ("commitments", "actions", "begun", "silent", "indicators")}
    assert counted == {"commitments": 19, "actions": 2, "begun": 1, "silent": 1, "indicators": 2}
    assert (totals["without_action"], totals["indicators_missing"], totals["open_decisions"]) == (17, 1, 1)
    assert (totals["planned"], totals["granted"]) == (1200.0, None)


def test_the_figures_of_each_commitment_too(busy, the_file, desk):
    file = the_file()
    _, *lines = rows(spreadsheet(desk, file), "Engagements")
    desk.get(f"/equipe/dossiers/{file.id}")
    for line in lines:
        table = desk.page.select_one(f"#engagement_{line[0].lower()} table")
        shown = [plain(row.td.get_text()).strip() for row in table.select("tbody tr")]
        assert shown == [str(value) for value in line[3:]]
    assert len(lines) == 19 and next(line for line in lines if line[0] == "PE1")[3:] == [2, 1, 0, 0, 0]


def test_a_sheet_tells_news_what_is_missing_and_what_is_late(busy, the_file, desk):
    file = the_file()
    desk.get(f"/equipe/dossiers/{file.id}")
    sheet = plain(desk.page.select_one("#engagement_je1").get_text(" "))
    for part in ("Le café a ouvert.", "ce qui est constaté", "La CAF", "1 200 €", "4 mai 2026, en retard"):
        assert part in sheet, part
    assert "une note interne" not in desk.text
    missing = plain(desk.page.select_one("#manques").get_text(" "))
    assert "Une action discrète : sans nouvelle depuis le 4 mai 2026" in missing
    assert "Engagement JE2 : aucune action publiée." in missing
    assert "Aucune passerelle de" in missing


def test_a_step_that_a_bridge_follows_misses_nothing(the_file):
    steps = list(db.session.scalars(db.select(PathwayStep).order_by(PathwayStep.position)))
    held = db.session.scalar(db.select(Convention.id))
    without = reads.steps_without_bridge(held)
    assert len(without) == len(steps) - 1
    db.session.add(
        Bridge(from_step_id=steps[0].id, to_step_id=steps[1].id, title="Visite", plain_text="Oui.")
    )
    db.session.commit()
    assert reads.steps_without_bridge(held) == without[1:]


def test_envies_are_counted_once_and_their_titles_shown(the_file, make, coordinator):
    one = factories.reread(factories.published(title="Un jardin partagé"))
    make("Jardiner", identite={"commitments": commitment_ids("PE1", "JE1")}, liens={"proposals": [one.id]})
    file = the_file()
    counts = {sheet["number"]: sheet["envies"] for sheet in file.gathered["sheets"]}
    assert counts["PE1"]["published"] == counts["JE1"]["published"] == 1
    assert counts["PE1"]["latest"] == [{"number": one.id, "title": "Un jardin partagé"}]
    assert file.gathered["totals"]["envies"] == 1


def test_a_file_is_compared_with_the_one_of_the_year_before(make, the_file, coordinator, desk):
    make("La première", identite={"commitments": commitment_ids("PE1")})
    last_year = the_file(day=date(2025, 12, 2))
    assert last_year.gathered["before"] is None
    operations.validate(last_year, by=coordinator, version=last_year.version)
    make("La deuxième", identite={"commitments": commitment_ids("PE1")})
    file = the_file()
    assert file.gathered["since"] == "2025-12-02"
    desk.get(f"/equipe/dossiers/{file.id}")
    table = desk.page.select_one("#en_bref table")
    assert "2 décembre 2025" in plain(table.thead.get_text(" "))
    line = next(row for row in table.select("tbody tr") if "Actions publiées" in row.get_text())
    assert [plain(cell.get_text()).strip() for cell in line.select("td")] == ["2", "1"]
    assert ["Actions publiées, chacune comptée une fois", 2, 1] in rows(spreadsheet(desk, file), "Chiffres")


def test_one_that_is_not_validated_is_compared_with_nothing(the_file):
    the_file(day=date(2025, 12, 2))
    assert the_file().gathered["before"] is None


def test_the_screens_follow_each_other_by_links_one_commitment_each(the_file, desk):
    file = the_file()
    desk.get(f"/equipe/dossiers/{file.id}/projection/1")
    assert not desk.page.select("a[rel=prev]")
    seen = []
    while link := desk.page.select_one("a[rel=next]"):
        seen.append(desk.page.h1.get_text())
        desk.get(link["href"])
    seen.append(desk.page.h1.get_text())
    told = reads.shown(again(file))
    assert seen == [section.title for section in telling.sections(told)] and len(seen) == len(set(seen))
    assert sum(title.startswith(("PE", "PA", "JE", "AVS", "NUM", "CV", "TR")) for title in seen) >= 19
    desk.get(f"/equipe/dossiers/{file.id}/projection/{len(seen) + 1}", status=404)
    desk.get(f"/equipe/dossiers/{file.id}/projection/0", status=404)


def test_the_plain_version_holds_in_two_pages_whatever_is_written(the_file, coordinator, desk):
    file = the_file()
    long = " ".join(["Nous avons ouvert deux lieux et formé douze personnes."] * 9)
    themes = {one["code"]: long for one in file.gathered["themes"]}
    asked = {str(kind): ["Ouvrir une permanence le samedi matin. " * 5] * 10 for kind in ToDecide}
    operations.write(file, {"themes": themes, "to_decide": asked}, by=coordinator, version=file.version)
    desk.get(f"/equipe/dossiers/{file.id}/deux-pages.pdf")
    sheet = read(desk.response.data)
    assert len(sheet.pages) <= 2
    said = plain(words(sheet))
    assert "Engagements de la convention : 19" in said and "Et 28 autres, dans le dossier." in said


def test_partners_answer_side_by_side_and_their_differences_stay(the_file, browser, partner, coordinator):
    file = the_file()
    other = factories.staff(Role.AGENT, factories.centre(), name="Bo Exemple")
    for person, name, judged, why in (
        (partner, "la CAF", "yes", "Les besoins sont là."),
        (other, "le centre", "no", "Pas le samedi."),
    ):
        browser.sign_in(person)
        browser.get("/equipe/dossiers/")
        assert "Répondre" in browser.text
        browser.get(f"/equipe/dossiers/{file.id}/questions/PE")
        browser.submit(
            "Enregistrer mes réponses", in_name_of=name, relevance=judged, relevance_why=why, means="unknown"
        )
        browser.follow()
        assert "Vos réponses sont enregistrées." in browser.text and name in browser.text
        browser.get(f"/equipe/dossiers/{file.id}", status=403)
    browser.get(f"/equipe/dossiers/{file.id}/questions/PE")
    assert browser.page.select_one("textarea[name=relevance_why]").get_text().strip() == "Pas le samedi."
    whole = again(file)
    told = reads.shown(whole)["evaluation"]
    assert [(one["theme"], one["criterion"], len(one["answers"])) for one in told] == [
        ("PE", "relevance", 2),
        ("PE", "means", 2),
    ]
    browser.sign_in(coordinator).get(f"/equipe/dossiers/{file.id}")
    theme = plain(browser.page.select_one("#theme_pe").get_text(" "))
    assert "Les réponses diffèrent." in theme and theme.count("Les réponses diffèrent.") == 1
    assert "Les besoins sont là." in theme and "Pas le samedi." in theme and "la CAF (Inès Exemple)" in theme
    operations.validate(whole, by=coordinator, version=whole.version)
    browser.sign_in(partner).get(f"/equipe/dossiers/{file.id}")
    assert "Pas le samedi." in browser.text and "Valider le dossier" not in browser.text
    browser.get(f"/equipe/dossiers/{file.id}/questions/PE")
    assert "ne changent plus" in browser.text


def test_a_reason_goes_with_an_answer_and_a_name(the_file, browser, partner):
    file = the_file()
    browser.sign_in(partner).get(f"/equipe/dossiers/{file.id}/questions/JE")
    browser.submit(
        "Enregistrer mes réponses", status=422, in_name_of="", aims="", aims_why="Trois lieux ont ouvert."
    )
    assert "Dites au nom de qui vous répondez" in browser.text and "Choisissez une réponse" in browser.text
    assert "Trois lieux ont ouvert." in browser.text
    browser.get(f"/equipe/dossiers/{file.id}/questions/XX", status=404)


def test_answers_written_again_take_the_place_of_the_first(the_file, partner):
    file = the_file()
    theme = reads.themes(file)[0]
    for judged in (Judgement.YES, Judgement.NO, None):
        operations.answer(file, theme, {Criterion.AIMS: (judged, "Parce que.")}, "la CAF", by=partner)
        found = [one["judgement"] for one in reads.answers(file)]
        assert found == ([judged] if judged else [])


def test_the_coordination_writes_its_words_and_what_is_to_be_decided(the_file, desk):
    file = the_file()
    desk.get(f"/equipe/dossiers/{file.id}")
    desk.click("Écrire deux phrases par thème, et ce qui est à décider")
    desk.submit("Enregistrer", status=422, theme_PE="x" * 501, decide_fund="\n".join(["une ligne"] * 11))
    assert "trop long" in desk.text and "trop de lignes" in desk.text
    desk.submit("Enregistrer", theme_PE="Deux lieux ont ouvert.", decide_fund="Le café\n\nLa ludothèque")
    desk.follow()
    assert "Les mots du dossier sont enregistrés." in desk.text
    decide = plain(desk.page.select_one("#a_decider").get_text(" "))
    assert "À financer : Le café" in decide and "À financer : La ludothèque" in decide
    assert "Deux lieux ont ouvert." in desk.page.select_one("#theme_pe").get_text()


def test_sums_tell_nothing_of_what_nobody_recorded():
    assert content.added([]) is None and content.added([None, None]) is None
    assert content.added([None, 0.1, 0.2]) == 0.3


def test_reading_a_file_costs_the_same_at_few_answers_and_at_many(the_file, desk, queries):
    file, costs = the_file(), []
    theme = reads.themes(file)[0]
    for several in (1, 5):
        for _ in range(several):
            by = factories.staff(Role.PARTNER)
            operations.answer(file, theme, {Criterion.AIMS: (Judgement.YES, "")}, "un partenaire", by=by)
        queries.clear()
        desk.get(f"/equipe/dossiers/{file.id}")
        costs.append(len(queries))
    assert costs[0] == costs[1] < 12
