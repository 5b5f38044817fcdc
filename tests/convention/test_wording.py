"""The words of the convention: the act's exactly, all of them; ours plain, and nothing left out."""

import re
from pathlib import Path

import pytest

from ctg_site.convention.reader import LENS

DELIBERATION = Path(__file__).parents[3] / "shared" / "seed" / "deliberation-2022-12-14.txt"

#: What an acronym means; wherever our words use one, they say it in the same text.
MEANINGS = {
    "ALSH": "accueil de loisirs sans hébergement",
    "BAFA": "brevet d’aptitude aux fonctions d’animateur",
    "CAF": "caisse d’allocations familiales",
    "CTG": "convention territoriale globale",
    "ERBM": "engagement pour le renouveau du bassin minier",
    "LAEP": "lieu d’accueil enfants-parents",
    "NPNRU": "nouveau programme national de renouvellement urbain",
    "PC": "un pc est un ordinateur",
}

#: What the act names in each commitment: our version must say it too.
ELEMENTS = {
    "PE1": "varié|qualité|tout-petits|coordonner|parents|besoins des familles|handicap|"
    "fragilisés|sociale|professionnelle",
    "PA1": "chaque jour|structures|relations|premiers éducateurs|valeur|fragilisées|"
    "conditions de vie|comprendre|future",
    "JE1": "enfants|jeunes|varié|développer|parents|besoins|attentes|adolescents|handicap|"
    "fragilisés|sociale|profession",
    "JE2": "encourager|premières responsabilités|citoyennes|savent faire|BAFA|vie d’adulte",
    "JE3": "s’engager|inégalités|lieux|centres socioculturels|Maison Buisson|accueil de loisirs|d’autres",
    "AVS1": "cœur|envies|collectif|gouvernance|partagée|café de l’info|ça papote|concertation|"
    "habitants|professionnels|élus|comité stratégique|d’autres",
    "AVS2": "pilotent|animent|réseau|partenaires associés|construisent|développement social|"
    "ambitieux|réaliste|maillage|rencontrer|coopérations|réussite éducative|santé|"
    "numérique|accompagnement des parents|insertion sociale|professionnelle|"
    "développement durable|culture",
    "NUM1": "accès de tous|culture ensemble|attentive|injonction|tout-numérique|illectronisme",
    "NUM2": "participer|plus égal|PC solidaires|d’autres|aller vers|plus éloignées",
    "NUM3": "levier|insertion sociale|insertion professionnelle|réussite éducative",
    "CV1": "dignement|cadre de vie|environnement social|qualité|renouveler|NPNRU|ERBM|"
    "réhabilitation|quartiers|structures municipales de proximité",
    "CV2": "particularités|territoire|cohérentes|efficiente|partenaires",
    "CV3": "active|décence|sécurité|locatif privé",
    "TR1": "familles|équilibre|vie de famille|vie professionnelle|vie sociale",
    "TR2": "visibles|actions|structures|proximité|tout-petits|enfants|jeunes|familles|lisible|"
    "diffusion|information",
    "TR3": "coopérations|cohérence|territoire|ressources|faiblesses|agir|accompagnements|cohérents|articulés",
    "TR4": "Hors les murs|familles|jeunes|là où ils se trouvent|isolement|ruptures|freins|"
    "structures de la Ville|événements|d’autres",
    "TR5": "accompagner|égalité des chances|réussite éducative|lien|familles|structures d’accueil|écoles",
    "TR6": "renforcer|créer|sans coupure|structures de la ville|crèche|LAEP|école|scolaires|"
    "périscolaires|ALSH|maternels|primaire|adolescents|engagement|"
    "responsabilités de citoyens",
}


@pytest.fixture(scope="module")
def act():
    """The paragraphs of the deliberation, those that a page cut in two joined again."""
    if not DELIBERATION.is_file():
        reason = f"the wording is not compared: no {DELIBERATION.name} in shared/seed beside this checkout"
        pytest.skip(reason)
    joined = []
    for line in map(squeezed, DELIBERATION.read_text(encoding="utf-8").splitlines()):
        if line and line[0].islower() and joined:
            joined[-1] += f" {line}"
        elif line:
            joined.append(line)
    return joined


def squeezed(text):
    return " ".join(text.split())


def commitments_of(act):
    """Heading → bullets, for each section « Au titre … » of the act."""
    sections, bullets = {}, None
    for paragraph in act:
        heading = paragraph.lstrip("# ")
        if heading.startswith("Au titre "):
            bullets = sections.setdefault(heading.removesuffix(":").strip(), [])
        elif bullets is not None and paragraph.startswith("- "):
            bullets.append(paragraph.removeprefix("- "))
        else:
            bullets = None
    return sections


