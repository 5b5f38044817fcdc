"""The datasets: what everybody reads, in files for machines; nothing of anybody, and never half a file."""

import re
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from ctg_site.db import db
from ctg_site.models.proposals import Proposal
from ctg_site.open_data import exports
from ctg_site.open_data.catalogue_queries import DATASETS, dataset
from ctg_site.web.pieces import PIECE, in_pieces
from tests import factories
from tests.agenda import makers
from tests.proposals.test_poster import hide

ENVIES = "/donnees-ouvertes/envies.csv"
NAMES = [one.name for one in DATASETS]


def test_lines_objects_schema_and_dictionary_tell_the_same_columns(browser, files, demonstration):
    browser.get("/donnees-ouvertes/")
    for one in DATASETS:
        lines, objects = files.lines(one.name), files.objects(one.name)
        schema = files.get(f"/donnees-ouvertes/{one.name}.schema.json").get_json()
        names = [field["name"] for field in schema["fields"]]
        (table,) = [
            tag.find_next("table")
            for tag in browser.page.select("h3")
            if tag["id"] == one.name.replace("-", "_")
        ]
        assert [tag.get_text() for tag in table.select("tbody th")] == names == one.header
        assert lines and len(lines) == len(objects), one.name
        assert list(lines[0]) == list(objects[0]) == names
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in objects]
        assert len(set(keys)) == len(keys) and None not in {part for key in keys for part in key}


def test_the_page_tells_licence_days_and_files(browser, files, demonstration):
    browser.get("/donnees-ouvertes/")
    assert "Licence Ouverte 2.0" in browser.text and "SCDL" in browser.text
    assert len(re.findall(r"Dernier changement le \d", browser.text)) == len(DATASETS)
    for link in browser.page.select("a[download]"):
        answer = files.get(link["href"])
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"] == f"attachment; filename={link['href'].split('/')[-1]}"
    browser.get("/aide")
    browser.click("Données ouvertes")
    browser.get("/plan-du-site")
    browser.click("Montrer les nouvelles sur votre site")


def test_an_empty_site_gives_headers_and_empty_lists(browser, files):
    browser.get("/donnees-ouvertes/")
    assert browser.text.count("Rien encore.") == len(DATASETS)
    for one in DATASETS:
        assert files.lines(one.name) == files.objects(one.name) == []


@pytest.mark.parametrize("address", ["inconnu.csv", "envies.xlsx", "envies", "ENVIES.csv", "a.schema.json"])
def test_what_is_no_dataset_is_not_found(files, address):
    assert files.get(f"/donnees-ouvertes/{address}").status_code == 404


def test_files_are_plain_for_machines(files):
    factories.published(title="Un été, « dehors »; à\ndeux")
    data = files.get(ENVIES).data
    assert data.startswith(b"numero,titre,") and b"\r\n" in data
    (line,) = files.lines("envies")
    assert line["titre"] == files.objects("envies")[0]["titre"] == "Un été, « dehors »; à\ndeux"


@pytest.mark.parametrize("title", ["=1+1", "+33 6", "-2", "@somme", "\t=1"])
def test_no_cell_starts_a_formula(files, title):
    envie = factories.published(title="Un jardin")
    db.session.execute(db.update(Proposal).where(Proposal.id == envie.id).values(public_title=title))
    (line,) = files.lines("envies")
    assert line["titre"].startswith("'"), "a spreadsheet would compute it"
    assert files.objects("envies")[0]["titre"] == title


def test_neither_names_nor_what_waits_are_told(files):
    factories.published(title="Un jardin", first_name="Zoéline", organisation="Les Zinnias")
    factories.proposal(text="Canari")
    (line,) = files.lines("envies")
    assert line["titre"] == "Un jardin"
    told = files.get(ENVIES).text + files.get("/donnees-ouvertes/envies.json").text
    assert not re.search("Zoéline|Zinnias|Canari", told)


