"""A resident finds a meeting and comes; the coordination makes one and follows it up; each page, for axe."""

import re
from datetime import date, time, timedelta
from time import monotonic

import pytest
from playwright.sync_api import expect

from tests.agenda.makers import PDF
from tests.journeys.entry import sign_in
from tests.journeys.hands import Keyboard, Pointer, said
from tests.journeys.inspection import check_page
from tests.journeys.test_administrator import WAYS
from tests.journeys.test_main_journey import heading
from tests.journeys.test_weights import KB, weight

WIDE = {"width": 1280, "height": 900}
SMALL = {"width": 320, "height": 640}


@pytest.fixture(params=WAYS)
def way(request):
    return request.param


@pytest.fixture
def hands(way, new_page):
    """A person with a device: `hands(viewport=…)`."""
    kind, options = WAYS[way]
    return lambda **more: kind(new_page(**options, **more))


def mine(way):
    """The number of the meeting that this way to walk has for itself."""
    return list(WAYS).index(way)


def set_day(hands, label, day):
    field = hands.page.get_by_label(label, exact=True)
    if isinstance(hands, Keyboard):
        hands._reach(field)
        # In the order of the browser's own interface, which is in English here.
        hands.page.keyboard.type(f"{day:%m%d%Y}")
    else:
        field.fill(day.isoformat())
    expect(field).to_have_value(day.isoformat())


def set_hour(hands, label, hour):
    field = hands.page.get_by_label(label, exact=True)
    if isinstance(hands, Keyboard):
        hands._reach(field)
        hands.page.keyboard.type(f"{time.fromisoformat(hour):%I%M%p}")
    else:
        field.fill(hour)
    expect(field).to_have_value(hour)


def test_a_resident_finds_a_meeting_comes_and_gives_the_place_back(way, hands):
    resident = hands(viewport=SMALL)
    title = f"Un goûter à partager, {mine(way)}"
    resident.page.goto("/agenda/")
    heading(resident, "L’agenda")
    resident.follow("Café de l’info")
    expect(resident.page).to_have_url(re.compile("sorte=info_cafe"))
    resident.walk_to(title)
    heading(resident, title)
    expect(resident.page.get_by_text("Il reste 12 places.")).to_be_visible()
    resident.follow("Je m’inscris")
    heading(resident, "Je m’inscris")
    resident.opened = monotonic()
    resident.write("Combien de places", "2")
    resident.choose("Non")
    resident.write("Votre prénom", "Sami")
    resident.choose("Par téléphone")
    resident.write("Votre numéro de téléphone", "06 39 98 00 05")
    resident.write("De quoi avez-vous besoin", "Venir avec une poussette.")
    resident.take_time()
    resident.press("Je m’inscris")
    heading(resident, "Votre place est réservée")
    code = " ".join(resident.page.locator(".code").inner_text().split())
    resident.page.reload()
    heading(resident, "Votre place est réservée")
    resident.page.go_back()
    resident.page.goto("/inscription/code")
    resident.write("Votre code", code.lower())
    resident.press("Ouvrir")
    heading(resident, re.compile("Mon inscription n°"))
    resident.sure("Je rends mes places")
    said(resident, "votre place est rendue")
    resident.press("Quitter")
    heading(resident, "Rendre ma place")


def test_the_coordination_makes_a_meeting_and_corrects_what_is_wrong(way, hands, scenes):
    coordinator = sign_in(hands(viewport=WIDE), scenes, scenes.coordinator)
    coordinator.page.watch.expect("422")
    day = date.today() + timedelta(days=40 + mine(way))
    coordinator.unfold("La convention")
    coordinator.follow("Agenda")
    coordinator.follow("Nouveau rendez-vous")
    heading(coordinator, "Nouveau rendez-vous")
    coordinator.write("Titre", f"Une fête de quartier, {mine(way)}")
    coordinator.choose("Tout le monde peut le voir sur le site")
    set_day(coordinator, "Jour", day)
    set_hour(coordinator, "Début", "18:00")
    set_hour(coordinator, "Fin", "17:00")
    coordinator.write("Lieu précis", f"Place numéro {mine(way)}")
    coordinator.press("Enregistrer")
    expect(coordinator.page.locator("main")).to_contain_text("La fin vient avant le début")
    set_hour(coordinator, "Fin", "20:00")
    coordinator.press("Enregistrer")
    heading(coordinator, f"Une fête de quartier, {mine(way)}")
    coordinator.follow("Voir la page publique")
    heading(coordinator, f"Une fête de quartier, {mine(way)}")


