"""A story is told with consent, published as an act, and gone as soon as the envie or the story is hidden."""

from io import BytesIO

import pytest

from ctg_site.accompaniment import queries
from ctg_site.accompaniment.stories import operations
from ctg_site.db import db
from ctg_site.domain.vocabulary import PhotoShows, Visibility
from ctg_site.domain.workflow import Decision
from ctg_site.effects import files
from ctg_site.models.audit import AuditEntry
from ctg_site.services import delivery
from tests import factories, wire


def told(at, **values):
    return at("/recit").submit("Garder le récit", **{"story_text": "Le jardin a ouvert."} | values)


def sent(content, name="jardin.jpg", **answers):
    """A photo as a browser sends it."""
    given = {"photo_alt": "Des mains dans la terre.", "photo_shows": "nobody"} | answers
    return {key: value for key, value in given.items() if value is not None} | {
        "photo_photo": (BytesIO(content), name)
    }


@pytest.fixture
def send(at, desk, proposal):
    def go(content, status=303, name="jardin.jpg", **answers):
        at("/recit")
        address = f"/equipe/envies/{proposal.number}/accompagnement/recit/photo"
        return desk.post(address, sent(content, name, **answers), status=status)

    return go


@pytest.fixture
def story(proposal):
    return lambda: queries.story(factories.reread(proposal))


def test_the_public_reads_the_story_once_it_is_published(
    at, desk, proposal, send, photo, other_browser, mailbox, story
):
    told(at)
    at("/bilan").submit("Enregistrer le bilan", participants="40", changed="On se parle.")
    send(photo((300, 200)))
    at("/recit").submit(
        "Ajouter ces mots", quote_words="C’est chez nous.", quote_said_by="Une voisine", quote_agreed=True
    )
    page = f"/envies/{proposal.number}"
    picture = f"{page}/photos/{story().photos[0].id}"
    other_browser.get(page)
    assert "Le jardin a ouvert." not in other_browser.text
    for address in (picture, f"{picture}/petite"):
        other_browser.get(address, status=404)
    at("/recit").submit("Publier le récit")
    other_browser.get(page)
    for words in ("Le jardin a ouvert.", "C’est chez nous.", "Une voisine", "On se parle."):
        assert words in other_browser.text
    assert "Personnes différentes : 40" in other_browser.text
    assert "Participations en tout : non renseigné" in other_browser.text
    image = other_browser.page.select_one(".shots img")
    assert (image["width"], image["height"], image["loading"]) == ("300", "200", "lazy")
    assert image["alt"] == "Des mains dans la terre." and image["src"] == f"{picture}/petite"
    for address in (picture, f"{picture}/petite"):
        other_browser.get(address)
        assert other_browser.response.mimetype == "image/webp"
    after = factories.reread(proposal)
    assert after.stage == "story"
    assert "story_published" in db.session.scalars(db.select(AuditEntry.event)).all()
    db.session.commit()
    delivery.deliver_pending()
    assert "récit de votre envie" in mailbox[-1]["Subject"]


@pytest.mark.parametrize("hidden_by", ["the centre", "its author", "a withdrawal", "the story alone"])
def test_all_is_hidden_with_it(at, desk, proposal, agent, send, photo, other_browser, story, hidden_by):
    told(at)
    send(photo())
    at("/recit").submit("Publier le récit")
    picture = f"/envies/{proposal.number}/photos/{story().photos[0].id}"
    other_browser.get(picture)
    hide(hidden_by, factories.reread(proposal), agent)
    for address in (picture, f"{picture}/petite"):
        other_browser.get(address, status=404)
    if hidden_by == "the story alone":
        other_browser.get(f"/envies/{proposal.number}")
        assert "Le jardin a ouvert." not in other_browser.text
    else:
        other_browser.get(f"/envies/{proposal.number}", status=404)


def hide(by, proposal, agent):
    if by == "the centre":
        given = {"by": agent_of(agent), "version": proposal.version, "reason": "Une erreur."}
        factories.moderation.decide(proposal, Decision.HIDE, **given)
    elif by == "its author":
        factories.follow_up.choose_visibility(proposal, Visibility.PRIVATE, by=factories.author(proposal))
    elif by == "a withdrawal":
        factories.follow_up.withdraw(proposal, by=factories.author(proposal))
    else:
        operations.hide_story(proposal, by=agent_of(agent))


