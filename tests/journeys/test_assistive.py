"""What scripts do is told to what people listen with: names, roles, states, news, as Chromium computes them.

A region that speaks must be there before its words: one that arrives with them is often not heard.
"""

import pytest
from playwright.sync_api import expect

from tests.journeys.entry import sign_in
from tests.journeys.hands import Pointer
from tests.journeys.test_main_journey import heading
from tests.journeys.test_pages_accessible import open_follow_up, receipt


class Heard:
    """The accessibility tree of a page, as it is given to a screen reader."""

    def __init__(self, page):
        self.page, self.client = page, page.context.new_cdp_session(page)
        self.client.send("Accessibility.enable")

    def nodes(self):
        found = self.client.send("Accessibility.getFullAXTree")["nodes"]
        self.by_id = {one["nodeId"]: one for one in found}
        return [one for one in found if not one["ignored"]]

    def all(self, role, name=""):
        return [
            Node(one, self) for one in self.nodes() if of(one, "role") == role and name in of(one, "name")
        ]

    def one(self, role, name=""):
        found = self.all(role, name)
        assert len(found) == 1, f"{len(found)} nodes are {role} « {name} »"
        return found[0]


class Node:
    def __init__(self, node, tree):
        self.node, self.tree = node, tree
        self.states = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}

    @property
    def text(self):
        """All that is said under it."""
        return " ".join(filter(None, self._below(self.node)))

    @property
    def description(self):
        return of(self.node, "description")

    def _below(self, node):
        if of(node, "role") == "StaticText":
            yield of(node, "name")
        for child in node.get("childIds", ()):
            yield from self._below(self.tree.by_id[child]) if child in self.tree.by_id else ()


def of(node, what):
    return " ".join(
        str(node.get(what, {}).get("value", "")).replace("\u00a0", " ").replace("\u202f", " ").split()
    )


def spoken(heard, words):
    """A polite region that was there before says these words; the focus did not go there."""
    regions = [one for one in heard.all("status") if words in one.text]
    assert regions and all(one.states["live"] == "polite" for one in regions), words


@pytest.fixture
def heard(page):
    return Heard(page)


def test_the_menu_says_whether_it_is_open(page, heard):
    page.goto("/")
    assert heard.one("DisclosureTriangle", "Menu").states["expanded"] is False
    page.get_by_text("Menu", exact=True).click()
    assert heard.one("DisclosureTriangle", "Menu").states["expanded"] is True
    page.locator(".nav a").first.focus()
    page.keyboard.press("Escape")
    menu = heard.one("DisclosureTriangle", "Menu")
    assert menu.states["expanded"] is False and menu.states["focused"] is True


def test_what_only_a_script_does_is_a_button_with_a_name(page, heard):
    receipt_of(page)
    for name in ("Copier", "Imprimer"):
        assert heard.one("button", name).states["focusable"] is True
    page.context.grant_permissions(["clipboard-write"])
    page.evaluate("window.before = document.getElementById('messages')")
    page.get_by_role("button", name="Copier").click()
    expect(page.locator("#messages")).to_contain_text("Le code est copié.")
    spoken(heard, "Le code est copié.")
    assert page.evaluate("window.before.isConnected")


def receipt_of(page):
    page.goto("/envies/proposer")
    receipt(Pointer(page))
    heading(Pointer(page), "Votre envie est bien arrivée")


def test_what_is_left_of_a_text_describes_its_field(page, heard):
    page.goto("/envies/proposer")
    field = page.get_by_label("Dites-le avec vos mots")
    field.fill("Un jardin.")
    assert "caractères" in heard.one("textbox", "Dites-le avec vos mots").description
    assert not [one for one in heard.all("status") if "caractères" in one.text], "said at no letter"


def narrow(page):
    page.locator("details.filters > summary").click()
    page.locator("form.choose select").first.select_option(index=1)


def look_for(page):
    page.locator("form.find [type=search]").fill("envie")


def narrow_and_ask(page):
    narrow(page)
    page.get_by_role("button", name="Voir ces lieux").click()


def look_back(page):
    page.get_by_role("link", name="Passés", exact=True).click()


FILTERS = {
    "/envies/": look_for,
    "/actions/": narrow,
    "/structures/": narrow_and_ask,
    "/agenda/": look_back,
}


@pytest.mark.parametrize("address", FILTERS)
def test_a_filter_says_what_it_found(page, heard, address, scenes):
    page.goto(address)
    page.evaluate("window.before = document.querySelector('#heard')")
    FILTERS[address](page)
    expect(page.locator("#heard")).not_to_be_empty()
    spoken(heard, page.locator("#heard").inner_text().split("\u00a0")[0])
    assert page.evaluate("window.before.isConnected"), "the region that speaks was there before its words"