def test_minutes_are_published_and_a_decision_followed_up(way, hands, scenes):
    coordinator, resident = sign_in(hands(viewport=WIDE), scenes, scenes.coordinator), hands()
    coordinator.page.watch.expect("422")
    number = scenes.meetings[f"report {mine(way)}"]
    coordinator.page.goto(f"/equipe/agenda/{number}")
    coordinator.unfold("Noter une décision")
    coordinator.write("Ce qui est décidé", "Réparer les jeux du parc.")
    coordinator.write("Qui s’en charge", "le service des parcs")
    coordinator.press("Noter la décision")
    said(coordinator, "est notée")
    coordinator.follow("Écrire le compte rendu")
    coordinator.write("Compte rendu", "Les jeux du parc sont en **mauvais état**.")
    coordinator.press("Voir l’aperçu")
    expect(coordinator.page.locator("section strong")).to_have_text("mauvais état")
    coordinator.choose("Tout le monde peut le lire sur le site")
    coordinator.press("Enregistrer")
    said(coordinator, "Le compte rendu est publié.")

    resident.page.goto(f"/agenda/{number}")
    expect(resident.page.get_by_text("Réparer les jeux du parc.")).to_be_visible()
    expect(resident.page.get_by_text("À faire", exact=True)).to_be_visible()

    coordinator.follow("Réparer les jeux du parc.")
    coordinator.choose("C’est fait")
    coordinator.press("Enregistrer")
    said(coordinator, "C’est noté.")
    resident.page.reload()
    expect(resident.page.get_by_text("Faite", exact=True)).to_be_visible()


READ = {
    "agenda": "/agenda/",
    "past": "/agenda/?quand=passes",
    "narrowed to nothing": "/agenda/?sorte=outreach&quartier=inconnu",
    "open meeting": "/agenda/{open}",
    "full meeting": "/agenda/{full}",
    "cancelled meeting": "/agenda/{cancelled}",
    "past meeting": "/agenda/{past}",
    "series": "/agenda/{series}",
    "bodies": "/instances/",
    "body": "/instances/comite-technique",
    "registration": "/inscription/{open}",
    "full registration": "/inscription/{full}",
    "closed registration": "/inscription/{cancelled}",
    "code": "/inscription/code",
}


@pytest.mark.parametrize("name", READ)
def test_pages_that_are_read(page, scenes, name):
    page.goto(READ[name].format(**scenes.meetings))
    check_page(page)


def test_the_agenda_after_a_swap(page):
    page.goto("/agenda/")
    page.get_by_role("link", name="Ça papote", exact=True).click()
    expect(page.get_by_role("heading", name="Ça papote des parents").first).to_be_visible()
    expect(page.locator("#kind_chat")).to_be_focused()
    check_page(page)


def test_a_registration_with_errors_its_receipt_and_a_wrong_code(page, scenes):
    page.watch.expect("422")
    hands = Pointer(page)
    page.goto(f"/inscription/{scenes.meetings['full']}")
    hands.write("Combien de places", "12")
    hands.choose("Par e-mail")
    hands.press("Je m’inscris")
    check_page(page)
    hands.write("Combien de places", "1")
    hands.choose("Ne me prévenez pas")
    hands.press("Je m’inscris")
    heading(hands, "Vous êtes sur la liste d’attente")
    check_page(page)
    code = " ".join(page.locator(".code").inner_text().split())
    page.goto("/inscription/code")
    hands.write("Votre code", "A12V")
    hands.press("Ouvrir")
    check_page(page)
    hands.write("Votre code", code)
    hands.press("Ouvrir")
    check_page(page)


