"""What every page and fragment of the site obeys: checked on each answer that a test receives."""

import re
from collections import Counter

import html5lib
from bs4 import BeautifulSoup, Tag

from tests.typography import flat, machine_faults, typography_faults

AREAS = (
    "/envies/proposer",
    "/suivi",
    "/signaler",
    "/inscription",
    "/avis",
    "/repondre",
    "/paroles",
    "/etre-prevenu",
    "/rejoindre",
    "/equipe",
)
#: Buttons that destroy, or that say once and for all that a thing is done.
FOR_GOOD = re.compile(
    r"(tout )?(effacer|supprimer|retirer|ranger|fermer|arrêter|oublier|l’oublier|archiver|clore)\b"
    r"|je (me |ne )?(retire|rends|porte plus)|rendre la place|annuler [lc]|remettre à zéro|appelé"
    r"|accordé|refusé|c’est (fait|dit|remis)"
)
HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy")
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form", "list")
FORBIDDEN_ATTRIBUTE = re.compile(r"^(style|on\w+|hx-.+)$")


def check_kind(response, compressed) -> None:
    """Fail on a kind of text that would leave uncompressed."""
    kind = response.mimetype
    is_text = kind.startswith("text/") or kind.endswith(("xml", "json", "javascript"))
    assert not is_text or kind in compressed, f"name {kind} in COMPRESSED (ctg_site/config.py)"


def check_answer(response, page: BeautifulSoup, path: str, fragment: bool) -> None:
    """Fail, and tell every rule broken by an answer in HTML."""
    faults = [
        *wrong_headers(response),
        *wrong_caching(response, path),
        *wrong_syntax(response.text, fragment),
    ]
    own = (wrong_ids, wrong_attributes, nameless, wrong_forms, one_slip, wrong_fields)
    for rule in (*own, typography_faults, machine_faults):
        faults += rule(page)
    if not fragment:
        faults += [*wrong_title(page, response.status_code), *wrong_outline(page), *dangling(page)]
    told = f"{response.request.method} {path} ({response.status_code}) breaks rules of tests/page_rules.py"
    assert not faults, "\n  - ".join([told, *faults])


def wrong_headers(response):
    yield from (f"no header {name}" for name in HEADERS if name not in response.headers)
    if not response.headers.get("Content-Security-Policy", "").startswith("default-src 'none'"):
        yield "the content security policy does not begin by refusing everything"


def wrong_caching(response, path):
    """Personal pages are kept nowhere; the others are the same for everyone."""
    if any(path == area or path.startswith(area + "/") for area in AREAS):
        if response.headers.get("Cache-Control") != "no-store":
            yield "a personal page may be kept by a cache: no-store is missing"
    elif "Set-Cookie" in response.headers or "Cookie" in response.headers.get("Vary", ""):
        yield "a public page sets or reads a cookie"


def wrong_syntax(text: str, fragment: bool):
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    (parser.parseFragment if fragment else parser.parse)(text)
    lines = text.splitlines()
    for (line, column), code, _ in parser.errors:
        around = lines[min(line, len(lines)) - 1][max(0, column - 60) : column + 20]
        yield f"HTML: {code} at line {line}: {around!r}"


def wrong_title(page: BeautifulSoup, status: int):
    headings = page.select("h1")
    if len(headings) != 1:
        yield f"{len(headings)} h1 instead of one"
    title = flat(page.title.get_text() if page.title else "")
    heading = flat(headings[0].get_text() if headings else "")
    expected = f"Erreur : {heading}" if status == 422 else heading
    if not title.startswith(expected):
        yield f"the title {title!r} does not begin with {expected!r}"


def wrong_outline(page: BeautifulSoup):
    if page.html is None or page.html.get("lang") != "fr":
        yield "the page does not say that it is in French"
    if len(page.select("main")) != 1:
        yield f"{len(page.select('main'))} main instead of one"
    levels = [int(tag.name[1]) for tag in page.select("h1, h2, h3, h4, h5, h6")]
    if any(after > before + 1 for before, after in zip(levels, levels[1:], strict=False)):
        yield f"a heading level is skipped: {levels}"


