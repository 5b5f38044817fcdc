"""« Lire à voix haute »: offered where the device has a voice of its own, silent and absent elsewhere."""

import pytest
from playwright.sync_api import expect

from tests.journeys.inspection import check_page

#: A device with these voices, and no ears: what is said is written down.
DEVICE = """(() => {
  const said = [];
  const told = {said, cancelled: 0, getVoices: () => VOICES, addEventListener: (_, act) => (told.later = act),
    speak: one => said.push(one), cancel: () => told.cancelled++};
  Object.defineProperty(window, 'speechSynthesis', {value: told});
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
})()"""
OWN, FAR = "{lang: 'fr-FR', localService: true}", "{lang: 'fr-FR', localService: false}"
TEXTS = "speechSynthesis.said.map(one => one.text)"
READ, STOP = "Lire à voix haute", "Arrêter la lecture"


def device(page, *voices):
    page.add_init_script(DEVICE.replace("VOICES", f"[{', '.join(voices)}]"))
    return page


def button(page, name=READ):
    return page.get_by_role("button", name=name)


@pytest.mark.parametrize("address", ["/", "/aide", "/charte", "/donnees-personnelles", "/envies/{published}"])
def test_a_page_is_read_from_its_title_on_and_stops(new_page, scenes, address):
    page = device(new_page(), OWN)
    page.goto(address.format(**scenes.files))
    button(page).click()
    said = page.evaluate(TEXTS)
    title = page.locator("main h1").inner_text()
    assert " ".join(said).startswith(title[:20]) and len(said) > 3
    assert page.evaluate("speechSynthesis.said.every(one => one.voice.localService && one.lang === 'fr-FR')")
    button(page, STOP).click()
    assert page.evaluate("speechSynthesis.cancelled") == 1
    expect(button(page)).to_be_visible()


def test_it_stops_by_itself_at_the_end(new_page, scenes):
    page = device(new_page(), OWN)
    page.goto("/aide")
    button(page).click()
    page.evaluate("speechSynthesis.said.at(-1).onend()")
    expect(button(page)).to_be_visible()
    check_page(page)


@pytest.mark.parametrize("voices", [(), (FAR,), ("{lang: 'en-GB', localService: true}",)])
def test_no_voice_of_the_device_no_button(new_page, scenes, voices):
    page = device(new_page(), *voices)
    page.goto("/aide")
    page.wait_for_load_state("networkidle")
    expect(button(page)).to_have_count(0)


def test_a_voice_that_is_known_later_is_offered_then(new_page, scenes):
    page = device(new_page())
    page.goto("/aide")
    page.wait_for_load_state("networkidle")
    page.evaluate(f"speechSynthesis.getVoices = () => [{OWN}]; speechSynthesis.later()")
    expect(button(page)).to_be_visible()


def test_nothing_without_a_script(new_page, scenes):
    page = new_page(java_script_enabled=False)
    page.goto("/aide")
    expect(button(page)).to_have_count(0)