def test_a_search_says_what_it_found(page, heard, scenes):
    page.goto("/recherche")
    page.evaluate("window.before = document.querySelector('#heard')")
    field = page.locator("form.find input[name=q]")
    field.click()
    page.keyboard.type("jardin")
    expect(page.locator("#heard")).to_contain_text("trouvé")
    spoken(heard, "trouvé")
    assert page.evaluate("window.before.isConnected")
    expect(field).to_be_focused()


def test_what_htmx_sent_is_answered_by_name_and_state(page, heard, scenes):
    page.watch.expect("422", "Response Status Error")
    agent = sign_in(Pointer(page), scenes, scenes.agent)
    page.goto(f"/equipe/envies/{scenes.files['long']}")
    agent.press("Enregistrer la décision")
    expect(page.locator("#summary")).to_be_focused()
    summary = next(one for one in heard.all("group") if one.states.get("focused"))
    assert of(summary.node, "name"), "what takes the focus says what it is"
    assert any("Erreur" in one.description for one in heard.all("group")), "the question bears its error"


def test_a_cut_connection_is_said(page, heard, scenes):
    page.watch.expect("ERR_", "htmx:", "Failed to load")
    agent = sign_in(Pointer(page), scenes, scenes.agent)
    page.goto(f"/equipe/envies/{scenes.files['received']}")
    page.route("**/equipe/envies/**", lambda route: route.abort())
    agent.write("Note pour l’équipe", "Une note.")
    agent.press("Garder la note")
    expect(page.locator("#messages")).to_be_focused()
    told = heard.one("status", "La connexion a coupé")
    assert told.states["focused"] is True


def test_the_follow_up_says_when_it_closes_and_stays_open_without_leaving_the_page(page, heard, scenes):
    page.clock.install()
    hands = open_follow_up(page, scenes.codes["received"])
    field = page.get_by_label("Votre message")
    field.fill("Une longue réponse.")
    before = page.locator("#stay time").inner_text()
    page.clock.fast_forward("26:00")
    spoken(heard, "Le suivi se ferme dans cinq minutes.")
    expect(field).to_be_focused()
    expect(page.locator("#messages")).to_be_in_viewport(ratio=1)
    hands.press("Rester ici")
    expect(page.locator("#messages")).to_be_focused()
    spoken(heard, "Le suivi reste ouvert.")
    expect(field).to_have_value("Une longue réponse.")
    assert heard.one("button", "Rester ici").states["focusable"] is True
    assert before and page.locator("#stay time").inner_text()


def test_the_follow_up_stays_open_without_a_script(new_page, scenes):
    page = new_page(java_script_enabled=False)
    hands = open_follow_up(page, scenes.codes["received"])
    expect(page.locator("#stay")).to_contain_text("Le suivi se ferme à")
    page.goto("/suivi/coordonnees")
    hands.press("Rester ici")
    expect(page.locator("#messages")).to_contain_text("Vous pouvez rester jusqu’à")
    assert page.url.endswith("/suivi/coordonnees")


def test_the_keys_say_whether_they_act(page, heard, scenes):
    page.set_viewport_size({"width": 1280, "height": 800})
    agent = sign_in(Pointer(page), scenes, scenes.agent)
    page.goto("/equipe/lecture/")
    agent.press("Commencer")
    expect(page.get_by_role("button", name="Couper les touches")).to_be_visible()
    assert heard.one("button", "Couper les touches").states["pressed"] == "false"
    assert heard.one("button", "Passer, et y revenir").states["keyshortcuts"] == "p"
    agent.press("Couper les touches")
    assert heard.one("button", "Couper les touches").states["pressed"] == "true"
    assert "keyshortcuts" not in heard.one("button", "Passer, et y revenir").states
    agent.press("Couper les touches")
    assert heard.one("button", "Couper les touches").states["pressed"] == "false"


def test_the_arrows_of_a_projected_view_follow_links_with_names(page, heard, scenes):
    sign_in(Pointer(page), scenes, scenes.coordinator)
    page.goto(f"/equipe/dossiers/{scenes.committee['done']}/projection/2")
    names = [of(one.node, "name") for one in heard.all("link")]
    for way in ("prev", "next"):
        assert page.locator(f"main a[rel={way}]").first.inner_text().strip().replace("\u00a0", " ") in names
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Écran 3 sur")).to_be_visible()
    assert heard.one("RootWebArea").node["name"]["value"], "the new page says its title"
