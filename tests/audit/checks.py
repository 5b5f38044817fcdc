"""What a machine decides of a page of the sample: each check by its name, with what it looks at, in words."""

import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from pypdf import PdfReader

from tests.audit import walking
from tests.journeys.inspection import AXE_TAGS, CONTRAST, OVERFLOWING, SCRIPT, WIDTHS, axe_faults, run_axe
from tests.journeys.test_comfort import OUTLINE
from tests.page_rules import wrong_syntax

LOOK, WALK = ((Path(__file__).parent / name).read_text() for name in ("look.js", "walk.js"))
STATIC = Path(__file__).parents[2] / "static"
MOST_STOPS = 400
GESTURES = re.compile(r"touchstart|touchmove|pointerdown|mousedown|devicemotion|deviceorientation|gesture")


@dataclass
class Visit:
    """A page of the sample under examination, and what is kept of it between two checks."""

    page: Any
    browser: Any
    #: Another, for whoever reads in large letters.
    large: Any
    site: str
    entry: dict[str, Any]
    page_of: dict[str, Any]
    source: str
    menus: dict[str, list[str]]
    axe: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    #: What no criterion of the RGAA asks: other rules of axe, targets too small.
    beside: list[str] = field(default_factory=list)


def axe_version():
    return re.search(r"axe v([\d.]+)", SCRIPT)[1]


def by_axe(visit):
    """Three widths; light, dark, forced colours. What it finds goes to the criteria that it names."""
    page = visit.page
    page.evaluate(SCRIPT)
    tags = page.evaluate("() => Object.fromEntries(axe.getRules().map(({ruleId, tags}) => [ruleId, tags]))")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found = []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{scheme}, {fault}" for fault in axe_faults(page, scheme)]
        page.emulate_media(color_scheme="light", forced_colors="active")
        rules = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "rules": {CONTRAST: {"enabled": False}}}
        found += [f"forced, {fault}" for fault in run_axe(page, rules)]
        page.emulate_media(forced_colors="none")
        for fault in found:
            rule = fault.split(", ", 1)[1].partition(":")[0]
            criteria = {".".join(tag[5:].split(".")[:2]) for tag in tags[rule] if tag.startswith("RGAA-")}
            for criterion in criteria:
                visit.axe[criterion].append(f"{width} px, {fault}")
            if not criteria:
                visit.beside.append(f"{width} px, {fault}")
    page.set_viewport_size(walking.WIDE)


def too_small(page):
    """What WCAG 2.2 asks and the RGAA does not: targets of 24 pixels, on a telephone."""
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    small = page.evaluate("look.small()")
    page.set_viewport_size(walking.WIDE)
    return small


def reflow(visit):
    yield from wide(visit.page, (320,), "")
    visit.page.set_viewport_size({"width": 640, "height": 256})
    yield from (f"256 px de haut, coupé : {html}" for html in visit.page.evaluate("walk.cut()"))
    visit.page.set_viewport_size(walking.WIDE)


def large_text(visit):
    """As read by somebody whose browser is set to letters twice as large."""
    with walking.opened(visit.large, visit.site, visit.entry, visit.page_of) as page:
        page.evaluate(WALK)
        yield from wide(page, WIDTHS, "texte à 200 %, ")


def spaced_text(visit):
    visit.page.evaluate("walk.space()")
    yield from wide(visit.page, (320, 1280), "texte espacé, ")
    visit.page.evaluate("walk.unspace()")


def wide(page, widths, when):
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        at = f"{when}{width} px"
        yield from (f"{at}, plus large que l’écran : {one}" for one in page.evaluate(OVERFLOWING))
        yield from (f"{at}, coupé : {one}" for one in page.evaluate("walk.cut()"))
    page.set_viewport_size(walking.WIDE)


def turned(visit):
    """Upright and on its side, the same words."""
    said = []
    for width, height in ((360, 740), (740, 360)):
        visit.page.set_viewport_size({"width": width, "height": height})
        said.append(sorted(visit.page.locator("main").inner_text().lower().split()))
    visit.page.set_viewport_size(walking.WIDE)
    if said[0] != said[1]:
        yield "le texte change quand l’écran tourne"


