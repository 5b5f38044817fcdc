"""What every page and fragment of the site obeys: checked on each answer that a test receives."""

import base64
import os
import re
from collections import Counter, defaultdict
from hashlib import blake2b, sha256

import html5lib
from bs4 import BeautifulSoup, Tag

from ctg_site.slices import SLICES
from tests.spoken_words import word_faults
from tests.typography import flat, machine_faults, spoken_texts, typography_faults

AREAS = tuple(area.path for part in SLICES for area in part.areas)
#: Buttons that destroy, or that say once and for all that a thing is done.
FOR_GOOD = re.compile(
    r"(tout )?(effacer|supprimer|retirer|ranger|fermer|arrêter|oublier|l’oublier|archiver|clore)\b"
    r"|je (me |ne )?(retire|rends|porte plus)|rendre la place|annuler [lc]|remettre à zéro|appelé"
    r"|accordé|refusé|c’est (fait|dit|remis)"
)
HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy")
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form", "list")
#: Hidden fields whose value is new on each page: no rule reads them.
TOKENS = re.compile(r'(?<=<input type="hidden" name=")(?:csrf_token" value="|key" value=")[^"]*')
#: run-suite says so on PostgreSQL: it judged the same pages on SQLite just before.
HEADERS_ALONE = os.environ.get("CTG_TEST_HEADERS_ALONE") == "1"
#: What was judged sound in this process.
sound: set[bytes] = set()
FORBIDDEN_ATTRIBUTE = re.compile(r"^(style|on\w+|hx-.+)$")


def check_kind(response, compressed) -> None:
    """Fail on a kind of text that would leave uncompressed."""
    kind = response.mimetype
    is_text = kind.startswith("text/") or kind.endswith(("xml", "json", "javascript"))
    assert not is_text or kind in compressed, f"name {kind} in COMPRESSED (ctg_site/config.py)"


def check_answer(response, page: BeautifulSoup, path: str, fragment: bool) -> None:
    """Fail, and tell every rule broken by an answer in HTML; what was judged sound is not judged again."""
    faults = [*wrong_headers(response), *wrong_caching(response, path)]
    seen = digest(response, fragment)
    if seen not in sound and not HEADERS_ALONE:
        found = wrong_html(response, page, fragment)
        faults += found
        sound.update(() if found else (seen,))
    told = f"{response.request.method} {path} ({response.status_code}) breaks rules of tests/page_rules.py"
    assert not faults, "\n  - ".join([told, *faults])


def digest(response, fragment: bool) -> bytes:
    """What the rules see of an answer: all of it but the tokens, which are new each time."""
    kind = f"{fragment} {response.status_code == 422}"
    return blake2b(f"{kind} {TOKENS.sub('', response.text)}".encode()).digest()


def wrong_html(response, page: BeautifulSoup, fragment: bool) -> list[str]:
    walk, faults = Walk(page), list(wrong_syntax(response.text, fragment))
    for rule in (wrong_ids, wrong_attributes, nameless, wrong_forms, one_slip, wrong_fields, said_nowhere):
        faults += rule(walk)
    faults += unnamed_styles(walk, response.headers.get("Content-Security-Policy", ""))
    texts = list(spoken_texts(page, walk.tags))
    faults += [*typography_faults(texts), *word_faults(texts), *machine_faults(walk.tags, texts)]
    if not fragment:
        faults += [*wrong_title(walk, response.status_code), *wrong_outline(walk), *dangling(walk)]
    return faults


class Walk:
    """The elements of a page, walked once for all the rules: in their order, and by name."""

    def __init__(self, page: BeautifulSoup):
        self.page, self.names = page, defaultdict(list)
        self.tags = [one for one in page.descendants if isinstance(one, Tag)]
        for tag in self.tags:
            self.names[tag.name].append(tag)
        self.ids = [tag["id"] for tag in self.tags if "id" in tag.attrs]

    def named(self, *names: str) -> list[Tag]:
        return [tag for name in names for tag in self.names.get(name, ())]


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


def wrong_title(walk: Walk, status: int):
    headings = walk.named("h1")
    if len(headings) != 1:
        yield f"{len(headings)} h1 instead of one"
    title = flat(walk.page.title.get_text() if walk.page.title else "")
    heading = flat(headings[0].get_text() if headings else "")
    expected = f"Erreur : {heading}" if status == 422 else heading
    if not title.startswith(expected):
        yield f"the title {title!r} does not begin with {expected!r}"


def wrong_outline(walk: Walk):
    if walk.page.html is None or walk.page.html.get("lang") != "fr":
        yield "the page does not say that it is in French"
    if len(walk.named("main")) != 1:
        yield f"{len(walk.named('main'))} main instead of one"
    levels = [int(tag.name[1]) for tag in walk.tags if re.fullmatch("h[1-6]", tag.name)]
    if any(after > before + 1 for before, after in zip(levels, levels[1:], strict=False)):
        yield f"a heading level is skipped: {levels}"