def agent_of(agent):
    return factories.by_email(agent.email)


def test_an_envie_that_is_not_public_keeps_its_story_inside(desk, agent, centre):
    private = factories.decided(Decision.KEEP_PRIVATE, centre, by=agent)
    address = f"/equipe/envies/{private.number}/accompagnement/recit"
    desk.get(address)
    desk.submit("Garder le récit", story_text="Un récit pour nous.")
    desk.follow()
    assert "son récit ne peut pas l’être" in desk.text and "Publier le récit" not in desk.text
    desk.post(f"{address}/publier", {"story_version": "1"}, status=409)


def test_the_words_of_the_person_need_their_consent(at, desk, proposal, story):
    told(at, story_voice="author", status=422)
    assert "Demandez son accord à la personne" in desk.text and "Donnez le jour où" in desk.text
    assert "Le jardin a ouvert." in desk.page.select_one("[name=story_text]").text
    assert story() is None
    desk.submit("Garder le récit", story_agreed=True, story_consented_on="20/11/2026")
    assert (story().voice, story().consented_on.day) == ("author", 20)


def test_a_quote_needs_a_consent_and_no_way_to_reach_its_speaker(at, desk, proposal, story):
    at("/recit").submit(
        "Ajouter ces mots", quote_words="Bravo.", quote_said_by="sami@example.org", status=422
    )
    assert "Demandez-lui son accord d’abord." in desk.text and "N’écrivez ici ni téléphone" in desk.text
    assert story() is None


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"photo_alt": ""}, "Décrivez la photo en une phrase."),
        ({"photo_alt": "!"}, "Décrivez la photo en une phrase."),
        ({"photo_shows": None}, "Dites qui l’on reconnaît."),
        ({"photo_shows": "adults"}, "Demandez l’accord de chaque personne"),
        ({"photo_shows": "minors", "photo_people_agreed": "y"}, "Demandez l’accord des parents"),
        (
            {"photo_shows": "minors", "photo_people_agreed": "y", "photo_parents_agreed": "y"},
            "Demandez aussi leur accord aux enfants",
        ),
        ({"photo_shows": "adults", "photo_people_agreed": "y", "photo_consented_on": ""}, "Donnez le jour"),
    ],
)
def test_a_photo_needs_words_and_consents(send, desk, photo, story, answers, said):
    send(photo(), status=422, **answers)
    assert said in desk.text and story() is None


def test_the_consents_are_kept_with_who_noted_them(send, photo, story, agent):
    ticks = {f"photo_{who}_agreed": "y" for who in ("people", "parents", "children")}
    send(photo(), photo_shows="minors", photo_consented_on="2026-11-20", **ticks)
    (kept,) = story().photos
    assert kept.shows is PhotoShows.MINORS and kept.consented_on.day == 20 and kept.actor_id == agent.id
    assert kept.people_agreed and kept.parents_agreed and kept.children_agreed


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "vide.jpg", "Le site ne sait pas lire ce fichier"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 500, "IMG_0001.HEIC", "Réglages, Appareil photo, Formats"),
        (b"<svg onload=alert(1)/>", "dessin.svg", "Le site ne sait pas lire ce fichier"),
        (b"MZ\x90" + b"\x00" * 400, "photo.jpg", "Le site ne sait pas lire ce fichier"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 400, "../../etc/passwd", "Le site ne sait pas lire ce fichier"),
    ],
)
def test_a_disguised_file_is_refused_kindly(send, desk, story, content, name, said):
    send(content, status=422, name=name)
    assert said in desk.text and story() is None
    assert desk.page.select_one("[name=photo_alt]")["value"] == "Des mains dans la terre."


def test_no_file_is_said(at, desk, proposal):
    at("/recit")
    address = f"/equipe/envies/{proposal.number}/accompagnement/recit/photo"
    desk.post(address, {"photo_alt": "Un jardin.", "photo_shows": "nobody"}, status=422)
    assert "Choisissez une photo." in desk.text


