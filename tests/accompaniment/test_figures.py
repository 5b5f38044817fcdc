"""What was counted: right or said to be wrong; what nobody recorded is « non renseigné », never zero."""

import pytest

from ctg_site.accompaniment import queries
from tests import factories
from tests.typography import flat


def kept(proposal):
    return queries.figures(factories.reread(proposal))


def known(desk):
    """What the page says is recorded, by its word."""
    words = [flat(tag.get_text()) for tag in desk.page.select("#figures dl > *")]
    return dict(zip(words[::2], words[1::2], strict=True))


def test_what_is_not_recorded_is_no_zero(at, desk, proposal):
    at("/bilan").submit("Enregistrer le bilan", participants="12", volunteer_hours="0", is_event="no")
    desk.follow()
    found = known(desk)
    assert (found["Personnes"], found["En tout"]) == ("12 personnes", "non renseigné")
    assert (found["Bénévolat"], found["0 à 6 ans"]) == ("0 heure", "non renseigné")
    assert (found["Événement"], found["Hors les murs"]) == ("non", "non renseigné")
    figures = kept(proposal)
    assert (figures.attendances, figures.volunteer_hours, figures.is_outdoors) == (None, 0, None)


def test_a_whole_record_comes_back_in_the_form(clock, at, desk, proposal):
    values = {
        "realised_on": "2026-11-20", "place": "Place du marché", "participants": "40", "attendances": "1 200",
        "aged_0_6": "4", "aged_26_59": "30", "volunteer_hours": "60", "is_outdoors": "yes",
        "is_event": "yes", "changed": "Les voisins se parlent.",
    }  # fmt: skip
    at("/bilan").submit("Enregistrer le bilan", **values)
    desk.follow()
    shown = {tag["name"]: tag.get("value") for tag in desk.page.select("#figures input[type=text]")}
    assert shown["participants"] == "40" and shown["attendances"] == "1200" and shown["aged_75"] == ""
    assert desk.page.select_one("[name=is_outdoors][value=yes]").has_attr("checked")
    desk.submit("Enregistrer le bilan", participants="")
    assert kept(proposal).participants is None and kept(proposal).attendances == 1200


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"participants": "30", "attendances": "12"}, "Il y a moins de participations (12) que de personnes"),
        ({"participants": "3", "aged_0_6": "2", "aged_75": "2"}, "Les âges font 4 personnes en tout, pour 3"),
        ({"attendances": "3", "aged_7_10": "4"}, "Les âges font 4 personnes en tout, pour 3"),
        ({"participants": "une dizaine"}, "Écrivez un nombre entier"),
        ({"participants": "-3"}, "Écrivez un nombre entier"),
        ({"participants": "1.5"}, "Écrivez un nombre entier"),
        ({"volunteer_hours": "9999999"}, "Écrivez un nombre entier"),
        ({"realised_on": "2026-12-31"}, "Cette date n’est pas encore passée."),
        ({"place": "x" * 121}, "Ce lieu est trop long"),
    ],
)
def test_what_is_wrong_is_said_and_kept(clock, at, desk, proposal, values, said):
    at("/bilan").submit("Enregistrer le bilan", changed="Des mots gardés.", status=422, **values)
    assert said in desk.text and kept(proposal) is None
    assert "Des mots gardés." in desk.page.select_one("[name=changed]").text
    name, typed = next(iter(values.items()))
    assert desk.page.select_one(f"[name={name}]")["value"] == typed


def test_two_people_at_once_one_is_told(at, desk, proposal):
    at("/bilan")
    stale = desk.page
    desk.submit("Enregistrer le bilan", participants="10")
    desk.page = stale
    desk.submit(
        "Enregistrer le bilan",
        participants="99",
        changed="Un texte bien long, qu’il serait dommage de ne pas garder.",
        status=409,
    )
    assert kept(proposal).participants == 10 and "dommage" in desk.page.select_one("textarea").text


@pytest.mark.parametrize("version", ["", "x", None])
def test_a_form_without_its_version_changes_nothing(at, desk, proposal, version):
    at("/bilan")
    data = {"participants": "3"} | ({} if version is None else {"version": version})
    desk.post(f"/equipe/envies/{proposal.number}/accompagnement/bilan", data, status=409)
    assert kept(proposal) is None
