"""What was done is told in the window and takes the focus: every form that htmx sends, phone and screen."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.entry import sign_in
from tests.journeys.hands import Pointer, said, told

PHONE, SCREEN = {"width": 320, "height": 568}, {"width": 1280, "height": 800}
TEMPLATES = Path(__file__).parents[2] / "templates"
SENT = re.compile(r'data-hx-post="[^>]*?data-hx-target="#(\w+)"', re.S)
#: The pages of the staff that htmx writes to, in the states that show all their forms.
PAGES = (
    "/equipe/envies/{shown}",
    "/equipe/envies/{unassigned}",
    "/equipe/envies/{needs_detail}",
    "/equipe/envies/{published}",
    "/equipe/envies/{received}/confier",
    "/equipe/envies/{shown}/accompagnement",
    "/equipe/envies/{told}/accompagnement/bilan",
    "/equipe/envies/{told}/accompagnement/recit",
    "/equipe/rappels",
)
#: The page that the coordination alone opens.
LETTERS = "/equipe/lettres/"


def in_the(fields):
    return lambda page: [page.locator(f"#{id}").evaluate(WRITE, words) for id, words in fields.items()]


#: What a page sends by itself, that nobody presses: a draft, words looked for in vain.
UNPRESSED = {"kept", "missed"}
#: What is sent to the site itself, since other forms come of it.
REALLY = {
    "/equipe/envies/{shown}": (
        (in_the({"hide_reason": "On y lit un nom de famille."}), "Masquer tout de suite"),
        (in_the({}), "Afficher à nouveau"),
    ),
    "/equipe/envies/{shown}/accompagnement": (
        (in_the({"request_what": "Une salle", "request_whom": "La mairie"}), "Noter la demande"),
    ),
    "/equipe/envies/{told}/accompagnement/recit": (
        (in_the({}), "Oui, retirer le récit"),
        (in_the({}), "Publier le récit"),
    ),
}
WRITE = "(field, words) => { field.value = words }"
UNFOLD = """(form) => {
  for (let one = form; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
}"""
BLOCK = "(form) => document.querySelector(form.dataset.hxTarget).outerHTML"


def sentence(words):
    return f'<div id="messages" data-hx-swap-oob="innerHTML"><p>{words}</p></div>'


def error(words):
    return f'<p class="lead warn">{words}</p>'


class Answer:
    """What the server is made to answer to the next write of a page; nothing reaches the site."""

    def __init__(self, page):
        self.kept = {}
        page.route("**/*", self._answer)

    def is_(self, **kept):
        self.kept = kept

    def _answer(self, route):
        if route.request.method == "GET" or not self.kept:
            route.continue_()
        elif self.kept.get("cut"):
            route.abort()
        else:
            route.fulfill(content_type="text/html; charset=utf-8", **self.kept)


def written():
    """How many forms the templates send through htmx, by the block that is replaced."""
    counts = defaultdict(int)
    for template in TEMPLATES.rglob("*.html"):
        for target in SENT.findall(template.read_text()):
            counts[target] += 1
    return counts


def what(form):
    return form.get_attribute("data-hx-target")[1:], re.sub(r"\d+", "N", form.get_attribute("action"))


def press(form):
    """As a person who reads down to this form and presses its button."""
    form.evaluate(UNFOLD)
    form.locator("button").first.click()


@pytest.fixture
def sit_down(new_page, scenes):
    """Somebody of the staff, by address, with a telephone in hand."""

    def sit(email):
        page = new_page(viewport=PHONE)
        page.watch.expect("Response Status Error", "status of 4", "status of 5", "net::ERR_FAILED", "htmx:")
        return sign_in(Pointer(page), scenes, email)

    return sit


@pytest.fixture
def agent(sit_down, scenes):
    return sit_down(scenes.agent)


def still_there(field):
    """Where the person types: neither the focus nor the window went elsewhere."""
    expect(field).to_be_in_viewport()
    expect(field).to_be_focused()


def press_each(agent, answer, seen):
    """Press, in both windows, the forms of this page that were not pressed yet; the site does not hear it."""
    for form in agent.page.locator("form[data-hx-post]").all():
        if what(form) in seen:
            continue
        seen.add(what(form))
        for size in (PHONE, SCREEN):
            agent.page.set_viewport_size(size)
            words = f"C’est fait, {len(seen)}, {size['width']}."
            answer.is_(body=form.evaluate(BLOCK) + sentence(words))
            press(form)
            said(agent, words)
    answer.is_()


def test_every_form_that_htmx_sends_is_answered_where_one_looks(agent, sit_down, scenes):
    page, answer, seen = agent.page, Answer(agent.page), set()
    for path in PAGES:
        page.goto(path.format(**scenes.files))
        expect(page.locator("main form[data-hx-post]").first).to_be_attached()
        press_each(agent, answer, seen)
        for prepare, words in REALLY.get(path, ()):
            prepare(page)
            press(page.locator("form", has=page.locator("button", has_text=words)).last)
            said(agent, "")
            press_each(agent, answer, seen)
    coordinator = sit_down(scenes.coordinator)
    coordinator.page.goto(LETTERS)
    press_each(coordinator, Answer(coordinator.page), seen)
    forgotten = {
        target: f"{count} written, {sum(where == target for where, _ in seen)} pressed"
        for target, count in written().items()
        if target not in UNPRESSED and sum(where == target for where, _ in seen) < count
    }
    assert not forgotten, f"add to PAGES the page, or to REALLY the act, that shows the others: {forgotten}"


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_each_kind_of_answer_is_told_where_one_looks(agent, scenes, size):
    page, answer = agent.page, Answer(agent.page)
    page.set_viewport_size(size)
    page.goto(f"/equipe/envies/{scenes.files['published']}")
    note, messages = page.locator("form[action$='/note']"), page.locator("#messages")
    assert messages.get_attribute("aria-live") is None  # a polite region, as its role says
    for status in (409, 503, 500):
        answer.is_(status=status, body=error(f"Le site répond {status}."))
        press(note)
        said(agent, f"Le site répond {status}.")
    assert messages.get_attribute("aria-live") == "off"  # read once, by the focus
    answer.is_(cut=True)
    press(note)
    said(agent, "La connexion a coupé.")
    answer.is_()
    press(note)
    told(page, page.locator("#summary"), "Il manque une réponse")
    assert messages.get_attribute("aria-live") is None
    expect(page.get_by_role("alert")).to_have_count(0)
    note.locator("textarea").fill("Elle préfère le matin.")
    press(note)
    said(agent, "Votre note est gardée.")
    page.locator("h1").click()
    expect(messages).not_to_have_class("near")
    elsewhere = page.content()
    page.route("**/ailleurs", lambda route: route.fulfill(content_type="text/html", body=elsewhere))
    answer.is_(status=204, headers={"HX-Redirect": "/equipe/ailleurs"})
    press(note)
    page.wait_for_url("**/ailleurs")
    said(agent, "Votre note est gardée.")


def test_what_a_person_reads_or_types_moves_nothing(agent, scenes):
    page = agent.page
    page.goto("/recherche")
    field = page.locator("form.find input[name=q]")
    field.click()
    page.keyboard.type("jardin")
    expect(page.locator("#results")).to_contain_text("jardin", ignore_case=True)
    page.route("**/recherche?*", lambda route: route.fulfill(status=503, body=error("Le site se repose.")))
    page.keyboard.type("s partagés")
    expect(page.locator("#messages")).to_contain_text("Le site se repose.")
    expect(page.locator("#messages")).to_be_in_viewport(ratio=1)
    still_there(field)


def test_a_draft_kept_while_one_types_moves_nothing(new_page, scenes):
    page = new_page(viewport=PHONE)
    page.watch.expect("Response Status Error", "status of 5")
    sign_in(Pointer(page), scenes, scenes.coordinator)
    page.goto("/equipe/actions/1/identite")
    form = page.locator("form[data-hx-post]")
    assert what(form)[0] == "kept"
    field = form.locator("textarea").last
    field.fill("Des mots.")
    expect(page.locator("#kept")).to_contain_text("Votre brouillon est gardé", timeout=15_000)
    still_there(field)
    Answer(page).is_(status=503, body=error("Le site se repose."))
    page.keyboard.type(" Encore.")
    expect(page.locator("#messages")).to_contain_text("Le site se repose.")
    expect(page.locator("#messages")).to_be_in_viewport(ratio=1)
    still_there(field)
