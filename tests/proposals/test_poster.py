"""The poster of a published envie: its words, its centre, and nothing once it is hidden."""

from ctg_site.accounts.queries import by_email
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Decision
from ctg_site.moderation import operations as moderation
from tests import factories
from tests.effects.sheets import alternatives, read, words


def poster(browser, proposal, status=200):
    browser.get(f"/envies/{proposal.number}/affiche.pdf", status=status)
    return browser.response


def test_the_page_leads_to_a_poster_that_says_the_same(browser):
    centre = factories.centre(name="Centre Exemple", address="12 rue de l’Exemple")
    district = factories.district(name="Cité 12")
    envie = factories.published(
        centre, "Un jardin partagé", text="On cultive ensemble.", district=district.slug
    )
    browser.get(f"/envies/{envie.number}")
    browser.click("Affiche à imprimer (PDF)")
    answer = browser.response
    assert answer.mimetype == "application/pdf" and "ETag" in answer.headers
    assert answer.headers["Content-Disposition"] == f"attachment; filename=affiche-envie-{envie.number}.pdf"
    sheet = read(answer.data)
    said = words(sheet)
    address = f"http://localhost/envies/{envie.number}"
    for part in (
        "Un jardin partagé",
        "On cultive ensemble.",
        "Cité 12",
        "Centre Exemple",
        "rue de l’Exemple",
    ):
        assert part in said
    assert (
        address in said and address in alternatives(sheet)[0] and sheet.metadata.title == "Un jardin partagé"
    )


def test_it_names_nobody_and_holds_the_published_words_only(browser):
    envie = factories.published(title="Un jardin", text="Canari du jardin.", first_name="Zoéline")
    said = words(read(poster(browser, envie).data))
    assert "Zoéline" not in said and "camille@" not in said


def test_without_centre_the_town_answers(browser):
    envie = factories.published(title="Un jardin")
    envie.structure_id = None
    factories.save(envie)
    assert "Un centre socioculturel de" in words(read(poster(browser, envie).data))


def hide(envie):
    agent, kept = factories.staff(Role.COORDINATOR), factories.reread(envie)
    moderation.decide(
        kept, Decision.HIDE, by=by_email(agent.email), version=kept.version, reason="Une erreur."
    )


def test_hidden_or_never_published_there_is_none(browser):
    waiting, envie = factories.proposal(), factories.published()
    poster(browser, waiting, status=404)
    poster(browser, envie)
    hide(envie)
    poster(browser, envie, status=404)
    browser.get("/envies/999/affiche.pdf", status=404)


def test_the_same_poster_is_not_sent_twice(app):
    address, client = f"/envies/{factories.published().number}/affiche.pdf", app.test_client()
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_a_poster_costs_three_statements(browser, queries):
    envie = factories.published()
    queries.clear()
    poster(browser, envie)
    assert len(queries) == 3