def test_small_groups_are_not_told(files):
    for slug, count in (("grand", 6), ("moyen", 5), ("petit", 4)):
        factories.district(slug=slug, name=slug)
        for number in range(count):
            envie = factories.published(title=f"{slug} {number}", district=slug)
            db.session.execute(
                db.update(Proposal).where(Proposal.id == envie.id).values(joined=number, me_too=number + 1)
            )
    lines = files.lines("envies")
    told = {line["quartier"] for line in lines}
    assert told == {"grand", ""}, (
        "the four of « petit » would be known by a subtraction: « moyen » joins them"
    )
    assert {line["partants"] for line in lines} == {"", "5"}
    assert {line["moi_aussi"] for line in lines} == {"", "5", "6"}


def test_decisions_wait_for_the_minutes(files):
    meeting = makers.meeting(kind="committee")
    makers.decided(meeting, text="Ouvrir une salle.")
    assert [one["numero"] for one in files.lines("rendez-vous")] == [str(meeting.number)]
    assert files.lines("decisions") == []


@pytest.mark.parametrize("coding", ["identity", "br", "gzip"])
def test_what_has_not_changed_is_not_sent_again(files, coding):
    kept = factories.published(
        title="Un jardin partagé, à deux pas de chez nous " * 3, text="Des mots. " * 60
    )
    for address in (ENVIES, "/donnees-ouvertes/envies.json", "/donnees-ouvertes/envies.schema.json"):
        tag = files.get(address, Accept_Encoding=coding).headers["ETag"]
        again = files.get(address, Accept_Encoding=coding, If_None_Match=tag)
        assert (again.status_code, again.data) == (304, b""), address
    tag = files.get(ENVIES, Accept_Encoding=coding).headers["ETag"]
    hide(kept)
    after = files.get(ENVIES, Accept_Encoding=coding, If_None_Match=tag)
    assert after.status_code == 200 and files.lines("envies") == []


def test_nobody_receives_half_a_file(files, monkeypatch):
    def cut(one):
        yield b"numero"
        raise OperationalError("SELECT", {}, Exception("away"))

    monkeypatch.setattr(exports, "lines", cut)
    answer = files.get(ENVIES)
    assert answer.status_code == 503 and "attachment" not in answer.headers.get("Content-Disposition", "")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_costs_the_same_statements_at_few_and_many(app, files, queries, demonstration, name):
    files.get(f"/donnees-ouvertes/{name}.csv")
    queries.clear()
    lines = files.lines(name)
    assert lines and len(queries) <= 7, f"{len(lines)} lines: {queries}"


def test_the_page_costs_three_statements(browser, queries, demonstration):
    queries.clear()
    browser.get("/donnees-ouvertes/")
    assert len(queries) <= 3


def many(count):
    """So many envies, as the first one is."""
    first = factories.published(title="Un jardin partagé", text="Des mots, encore des mots. " * 20)
    columns = [one for one in Proposal.__table__.columns if one.name != "id"]
    held = dict(db.session.execute(db.select(*columns).where(Proposal.id == first.id)).mappings().one())
    keys = ("submission_key", "code_hash", "link_hash")
    ago = [timedelta(seconds=number) for number in range(count)]
    rows = [
        held | {key: f"{key} {number}" for key in keys} | {"published_at": first.published_at - ago[number]}
        for number in range(1, count)
    ]
    db.session.execute(db.insert(Proposal), rows)
    db.session.commit()


def test_ten_thousand_envies_are_held_by_hundreds(files, queries):
    many(10_000)
    held, lines = 0, 0
    queries.clear()
    for _ in dataset("envies").lines():
        lines += 1
        if lines % 100 == 0:
            held = max(held, len(db.session.identity_map))
    assert lines == 10_000
    assert held < 1200, "what was written is forgotten"
    assert len(queries) <= 2 + 2 * (10_000 // 500 + 1), "some hundreds by statement"


def test_a_large_file_leaves_piece_by_piece(app):
    """Beyond what is held in memory, it waits on the disk; its mark is known all the same."""
    with app.test_request_context():
        answer = in_pieces((b"x" * 999 for _ in range(2000)), "grand.csv", "text/csv")
        pieces = [len(piece) for piece in answer.response]
    assert (
        sum(pieces) == answer.content_length == 999 * 2000 and max(pieces) == PIECE and answer.get_etag()[0]
    )
