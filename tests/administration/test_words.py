"""Editing reasons and templates of answers: the preview saves nothing, braces are checked."""

import pytest

from ctg_site.domain.policy import Role
from ctg_site.wording import operations, queries
from tests import factories
from tests.administration.test_settings import noted

NEW = "/equipe/reglages/motifs/nouveau"


@pytest.fixture
def keeper(browser):
    return browser.sign_in(factories.staff(Role.COORDINATOR))


def test_the_preview_shows_what_the_author_will_read_and_saves_nothing(keeper):
    keeper.get(NEW)
    typed = {"use": "refuse", "sentence": "C’est une demande <b>privée</b>.", "person": "Appelez {centre}."}
    keeper.submit("Voir ce que cela donne", **typed, status=200)
    shown = keeper.page.select_one("[aria-labelledby=t_preview]").get_text()
    assert "<b>privée</b>" in shown and "Appelez Centre Exemple." in shown
    assert queries.all_reasons() == [] and noted() == []
    keeper.submit("Enregistrer", to="/equipe/reglages/motifs")
    made = queries.reasons("refuse")[0]
    assert (made.sentence, made.person) == (typed["sentence"], typed["person"])
    assert noted() == [(f"motif n°\u00a0{made.id}", "création")]


def test_a_reason_is_changed_moved_and_set_aside(keeper):
    operations.load_first()
    reason = queries.reasons("hide")[1]
    keeper.get(f"/equipe/reglages/motifs/{reason.id}")
    keeper.submit("Enregistrer", sentence="Une autre phrase.", position="0")
    assert queries.reasons("hide")[0].sentence == "Une autre phrase."
    assert noted()[0][1] == "phrase, place"
    keeper.get(f"/equipe/reglages/motifs/{reason.id}")
    keeper.submit("Enregistrer", is_active=False)
    assert reason.id not in {one.id for one in queries.reasons("hide")}
    keeper.get("/equipe/reglages/motifs")
    assert "Mis de côté" in keeper.text


@pytest.mark.parametrize("button", ["Enregistrer", "Voir ce que cela donne"])
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"sentence": ""}, "Écrivez la phrase"),
        ({"sentence": "??"}, "trois lettres"),
        ({"sentence": "m" * 501}, "enlevez 1 caractère"),
        ({"sentence": "Bonjour {prenom}."}, "ne sait pas remplir {prenom}"),
        ({"person": "Appelez {0}."}, "ne sait pas remplir {0}"),
        ({"other_door": "{centre.phone}"}, "ne sait pas remplir {centre.phone}"),
        ({"position": "beaucoup"}, "Écrivez un nombre entier"),
        ({"position": "1000"}, "de 0 à 999"),
    ],
)
def test_a_reason_typed_wrong_is_refused_and_kept(keeper, button, wrong, told):
    keeper.get(NEW)
    keeper.submit(button, **({"use": "hide", "sentence": "Une phrase."} | wrong), status=422)
    assert told in keeper.text and queries.all_reasons() == []
    name, typed = next(iter(wrong.items()))
    field = keeper.page.select_one(f"[name={name}]")
    assert (field.get("value") or field.get_text()).strip() == typed


def test_a_reason_for_an_unknown_decision_is_refused(keeper):
    keeper.get(NEW)
    keeper.post(NEW, {"use": "publish", "sentence": "Une phrase."}, status=422)
    assert queries.all_reasons() == []


def test_a_reason_edited_by_two_people(keeper, other_browser):
    operations.load_first()
    address = f"/equipe/reglages/motifs/{queries.reasons('drop')[0].id}"
    second = other_browser.sign_in(factories.staff(Role.ADMINISTRATOR))
    for one in (keeper, second):
        one.get(address)
    keeper.submit("Enregistrer", sentence="La première phrase.")
    second.submit("Enregistrer", sentence="La seconde phrase.", status=409)
    assert "La première phrase." in second.text and "La seconde phrase." in second.text
    second.submit("Enregistrer")
    assert queries.reasons("drop")[0].sentence == "La seconde phrase."


def test_a_template_is_previewed_kept_and_has_a_title_of_its_own(keeper):
    keeper.get("/equipe/reglages/modeles/nouveau")
    typed = {"title": "Prendre des nouvelles", "text": "Envie n° {numero}, {centre}, {telephone}."}
    keeper.submit("Voir ce que cela donne", **typed, status=200)
    assert "Envie n° 12, Centre Exemple, 03 53 01 00 00." in keeper.text
    keeper.submit("Enregistrer", to="/equipe/reglages/modeles")
    keeper.get("/equipe/reglages/modeles/nouveau")
    keeper.submit("Enregistrer", **(typed | {"title": "PRENDRE des nouvelles"}), status=422)
    assert "Ce nom est déjà pris." in keeper.text
    assert [one.title for one in queries.templates()] == ["Prendre des nouvelles"]


def test_reasons_and_templates_may_be_taken_away(keeper):
    operations.load_first()
    reasons, templates = len(queries.all_reasons()), len(queries.all_templates())
    reason, template = queries.all_reasons()[0], queries.all_templates()[0]
    for address in (f"/equipe/reglages/motifs/{reason.id}", f"/equipe/reglages/modeles/{template.id}"):
        keeper.get(address)
        keeper.submit("Supprimer pour toujours")
        keeper.get(address, status=404)
    assert len(queries.all_reasons()) == reasons - 1 and len(queries.all_templates()) == templates - 1