STAFF = {
    "agenda": "/equipe/agenda/",
    "past": "/equipe/agenda/?quand=passes",
    "new": "/equipe/agenda/nouveau",
    "change": "/equipe/agenda/{series}/modifier",
    "cancel": "/equipe/agenda/{series}/annuler",
    "minutes": "/equipe/agenda/{past}/compte-rendu",
    "registrations": "/equipe/agenda/{full}/inscriptions",
    "no registrations": "/equipe/agenda/{internal}/inscriptions",
    "meeting": "/equipe/agenda/{past}",
    "cancelled": "/equipe/agenda/{cancelled}",
    "internal": "/equipe/agenda/{internal}",
    "decisions": "/equipe/agenda/decisions",
    "closed decisions": "/equipe/agenda/decisions?etat=dropped",
    "decision": "/equipe/agenda/decisions/{decision}",
    "body": "/equipe/agenda/instances/comite-technique",
}


@pytest.fixture
def coordinator(page, scenes):
    page.watch.expect("422", "409")
    return sign_in(Pointer(page), scenes, scenes.coordinator)


@pytest.mark.parametrize("name", STAFF)
def test_pages_of_the_staff(page, coordinator, scenes, name):
    page.goto(STAFF[name].format(**scenes.meetings))
    for summary in page.locator("main summary").all():
        summary.click()
    check_page(page)


def test_errors_of_the_staff(page, coordinator, scenes):
    page.goto("/equipe/agenda/nouveau")
    coordinator.press("Enregistrer")
    check_page(page)
    for button in ("Noter la décision", "Ajouter"):
        page.goto(f"/equipe/agenda/{scenes.meetings['past']}")
        for summary in page.locator("main summary").all():
            summary.click()
        coordinator.press(button)
        check_page(page)
    page.goto(f"/equipe/agenda/decisions/{scenes.meetings['decision']}")
    coordinator.press("Enregistrer")
    check_page(page)


def test_contacts_shown_and_a_document_handed_over(page, coordinator, scenes):
    page.goto(f"/equipe/agenda/{scenes.meetings['full']}/inscriptions")
    coordinator.press("Voir les coordonnées")
    expect(page.get_by_text("Un fauteuil roulant")).to_be_visible()
    check_page(page)
    page.goto(f"/equipe/agenda/{scenes.meetings['past']}")
    coordinator.unfold("Ajouter un document")
    coordinator.write("Titre du document", "Le diaporama")
    page.get_by_label("Document PDF").set_input_files(
        {"name": "x.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.locator("form[enctype]").get_by_label("Tout le monde peut le lire sur le site").check()
    coordinator.press("Ajouter")
    said(coordinator, "Le document est ajouté.")
    page.goto(f"/agenda/{scenes.meetings['past']}")
    check_page(page)
    with page.expect_download() as handed:
        page.get_by_role("link", name="Le diaporama").click()
    assert handed.value.suggested_filename.endswith(".pdf")


def test_somebody_who_was_faster(page, coordinator, new_page, scenes):
    other = sign_in(Pointer(new_page()), scenes, scenes.coordinator)
    address = f"/equipe/agenda/{scenes.meetings['internal']}/modifier"
    page.goto(address)
    other.page.goto(address)
    other.write("Titre", "Plus vite que moi")
    other.press("Enregistrer")
    heading(other, "Plus vite que moi")
    coordinator.write("Titre", "Mes mots à moi")
    coordinator.press("Enregistrer")
    expect(page.get_by_text("Quelqu’un est passé avant vous")).to_be_visible()
    expect(page.get_by_role("textbox", name="Titre")).to_have_value("Mes mots à moi")
    check_page(page)


@pytest.mark.parametrize("path", ["/agenda/", "/agenda/{past}", "/instances/", "/instances/comite-technique"])
def test_a_first_visit_is_light(page, site, scenes, path):
    received = []
    page.on("response", lambda answer: received.append(answer))
    path = path.format(**scenes.meetings)
    page.goto(path, wait_until="networkidle")
    weights = {answer.url: weight(answer) for answer in received}
    assert weights[site + path] <= 14 * KB and sum(weights.values()) <= 60 * KB, weights
    assert len(weights) <= 10 and not page.context.cookies()