def lists(lens):
    return (lens.aims, lens.domains, lens.topics, lens.pathway, lens.governance, lens.participation)


def plain_texts(lens):
    """(name, text) for everything that is written in our words."""
    yield "introduction", lens.introduction
    for theme in lens.themes:
        yield theme.code, theme.summary
        yield from ((one.number, one.plain_text) for one in theme.commitments)
    yield from ((part.key, part.plain_text) for parts in lists(lens) for part in parts)


def sentences(text):
    return [one for line in text.splitlines() for one in re.split(r"(?<=[.?!])\s+", line) if one]


def length(sentence):
    """Elided words count: « l’école » is two words."""
    return len(re.findall(r"\w+(?:-\w+)*", sentence))


def test_every_bullet_of_the_act_is_one_commitment(lens, act):
    written = {
        theme.official_heading: [one.official_text for one in theme.commitments] for theme in lens.themes
    }
    assert written == commitments_of(act)


def test_every_other_quotation_is_in_the_act(lens, act):
    words = " ".join(act)
    assert not [part.key for parts in lists(lens) for part in parts if part.official_text not in words]
    assert lens.source.reference in words.replace("\\_", "_")


def test_nothing_is_missing(lens):
    assert [theme.code for theme in lens.themes] == ["PE", "PA", "JE", "AVS", "NUM", "CV", "TR"]
    assert [len(theme.commitments) for theme in lens.themes] == [1, 1, 3, 2, 3, 3, 6]
    assert [len(parts) for parts in lists(lens)] == [5, 8, 7, 7, 5, 2]
    assert (lens.topics_of, lens.pathway_of) == ("AVS2", "TR6")


def test_topics_and_steps_are_quoted_from_their_commitment(lens):
    official = {one.number: one.official_text for theme in lens.themes for one in theme.commitments}
    assert not [part.key for part in lens.topics if part.official_text not in official[lens.topics_of]]
    assert not [part.key for part in lens.pathway if part.official_text not in official[lens.pathway_of]]


def test_sentences_are_short(lens):
    lengths = {one: length(one) for _, text in plain_texts(lens) for one in sentences(text)}
    assert sum(lengths.values()) / len(lengths) <= 12
    assert not {one: words for one, words in lengths.items() if words > 22}


def test_commitments_are_read_with_short_sentences_each(lens):
    averages = {
        one.number: sum(map(length, sentences(one.plain_text))) / len(sentences(one.plain_text))
        for theme in lens.themes
        for one in theme.commitments
    }
    assert not {number: average for number, average in averages.items() if average > 14}


def test_acronyms_are_explained_where_they_stand(lens):
    unexplained = [
        (name, acronym)
        for name, text in plain_texts(lens)
        for acronym in re.findall(r"\b[A-Z]{2,}\b", text)
        if MEANINGS.get(acronym, "?") not in text.lower()
    ]
    assert not unexplained


def test_titles_have_no_acronym(lens):
    titles = [one.plain_title for theme in lens.themes for one in theme.commitments]
    titles += [title for theme in lens.themes for title in (theme.name, theme.summary)]
    assert not [title for title in titles if re.search(r"\b[A-Z]{2,}\b", title)]


def test_our_words_leave_nothing_out(lens):
    written = {one.number: one.plain_text for theme in lens.themes for one in theme.commitments}
    assert set(written) == set(ELEMENTS)
    missing = [
        (number, element)
        for number, elements in ELEMENTS.items()
        for element in elements.split("|")
        if element.lower() not in written[number].lower()
    ]
    assert not missing


def test_our_words_tell_an_aim_and_promise_nothing(lens):
    texts = {one.number: one.plain_text for theme in lens.themes for one in theme.commitments}
    assert not [number for number, text in texts.items() if not re.search(r"\b(vise|veut)\b", text)]
    promise = r"(?i)\b(promet|promesse|garanti\w*|vous aurez|vous avez droit|assurera|sera)\b"
    assert not [number for number, text in texts.items() if re.search(promise, text)]


def test_nobody_is_named():
    text = LENS.read_text(encoding="utf-8")
    assert not re.findall(r"(?:\d{2}[ .]){4}\d{2}|@|\b(?:Mme|MM?\.|Madame|Monsieur|rue|avenue)\b", text)