def dangling(page: BeautifulSoup):
    """Links inside the page and references between elements that point at nothing."""
    ids = {tag["id"] for tag in page.select("[id]")}
    links = [(tag, "href", tag["href"][1:]) for tag in page.select("a[href^='#']")]
    links += [
        (tag, name, id)
        for name in REFERENCES
        for tag in page.select(f"[{name}]")
        for id in " ".join(tag.get_attribute_list(name)).split()
    ]
    yield from (f"{name} points at nothing: {shown(tag)}" for tag, name, id in links if id not in ids)


def wrong_ids(page: BeautifulSoup):
    """An id is the name of a block: unique, without hyphen."""
    for id, times in Counter(tag["id"] for tag in page.select("[id]")).items():
        if times > 1:
            yield f"id {id!r} stands {times} times"
        if not re.fullmatch(r"[A-Za-z]\w*", id):
            yield f"id {id!r} is not letters, digits and underscores"


def wrong_attributes(page: BeautifulSoup):
    for tag in page.find_all(True):
        wrong = [name for name in tag.attrs if FORBIDDEN_ATTRIBUTE.match(name)]
        yield from (f"the attribute {name} has no place here: {shown(tag)}" for name in wrong)
    yield from (
        f"inline {tag.name}: {shown(tag)}"
        for tag in page.select("style, script:not([src], [type='application/ld+json'])")
    )
    for tag in page.select("script[src]:not([defer], [async], [type=module])"):
        yield f"a script that holds back the first paint: {shown(tag)}"
    for tag in page.select("a:not([href]), a[href=''], a[href='#'], a[target=_blank]"):
        yield f"a link without address, or that opens a window: {shown(tag)}"


def nameless(page: BeautifulSoup):
    """What a screen reader could not name."""
    for tag in page.select("a, button, svg:not([aria-hidden=true])"):
        if not spoken_name(tag):
            yield f"{tag.name} without a name: {shown(tag)}"
    yield from (f"an image without alt: {shown(tag)}" for tag in page.select("img:not([alt])"))


def wrong_forms(page: BeautifulSoup):
    for form in page.select("form"):
        if not form.get("action") or form.get("method", "").lower() not in {"get", "post"}:
            yield f"a form without action or method: {shown(form)}"


def one_slip(page: BeautifulSoup):
    """What destroys, or ends, asks once: a single tap, by a shaky hand or in a bus, loses nothing.

    Right are: `ui.ask_once`; a page whose title asks; a field to fill in; `data-undo`, when the sentence that
    tells the act offers « Annuler » (`web/undo.py`).
    """
    asks = any(flat(heading.get_text()).endswith("?") for heading in page.select("h1"))
    for form in page.select("form[method=post]:not([data-undo])"):
        filled_in = form.select_one("textarea, select, input:not([type=hidden])")
        if asks or filled_in or form.find_parent("details", class_="ask"):
            continue
        for button in form.select("button"):
            words = flat(button.get_text()).lower()
            if FOR_GOOD.match(words):
                yield f"one tap on « {words[:60]} » acts for good: write ui.ask_once(…), or offer to undo it"


def wrong_fields(page: BeautifulSoup):
    for field in page.select("input, select, textarea"):
        if field.get("type") in {"hidden", "submit", "button"}:
            continue
        label = page.select_one(f'label[for="{field.get("id")}"]') or field.find_parent("label")
        if not spoken_name(field) and not (label and flat(label.get_text())):
            yield f"a field without a label: {shown(field)}"
    for choice in page.select("input[type=radio]"):
        if not choice.find_parent("fieldset") or not choice.find_parent("fieldset").legend:
            yield f"a choice outside a fieldset with its legend: {shown(choice)}"


def spoken_name(tag: Tag) -> str:
    images = " ".join(image.get("alt", "") for image in tag.select("img"))
    parts = (tag.get("aria-label", ""), tag.get("aria-labelledby", ""), tag.get("title", ""), images)
    return flat(" ".join((*parts, "" if tag.name == "textarea" else tag.get_text())))


def shown(tag: Tag) -> str:
    return flat(str(tag))[:140]