def dangling(walk: Walk):
    """Links inside the page and references between elements that point at nothing."""
    ids = set(walk.ids)
    links = [(tag, "href", tag["href"][1:]) for tag in walk.named("a") if tag.get("href", "")[:1] == "#"]
    links += [
        (tag, name, id)
        for tag in walk.tags
        for name in REFERENCES
        if name in tag.attrs
        for id in " ".join(tag.get_attribute_list(name)).split()
    ]
    yield from (f"{name} points at nothing: {shown(tag)}" for tag, name, id in links if id not in ids)


def wrong_ids(walk: Walk):
    """An id is the name of a block: unique, without hyphen."""
    for id, times in Counter(walk.ids).items():
        if times > 1:
            yield f"id {id!r} stands {times} times"
        if not re.fullmatch(r"[A-Za-z]\w*", id):
            yield f"id {id!r} is not letters, digits and underscores"


def wrong_attributes(walk: Walk):
    for tag in walk.tags:
        wrong = [name for name in tag.attrs if FORBIDDEN_ATTRIBUTE.match(name)]
        yield from (f"the attribute {name} has no place here: {shown(tag)}" for name in wrong)
    for tag in walk.named("script"):
        held = tag.attrs
        if "src" not in held and held.get("type") != "application/ld+json":
            yield f"inline script: {shown(tag)}"
        if "src" in held and not {"defer", "async"} & held.keys() and held.get("type") != "module":
            yield f"a script that holds back the first paint: {shown(tag)}"
    for tag in walk.named("a"):
        if tag.get("href", "") in {"", "#"} or tag.get("target") == "_blank":
            yield f"a link without address, or that opens a window: {shown(tag)}"


def unnamed_styles(walk: Walk, policy: str):
    """A style within the page, unless the policy of this very page names it."""
    for tag in walk.named("style"):
        mark = base64.b64encode(sha256(tag.get_text().encode()).digest()).decode()
        if f"'sha256-{mark}'" not in policy:
            yield f"inline style: {shown(tag)}"


def nameless(walk: Walk):
    """What a screen reader could not name."""
    drawn = [tag for tag in walk.named("svg") if tag.get("aria-hidden") != "true"]
    for tag in (*walk.named("a", "button"), *drawn):
        if not spoken_name(tag):
            yield f"{tag.name} without a name: {shown(tag)}"
    for tag in walk.named("img"):
        if "alt" not in tag.attrs:
            yield f"an image without alt: {shown(tag)}"


def wrong_forms(walk: Walk):
    for form in walk.named("form"):
        if not form.get("action") or form.get("method", "").lower() not in {"get", "post"}:
            yield f"a form without action or method: {shown(form)}"


def one_slip(walk: Walk):
    """What destroys, or ends, asks once: a single tap, by a shaky hand or in a bus, loses nothing.

    Right are: `ui.ask_once`; a page whose title asks; a field to fill in; `data-undo`, when the sentence that
    tells the act offers « Annuler » (`web/undo.py`).
    """
    asks = any(flat(heading.get_text()).endswith("?") for heading in walk.named("h1"))
    for form in walk.named("form"):
        if asks or form.get("method") != "post" or "data-undo" in form.attrs:
            continue
        fields = form.find_all(["textarea", "select", "input"])
        if any(field.get("type") != "hidden" for field in fields) or form.find_parent("details", "ask"):
            continue
        for button in form.find_all("button"):
            words = flat(button.get_text()).lower()
            if FOR_GOOD.match(words):
                yield f"one tap on « {words[:60]} » acts for good: write ui.ask_once(…), or offer to undo it"


def wrong_fields(walk: Walk):
    labels = {label["for"]: label for label in reversed(walk.named("label")) if label.get("for")}
    for field in walk.named("input", "select", "textarea"):
        if field.get("type") in {"hidden", "submit", "button"}:
            continue
        label = labels.get(field.get("id", "")) or field.find_parent("label")
        if not spoken_name(field) and not (label and flat(label.get_text())):
            yield f"a field without a label: {shown(field)}"
        if field.get("aria-required") and field.find_parent("form", method="get"):
            yield f'a choice of a list stops nobody, write optional="chosen": {shown(field)}'
    for choice in walk.named("input"):
        if choice.get("type") == "radio":
            group = choice.find_parent("fieldset")
            if group is None or group.legend is None:
                yield f"a choice outside a fieldset with its legend: {shown(choice)}"


def said_nowhere(walk: Walk):
    """One error is said once, beside the answer, to which the summary leads."""
    if walk.page.select_one("#summary h2 > a") and not walk.page.select_one("p.error"):
        yield "the summary leads where nothing is said: ui.field draws the answer, else write its p.error"


def spoken_name(tag: Tag) -> str:
    images = " ".join(image.get("alt", "") for image in tag.find_all("img"))
    parts = (tag.get("aria-label", ""), tag.get("aria-labelledby", ""), tag.get("title", ""), images)
    return flat(" ".join((*parts, "" if tag.name == "textarea" else tag.get_text())))


def shown(tag: Tag) -> str:
    return flat(str(tag))[:140]
