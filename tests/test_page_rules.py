"""The rules that guard every page: a sound page passes, and each fault is seen."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from tests import page_rules
from tests.page_rules import HEADERS, check_answer

PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Mon envie – Envies d’agir</title></head>
<body><main id="content"><h1>Mon envie</h1>
<p>Bonjour\u00a0: «\u00a0l’<b>amie</b>\u00a0» — oui\u202f! <a href="/aide">Aide</a>
<q class="words">j'ose: oui!</q></p>
<form action="/x" method="post"><label for="name">Nom</label><input id="name" name="name" type="text">
<button>Envoyer</button></form><svg aria-hidden="true" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>
</main></body></html>"""

FAULTS = [
    ("<!doctype html>", "", "doctype"),
    ("</p>", "</i></p>", "HTML:"),
    ("<h1>Mon envie</h1>", "<h2>Mon envie</h2>", "0 h1"),
    ("<title>Mon", "<title>Une", "does not begin with"),
    (' lang="fr"', ' lang="en"', "in French"),
    ('<main id="content">', "<main></main><main>", "2 main"),
    ('id="content"', 'id="name"', "stands 2 times"),
    ('id="content"', 'id="the-content"', "underscores"),
    ("<form", '<div style="color:red"></div><form', "the attribute style"),
    ("<button>", '<button onclick="x()">', "the attribute onclick"),
    ("<form", '<form hx-post="/x"', "the attribute hx-post"),
    ("<form", "<script>x()</script><form", "inline script"),
    ("<form", '<script src="/x.js"></script><form', "holds back"),
    ('href="/aide"', 'href="/ai\u200bde"', "no machine reads"),
    ('href="/aide"', 'href="tel:03\u00a053"', "no machine reads"),
    ("Bonjour", "Bon\u200bjour", "nobody sees"),
    ("<form", '<p class="code">A1\u00a0B2</p><form', "a sign too many"),
    ('href="/aide"', 'href="#"', "without address"),
    ('href="/aide"', 'href="#nowhere"', "points at nothing"),
    ('href="/aide"', 'href="/aide" target="_blank"', "opens a window"),
    (">Aide<", "><", "a without a name"),
    (' aria-hidden="true"', "", "svg without a name"),
    (' method="post"', "", "without action or method"),
    ("<label", "<span", "without a label"),
    ('type="text"', 'type="radio"', "fieldset"),
    (
        'action="/x" method="post"><label for="name">Nom</label><input ',
        'action="/x" method="get"><label for="name">Nom</label><input aria-required="true" ',
        "stops nobody",
    ),
    ("<form", '<div id="summary"><h2><a href="#name">Corriger</a></h2></div><form', "where nothing is said"),
    ("</h1>", "</h1><h3>Trop bas</h3>", "skipped"),
    ("l’<b>", "l'<b>", "straight apostrophe"),
    ("Bonjour\u00a0:", "Bonjour :", "before :"),
    ("Bonjour\u00a0:", "Bonjour:", "before :"),
    ("oui\u202f!", "oui!", "before :"),
    ("«\u00a0", "« ", "after «"),
    ("— oui", "— oui...", "three dots"),
    ("— oui", '— "oui"', "quotation mark"),
    ("Bonjour", "Vous êtes seul·e. Bonjour", "inclusive point"),
    ("Bonjour", "Les ami(e)s. Bonjour", "inclusive point"),
    (">Aide<", ' title="Connecté·e">Aide<', "inclusive point"),
    ("Bonjour", "is_published. Bonjour", "name of the code"),
    ("Bonjour", "par in_person, Bonjour", "name of the code"),
    ("Bonjour", "None. Bonjour", "value of the code"),
    ("Bonjour", "&lt;built-in method copy&gt; Bonjour", "value of the code"),
    ("Bonjour", "Publiée : True. Bonjour".replace(" :", "\u00a0:"), "value of the code"),
    (">Aide<", '>Aide</a></p><p>needs_detail</p><p><a href="/">Aide<', "name of the code"),
    (">Aide<", '>Aide</a></p><p><b>withdrawn</b></p><p><a href="/">Aide<', "raw value"),
]


