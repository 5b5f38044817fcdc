"""A draft takes a theme, loses another with its reason, and is given other days that can be."""

from datetime import date

import pytest

from ctg_site.convention import draft_parts_operations as parts
from ctg_site.convention import drafting_operations as drafting
from ctg_site.convention import years_operations as years
from ctg_site.convention.drafting_operations import CommitmentWords, DraftFrame
from ctg_site.db import db
from ctg_site.domain.conventions import RESERVED_SLUGS, ConventionEvent, theme_code, theme_slug
from ctg_site.domain.participation import Choice
from ctg_site.domain.renewal import Continuity
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.models.convention import Commitment, Theme
from ctg_site.models.renewal import ContinuityLine
from ctg_site.opinions import operations as opinions
from ctg_site.renewal import queries as renewal
from tests.agenda.makers import somebody
from tests.convention.test_drafting import LAST, begin, drafted, the
from tests.lens import load_next
from tests.typography import flat

pytestmark = pytest.mark.usefixtures("clock", "first")
WORDS, NEW = "/equipe/conventions/2027-2031/mots", "/conventions/2027-2031/"


def theme(code, period="2027-2031"):
    return db.session.scalar(db.select(Theme).filter_by(code=code, convention_id=the(period).id))


def fates():
    """What the continuity table says, by the name of each part: what it becomes, and why."""
    db.session.expire_all()
    both = renewal.comparison(the())
    return {renewal.name_of(renewal.old_of(line)): (line.fate, line.why) for line in both.lines}


@pytest.mark.parametrize(
    ("name", "taken", "code"),
    [
        ("Logement", (), "LO"),
        ("Logement", ("LO",), "LOG"),
        ("Culture et sport", (), "CS"),
        ("L’accès aux droits", ("AD",), "AC"),
        ("Été", (), "ET"),
        ("2030", (), "AA"),
        ("A", (), "AA"),
    ],
)
def test_a_theme_takes_a_code_that_is_its_own(name, taken, code):
    assert theme_code(name, taken) == code


def test_a_theme_never_takes_an_address_of_the_convention(app):
    heads = "/conventions/<period>/"
    after = (
        str(one)[len(heads) :].split("/")[0] for one in app.url_map.iter_rules() if str(one).startswith(heads)
    )
    assert {one for one in after if one and not one.startswith("<")} == RESERVED_SLUGS
    assert theme_slug("Documents", ()) == "documents-2" and theme_slug("★", ()) == "theme"
    assert theme_slug("Été", ("ete", "ete-2")) == "ete-3"


def test_a_theme_is_added_with_its_commitment_and_read_once_published(desk, other_browser):
    begin()
    desk.get(WORDS)
    desk.click("Ajouter un thème")
    desk.submit(
        "Ajouter ce thème", name="Le sport", title="Des terrains", text="Des terrains ouverts.", status=422
    )
    assert "Dites ce dont ce thème parle." in desk.text
    desk.submit("Ajouter ce thème", about="Bouger ensemble.", status=303)
    desk.follow()
    assert "Le thème est ajouté" in desk.text and "SP1" in desk.text
    years.show(the("2027-2031"), ConventionEvent.PUBLISH_DRAFT, by=somebody())
    other_browser.get(f"{NEW}le-sport/")
    assert "Bouger ensemble." in other_browser.text and "Des terrains" in other_browser.text
    other_browser.get(f"{NEW}engagements/SP1")
    assert "Ceci est un projet." in other_browser.text
    before = {theme("NUM").code, theme("NUM", "2022-2026").code}
    assert before == {"NUM"}, "the same theme keeps the same code"


def test_a_theme_is_dropped_with_its_reason_in_the_continuity(desk):
    begin()
    gone = theme("NUM")
    numbers = [one.number for one in db.session.scalars(db.select(Commitment).filter_by(theme_id=gone.id))]
    desk.get(f"/equipe/conventions/mots/themes/{gone.id}")
    desk.click("Retirer ce thème du projet")
    assert all(one in desk.text for one in numbers)
    desk.submit("Retirer du projet", why="", status=422)
    assert "Dites pourquoi, en une phrase." in desk.text and theme("NUM") is not None
    desk.submit("Retirer du projet", why="Chaque thème en parle.", status=303)
    desk.follow()
    assert "C’est retiré du projet." in desk.text
    assert theme("NUM") is None and theme("NUM", "2022-2026") is not None
    dropped = (Continuity.DROPPED, "Chaque thème en parle.")
    assert fates() == dict.fromkeys(["NUM", *numbers], dropped) and len(numbers) == 3
    desk.get("/equipe/renouvellement/2022-2026/continuite")
    assert flat(desk.text).count("Chaque thème en parle.") == 4


