"""« Version simple »: short sentences, everybody’s words, one pictogram a line; linked both ways."""

import re

import pytest

PAGES = {
    "/version-simple": "/",
    "/version-simple/participer": "/aide",
    "/version-simple/la-suite": "/charte",
    "/version-simple/mes-donnees": "/donnees-personnelles",
}
MOST_WORDS = 10
#: Words of the convention, of the law and of the staff.
JARGON = re.compile(
    r"convention|territorial|CTG|thématique|engagement|enjeu|instance|copil|comité|partenaire|dispositif"
    r"|indicateur|bilan|modération|publi|dossier|référent|accompagn|coordonnées|traitement|responsable"
    r"|consentement|cookie|RGPD|socioculturel|structure|consultation|falc|formulaire|valider",
    re.I,
)


def sentences(text):
    return [one for one in re.split(r"[.?!…]+", text) if one.strip()]


@pytest.mark.parametrize("address", PAGES)
def test_short_sentences_of_everybodys_words(browser, address):
    browser.get(address)
    article = browser.page.select_one("article")
    lines = article.select(".simple > li")
    assert len(lines) >= 6 and all(line.select_one("svg use") for line in lines)
    said = [part for span in article.select(".simple span span") for part in sentences(span.get_text())]
    long = [one for one in said if len(re.findall(r"[\w’-]+", one)) > MOST_WORDS]
    assert said and not long, f"{MOST_WORDS} words at most: {long}"
    assert not JARGON.findall(article.get_text()), "say it in everybody’s words"


@pytest.mark.parametrize(("address", "whole"), PAGES.items())
def test_linked_from_the_page_it_simplifies_and_back(browser, address, whole):
    browser.get(whole)
    assert address in [link["href"] for link in browser.page.select("main a[href]")]
    browser.get(address)
    browser.click("La page complète")
    assert browser.url.endswith(whole)


@pytest.mark.parametrize("address", PAGES)
def test_each_leads_to_the_others(browser, address):
    browser.get(address)
    links = {link["href"] for link in browser.page.select("article nav a")}
    assert links >= set(PAGES)