@pytest.fixture(autouse=True)
def whole(monkeypatch):
    """Here every page is judged whole, on both databases."""
    monkeypatch.setattr(page_rules, "HEADERS_ALONE", False)
    monkeypatch.setattr(page_rules, "sound", set())


def answer(html, status=200, **headers):
    headers = {**dict.fromkeys(HEADERS, "set"), "Content-Security-Policy": "default-src 'none'", **headers}
    request = SimpleNamespace(method="GET")
    return SimpleNamespace(text=html, status_code=status, headers=headers, request=request)


def check(html, path="/", fragment=False, **options):
    check_answer(answer(html, **options), BeautifulSoup(html, "html.parser"), path, fragment)


def test_a_sound_page_passes():
    check(PAGE)


@pytest.mark.parametrize(("sound", "wrong", "told"), FAULTS, ids=[fault[1] or fault[0] for fault in FAULTS])
def test_each_fault_is_seen(sound, wrong, told):
    assert sound in PAGE
    with pytest.raises(AssertionError, match=told):
        check(PAGE.replace(sound, wrong, 1))


@pytest.mark.parametrize(
    "words",
    [
        "jean_luc@example.org, ecrire_a@asso-lens.fr",
        "Le fichier photo_de_la_fete.jpg et https://exemple.fr/un_chemin/une_page",
        "<code>flask ctg is_published</code>",
        '<q class="words">seul·e None in_person</q>',
        "Lens · Envies d’agir (s’il pleut) · l’atelier (le soir)",
        "Le danger, l’action et le message",
    ],
)
def test_what_people_wrote_and_what_machines_read_is_no_word_of_the_page(words):
    check(PAGE.replace("Bonjour", f"{words} — Bonjour", 1))


def test_an_invalid_form_says_so_in_its_title():
    with pytest.raises(AssertionError, match="Erreur : Mon envie"):
        check(PAGE, status=422)
    check(PAGE.replace("<title>", "<title>Erreur\u00a0: "), status=422)


def test_a_fragment_needs_no_title():
    check("<p>Bonjour</p>", fragment=True)


def test_caches_and_cookies():
    with pytest.raises(AssertionError, match="no-store"):
        check(PAGE, path="/suivi")
    with pytest.raises(AssertionError, match="sets or reads a cookie"):
        check(PAGE, path="/aide", **{"Set-Cookie": "a=b"})
    check(PAGE, path="/equipe/envies/", **{"Set-Cookie": "a=b", "Cache-Control": "no-store"})
    with pytest.raises(AssertionError, match="no header Referrer-Policy"):
        response = answer(PAGE)
        del response.headers["Referrer-Policy"]
        check_answer(response, BeautifulSoup(PAGE, "html.parser"), "/", fragment=False)


def test_what_was_judged_sound_is_not_judged_again_and_a_fault_is_told_each_time(monkeypatch):
    form = PAGE.replace("<label", '<input type="hidden" name="csrf_token" value="{}"><label')
    wrong = PAGE.replace('lang="fr"', 'lang="en"')
    judged, judge = [], page_rules.wrong_html
    monkeypatch.setattr(page_rules, "wrong_html", lambda *one: judged.append(1) or judge(*one))
    check(form.format("one token"))
    check(form.format("another token"))
    assert len(judged) == 1
    for _ in range(2):
        with pytest.raises(AssertionError, match="in French"):
            check(wrong)
    with pytest.raises(AssertionError, match="Erreur : "):
        check(form.format("one token"), status=422)
    with pytest.raises(AssertionError, match="no-store"):
        check(form.format("one token"), path="/suivi")
    monkeypatch.setattr(page_rules, "HEADERS_ALONE", True)
    check(wrong)
