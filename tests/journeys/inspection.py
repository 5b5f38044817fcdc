"""What a real browser sees of a page: accessibility faults, overflow, complaints of the console."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

from tests.journeys.hands import SCRIPTED
from tests.page_rules import HEADERS_ALONE

WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
#: The rules that look at colours: in the dark nothing else differs. The first is asked once a look.
CONTRAST, OF_LINKS = "color-contrast", "link-in-text-block"
LOOKS = (Path(__file__).parent / "colours.js").read_text().partition("() =>")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll('*')]
    .filter(element => element.getBoundingClientRect().right > width + 1)
    .map(element => element.outerHTML.slice(0, 100)).slice(0, 3);
}"""
#: The same, while the text is twice as large.
TWICE_AS_LARGE = f"""() => {{
  document.documentElement.style.fontSize = '200%';
  const found = ({OVERFLOWING})();
  document.documentElement.style.fontSize = '';
  return found;
}}"""
#: Nothing is on its way any more: no answer that htmx waits for, nor one that it is putting in its place.
SETTLED = "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')"
RUN = """([options, looks]) => axe.run(
  looks ? {include: [...window.looks].filter(([look]) => looks.includes(look)).flatMap(
    ([look, elements]) => look ? elements.slice(0, 3) : elements)} : document, options
).then(found => found.violations.flatMap(
  ({id, help, nodes}) => nodes.map(({html}) => `${id}: ${help}: ${html.slice(0, 140)}`)))"""
SCRIPT = Axe().axe_script
#: The looks whose contrast was judged sound in this process.
sound: set[str] = set()


class Watch:
    """Collects what the console and the network say of a page: errors, violations of the policy, failures."""

    def __init__(self, page):
        self.complaints = []
        self.expected = ()
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda error: self._note("error", str(error)))
        page.on("requestfailed", lambda request: self._note("error", f"{request.url}: {request.failure}"))

    def expect(self, *texts):
        """Complaints that hold one of these texts are part of the journey: a page answered 422, say."""
        self.expected += texts

    def _note(self, kind, text):
        aborted = "net::ERR_ABORTED" in text  # the reader went elsewhere meanwhile
        if kind in {"error", "warning"} and not aborted and not any(one in text for one in self.expected):
            self.complaints.append(text)


def check_page(page, widths=WIDTHS, schemes=SCHEMES):
    """Fail, and tell every fault of the page as it is now, at each width, in light and in dark."""
    page.wait_for_load_state("load")
    assert page.evaluate(SCRIPTED), "axe is a script: where none runs, its answer never comes"
    page.wait_for_function(SETTLED)
    if HEADERS_ALONE:  # the same page was inspected on SQLite
        return
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    size = page.viewport_size
    faults = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        faults += [f"{width} px: wider than the screen: {html}" for html in page.evaluate(OVERFLOWING)]
        if width == min(WIDTHS):
            faults += [f"{width} px, twice as large: wider: {html}" for html in page.evaluate(TWICE_AS_LARGE)]
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            faults += [f"{width} px, {scheme}: {fault}" for fault in axe_faults(page, scheme)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(size)
    assert not faults, "\n  - ".join([f"{page.url} breaks:", *dict.fromkeys(faults)])


def axe_faults(page, scheme):
    """Every rule in light; in dark those of the colours, which alone change."""
    rules = (
        {"type": "tag", "values": AXE_TAGS} if scheme == "light" else {"type": "rule", "values": [OF_LINKS]}
    )
    without = {CONTRAST: {"enabled": False}} if scheme == "light" else {}
    return [*run_axe(page, {"runOnly": rules, "rules": without}), *contrast_faults(page)]


def contrast_faults(page):
    """The contrasts of the texts whose look was not judged sound yet."""
    looks = [look for look in page.evaluate("".join(LOOKS[1:])) if look not in sound]
    faults = run_axe(page, {"runOnly": {"type": "rule", "values": [CONTRAST]}}, looks) if looks else []
    sound.update(() if faults else filter(None, looks))
    return faults


def run_axe(page, options, looks=None):
    return page.evaluate(RUN, [options | {"resultTypes": ["violations"]}, looks])