def keyboard(visit):
    """Tab through the whole page: every control is reached, none keeps the focus, each is seen."""
    page = visit.page
    page.evaluate("walk.begin()")
    visit.unseen, visit.hidden = [], []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate("walk.stop()")
        if stop["body"] or stop["again"]:
            break
        visit.unseen += filter(None, [page.evaluate(OUTLINE)])
        visit.hidden += [stop["html"]] if stop["hidden"] else []
    else:
        yield f"plus de {MOST_STOPS} arrêts sans revenir au début : un piège ?"
    yield from (f"jamais atteint au clavier : {html}" for html in page.evaluate("walk.missed()"))


def focus(visit):
    yield from (f"le focus ne se voit pas : {html}" for html in visit.unseen)
    yield from (f"le focus est caché ou hors de l’écran : {html}" for html in visit.hidden)


def html(visit):
    """The strict parser that every page of the tests goes through, then the ids of the page as it is now."""
    yield from wrong_syntax(visit.source, fragment=False)
    yield from visit.page.evaluate("look.ids()")


def without_script(visit):
    """The same gestures where no script runs lead to the same page."""
    options = {"java_script_enabled": False}
    with walking.opened(visit.browser, visit.site, visit.entry, visit.page_of, **options) as other:
        for what in ("h1", "main form", "main a[href]"):
            here, there = visit.page.locator(what), other.locator(what)
            said = what == "h1" and here.inner_text() != there.inner_text()
            if said or what != "h1" and there.count() < here.count() / 2:
                yield f"sans script, autre chose : {what}"


def documents(visit):
    """Each PDF that the page gives is marked, says its language and its title."""
    for address in visit.page.locator("a[href*='.pdf']").evaluate_all("all => all.map(one => one.href)"):
        answer = visit.page.request.get(urljoin(visit.site, address))
        root = PdfReader(io.BytesIO(answer.body())).trailer["/Root"]
        lost = {"/MarkInfo", "/StructTreeRoot", "/Lang"} - set(root)
        if lost:
            yield f"{address.removeprefix(visit.site)} : il manque {', '.join(sorted(lost))}"


def same_menus(visit):
    """The menus hold the same links in the same order as the first page of this area that was seen."""
    area = "staff" if visit.page_of["path"].startswith("/equipe") else "public"
    area += visit.page_of.get("as", "")
    found = visit.page.evaluate("look.menus()")
    if visit.menus.setdefault(area, found) != found:
        yield "les menus ne sont pas ceux des autres pages"
    for place in ("/plan-du-site", "/recherche") if area == "public" else ():
        if not any(href.startswith(place) for href in found):
            yield f"aucun menu ne mène à {place}"


def gestures(visit):
    for script in STATIC.glob("*.js"):
        yield from (f"{script.name} : {found}" for found in set(GESTURES.findall(script.read_text())))


#: Those that need more than the page as it stands; every other is a function of look.js of the same name.
WALKED = {
    one.__name__: one
    for one in (
        reflow,
        large_text,
        spaced_text,
        turned,
        keyboard,
        focus,
        html,
        without_script,
        documents,
        same_menus,
        gestures,
    )
}


def examine(browsers, site, entry, page_of, menus, criteria):
    """By criterion: nothing where it does not apply, else the faults; and what axe says beside them."""
    with walking.opened(browsers[0], site, entry, page_of) as page:
        visit = Visit(page, *browsers, site, entry, page_of, page.answers[-1].text(), menus)
        by_axe(visit)
        page.evaluate(LOOK)
        page.evaluate(WALK)
        visit.beside += too_small(page)
        names = dict.fromkeys(
            name for criterion in criteria.values() for name in criterion.by if name != "axe"
        )
        faults = {name: list(dict.fromkeys(run(visit, name))) for name in names}
        found = {}
        for number, criterion in criteria.items():
            applies = not criterion.has or page.evaluate("what => look.has(what)", criterion.has)
            told = [fault for name in criterion.by for fault in faults.get(name, ())]
            told += visit.axe[number] if "axe" in criterion.by else []
            found[number] = told if applies or told else None
        stray = {number for number in visit.axe if "axe" not in criteria[number].by}
        assert not stray, f"criteria.yaml: axe speaks of {sorted(stray)}: say so in « by »"
    return found, visit.beside


def run(visit, name):
    return WALKED[name](visit) if name in WALKED else visit.page.evaluate(f"look.{name}()")