def test_a_file_beyond_the_limit_is_said(app, send, desk, monkeypatch):
    assert app.view_functions["story.photo"].most_bytes == 40 * 1024 * 1024
    monkeypatch.setattr(app.view_functions["story.photo"], "most_bytes", 350_000)
    send(b"\xff" * 400_000, status=413)
    assert "il dépasse ce que le site accepte" in desk.text


def test_the_limit_is_lifted_for_photos_and_for_the_staff_alone(app, at, desk, proposal, other_browser):
    at()
    large = {"step_text": "x" * 300_000}
    desk.post(f"/equipe/envies/{proposal.number}/accompagnement/fait", large, status=413)
    other_browser.get("/equipe/connexion")
    address = f"/equipe/envies/{proposal.number}/accompagnement/recit/photo"
    other_browser.post(address, sent(b"\xff" * 300_000), status=413)


def test_four_photos_at_most(send, at, desk, photo, story, proposal):
    for _ in range(4):
        send(photo())
    at("/recit")
    assert "Le récit a ses quatre photos." in desk.text and not desk.page.select("[type=file]")
    before = sorted(files.settings().files_dir.iterdir())
    send(photo(), status=409)
    assert len(story().photos) == 4 and sorted(files.settings().files_dir.iterdir()) == before


def test_a_consent_may_be_withdrawn(send, at, desk, photo, story):
    send(photo())
    name = story().photos[0].name
    at("/recit").submit("Oui, retirer : Des mains dans la terre.")
    assert not story().photos and files.read_photo(name) is None


def test_the_staff_see_the_photo_before_the_public(send, at, desk, photo, story, proposal, other_browser):
    send(photo())
    preview = at("/recit").page.select_one(".shots img")["src"]
    desk.get(preview)
    assert desk.response.mimetype == "image/webp" and desk.response.headers["Cache-Control"] == "no-store"
    other_browser.sign_in(factories.staff("agent", factories.centre()))
    other_browser.get(preview, status=404)
    mine = factories.published(factories.centre())
    desk.get(preview.replace(f"/{proposal.number}/", f"/{mine.number}/", 1), status=404)


def test_a_photo_is_reached_through_its_own_envie_alone(send, at, photo, story, centre, other_browser):
    told(at)
    send(photo())
    at("/recit").submit("Publier le récit")
    other = factories.published(centre)
    other_browser.get(f"/envies/{other.number}/photos/{story().photos[0].id}", status=404)


def test_two_people_write_at_once_one_is_told(at, desk, story):
    at("/recit")
    stale = desk.page
    told(at)
    desk.page = stale
    desk.submit(
        "Garder le récit", story_text="Un autre récit, assez long, qui serait perdu sinon.", status=409
    )
    assert "serait perdu" in desk.page.select_one("textarea").text and story().text == "Le jardin a ouvert."


def test_nobody_publishes_what_they_wrote_for_their_own_centre(at, desk, proposal, agent, story):
    told(at)
    proposal.own_name_of_id = agent.id
    db.session.commit()
    at("/recit")
    assert "Une autre personne du centre doit le publier." in desk.text
    address = f"/equipe/envies/{proposal.number}/accompagnement/recit/publier"
    desk.post(address, {"story_version": story().version}, status=403)


def test_the_story_page_costs_the_same_when_it_grows(at, proposal, agent, queries):
    operations.add_quote(proposal, "Un.", "Une voisine", proposal.created_at.date(), by=agent)
    at("/recit")
    queries.clear()
    at("/recit")
    few = len(queries)
    for number in range(12):
        operations.add_quote(proposal, f"{number}", "Un voisin", proposal.created_at.date(), by=agent)
    queries.clear()
    at("/recit")
    assert len(queries) == few <= 9, queries


def test_the_public_page_of_a_long_story_stays_light(app, at, desk, proposal, send, photo):
    told(at, story_text="Un récit avec des mots, et d’autres encore. " * 90)
    for _ in range(4):
        send(photo(), photo_alt="Une description assez longue de ce que l’on voit sur la photo. " * 3)
    at("/recit").submit("Publier le récit")
    db.session.commit()
    with app.app_context():
        page = wire.receive(app.test_client(), f"/envies/{proposal.number}", "gzip")
    assert len(page.data) <= 14 * wire.KB