def test_what_went_on_in_it_ends_too_and_what_was_new_in_it_is_forgotten():
    begin()
    made = parts.add_commitment(theme("JE"), CommitmentWords("Un lieu", "Il vise un lieu."), by=somebody())
    lines = [
        ContinuityLine(
            next_id=the("2027-2031").id, fate=Continuity.NEW, why="Neuf.", new_commitment_id=made.id
        ),
        ContinuityLine(
            next_id=the("2027-2031").id,
            fate=Continuity.CHANGED,
            why="Ensemble.",
            old_commitment_id=renewal.comparison(the()).old_commitments[0].id,
            new_commitment_id=made.id,
        ),
    ]
    db.session.add_all(lines)
    db.session.commit()
    with pytest.raises(parts.WhyMissing):
        parts.drop(drafted("JE4"), "", by=somebody())
    parts.drop(drafted("JE4"), "Rien n’a suivi.", by=somebody())
    assert fates() == {"PE1": (Continuity.DROPPED, "Rien n’a suivi.")} and drafted("JE4") is None


def test_what_people_spoke_of_stays(desk):
    begin()
    years.show(the("2027-2031"), ConventionEvent.PUBLISH_DRAFT, by=somebody())
    opinions.tap(drafted("JE1"), Choice.USEFUL, "un appareil")
    desk.get(f"/equipe/conventions/mots/themes/{theme('JE').id}/retirer")
    desk.submit("Retirer du projet", why="Fini.", status=303)
    desk.follow()
    assert "Il sert déjà" in flat(desk.text) and drafted("JE1") is not None and fates() == {}


def test_its_title_and_its_days_are_changed_and_its_years_follow(desk):
    begin()
    desk.get(WORDS)
    desk.click("Changer son titre et ses jours")
    desk.submit(
        "Enregistrer le titre et les jours", title="Notre convention", last_day="2029-12-31", status=303
    )
    desk.follow()
    assert "Le titre et les jours sont enregistrés." in desk.text
    made = the("2027-2029")
    assert (made.title, made.starts_on, made.ends_on) == (
        "Notre convention",
        date(2027, 1, 1),
        date(2029, 12, 31),
    )


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (
            ("2026-06-01", "2030-12-31"),
            "La convention 2022-2026 court du 1er janvier 2022 au 31 décembre 2026",
        ),
        (("2020-01-01", "2022-03-01"), "deux conventions ne se chevauchent pas"),
        (("2028-01-01", "2027-12-31"), "choisissez un dernier jour plus tard"),
        (("2027-01-01", "2040-12-31"), "ne dure pas plus de dix ans"),
        (("2027-01-01", "2031-02-30"), "Écrivez une date"),
        (("", "2031-12-31"), "Choisissez son premier jour."),
    ],
)
def test_days_that_cannot_be_are_refused_in_a_sentence(desk, days, said):
    begin()
    desk.get(f"{WORDS}/titre-et-jours")
    desk.submit("Enregistrer le titre et les jours", first_day=days[0], last_day=days[1], status=422)
    assert said in flat(desk.text)
    assert (the("2027-2031").starts_on, the("2027-2031").ends_on) == (date(2027, 1, 1), LAST)


def test_the_years_of_a_published_draft_stay_since_they_are_its_address(desk):
    begin()
    years.show(the("2027-2031"), ConventionEvent.PUBLISH_DRAFT, by=somebody())
    desk.get(f"{WORDS}/titre-et-jours")
    desk.submit("Enregistrer le titre et les jours", last_day="2030-12-31", status=422)
    assert "Les adresses du projet publié disent 2027-2031" in flat(desk.text)
    desk.submit("Enregistrer le titre et les jours", last_day="2031-06-30", status=303)
    assert the("2027-2031").ends_on == date(2031, 6, 30)


def test_an_act_says_its_own_themes_and_days(desk):
    load_next(begun=False)
    desk.get(WORDS)
    assert "Ajouter un thème" not in desk.text and "Changer son titre" not in desk.text
    frame = DraftFrame("Autre", date(2027, 1, 1), date(2030, 12, 31))
    for write in (
        lambda: drafting.set_frame(the("2027-2031"), frame, by=somebody()),
        lambda: parts.add_theme(the("2027-2031"), "Sport", "", CommitmentWords("Un", "Deux"), by=somebody()),
        lambda: parts.drop(theme("JE"), "Fini.", by=somebody()),
    ):
        with pytest.raises(InvalidTransition):
            write()
    desk.get(f"/equipe/conventions/mots/themes/{theme('JE').id}/retirer", status=404)
