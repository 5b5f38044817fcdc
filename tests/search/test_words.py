"""French as people type it: what each query finds, the same on either database."""

import pytest

from ctg_site.db import db
from ctg_site.domain.neighbours import written
from ctg_site.domain.own_pages import own_pages
from ctg_site.domain.word_files import lines
from ctg_site.models.search import SearchKind
from ctg_site.proposals.finding_queries import RegisterFilters, page
from ctg_site.services import search_index, search_words
from tests import factories

ENVIES = {
    "horses": ("Des chevaux au parc", "Voir passer les chevaux de trait."),
    "garden": ("Un jardin partagé", "Des bacs pour l’œuvre commune, derrière l’école."),
    "works": ("Aider aux travaux", "Repeindre le préau et les tuyaux."),
    "games": ("Une ludothèque", "Des jeux pour les aînés, et un festival."),
}
FOUND = (
    ("cheval", {"horses"}),
    ("chevals", {"horses"}),
    ("CHEVAUX", {"horses"}),
    ("jardins partager", {"garden"}),
    ("jardiner", {"garden"}),
    ("jard", {"garden"}),
    ("lu", {"games"}),
    ("l’ecole", {"garden"}),
    ("d'écoles", {"garden"}),
    ("oeuvres", {"garden"}),
    ("ŒUVRE", {"garden"}),
    ("travail", {"works"}),
    ("travails", {"works"}),
    ("tuyau", {"works"}),
    ("préaux", {"works"}),
    ("jeu", {"games"}),
    ("jeus", {"games"}),
    ("festivaux", {"games"}),
    ("aines", {"games"}),
    ("ludo", {"games"}),
    ("résidence", {"garden"}),
    ("jardin residence", {"garden"}),
    ("jardin cheval", {"garden", "horses"}),
    ("je voudrais un jardin", {"garden"}),
    ("jradin", {"garden"}),
    ("xardin", {"garden"}),
    ("xylophone", set()),
    ("de la", set()),
    ("zzqkenvie", set()),
    ("zzq", set()),
    ("🌻", set()),
)


@pytest.fixture
def envies(database):
    centre = factories.centre(name="Maison Dumas")
    factories.district(slug="residence", name="Grande Résidence")
    places = {"garden": "residence"}
    return {
        name: factories.published(centre, title, text=text, district=places.get(name)).id
        for name, (title, text) in ENVIES.items()
    }


def test_each_query_finds_what_people_mean(envies):
    names = {number: name for name, number in envies.items()}
    found = {query: {names[one.id] for one in page(RegisterFilters(q=query)).rows} for query, _ in FOUND}
    assert found == dict(FOUND)


def test_two_letters_stand_for_few_words_those_written_in_the_most_ways(database):
    centre = factories.centre()
    for number, rare in enumerate("jabot jade jaguar jais jalon jante jaune java jazz".split()):
        factories.published(centre, f"Un {rare} {number}")
    factories.published(centre, "Un jardin, des jardins, jardiner, un jardinier, le jardinage")
    (term,) = search_words.understand("ja")
    assert len(term.stems) == search_words.FEW_STEMS and "jardin" in term.stems


def test_a_word_nobody_wrote_is_read_as_the_one_it_is_close_to(envies):
    (term,) = search_words.understand("jradin")
    assert term.typed == "jradin" and term.read_as == "jardin"
    assert search_words.instead(search_words.understand("jardin cheval")) == ["jardin", "cheval"]
    assert search_words.instead(search_words.understand("jardin xylophone")) == ["jardin"]


def test_what_reads_as_an_operator_is_a_word_or_nothing(envies):
    for query in (
        'AND OR NOT NEAR * " ( ) : & | ! <-> \\',
        '"jardin',
        "jardin*) OR (zzqp",
        "NEAR(jardin)",
        "jardin & !cheval",
        "words:jardin",
        "jardin" * 2000,
        "é" * 5000,
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        "'; DROP TABLE proposal; --",
    ):
        page(RegisterFilters(q=query))
        list(db.session.scalars(search_index.matching(SearchKind.FILE, query)))


def test_a_word_of_the_index_finds_no_file_by_its_facets(envies):
    for query in ("z", "zz", "zzq", "zzqp"):
        assert not list(db.session.scalars(search_index.matching(SearchKind.ENVIE, query)))


def test_the_files_of_words_hold_what_the_search_reads(app):
    places = app.url_map.bind("")
    assert all(places.build(page.endpoint) for page in own_pages())
    wrong = [line for line in lines("neighbours.txt") if line.count("=") != 1]
    assert not wrong, f"« what people type = what the pages say », once a line: {wrong}"
    assert len(written_lines := lines("neighbours.txt")) >= 150 and len(written().of) > len(written_lines)
