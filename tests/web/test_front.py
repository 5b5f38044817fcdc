"""Pages kept before Flask: the same for everybody, never one that changed, and each answer its own line."""

import json
import logging

import pytest

from ctg_site.db import db
from ctg_site.domain.vocabulary import Task
from ctg_site.models.places import District
from ctg_site.services import heartbeat
from ctg_site.web import front as fronts
from ctg_site.web.logs import JsonLines
from tests import factories
from tests.processes import in_another_process


@pytest.fixture
def drawn(front, clock, monkeypatch):
    """The addresses that the site was asked for, in one minute: what is kept is not among them."""
    asked, site = [], front.site

    def noted(environ, start):
        asked.append(environ["PATH_INFO"])
        return site(environ, start)

    monkeypatch.setattr(front, "site", noted)
    return asked


def read(app, address="/envies/", method="GET", **headers):
    """An answer as a stranger receives it, compressed or not."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return app.test_client(use_cookies=False).open(address, method=method, headers=sent)


def test_a_page_is_drawn_once_and_given_to_all(app, drawn):
    first, second = read(app), read(app)
    assert drawn == ["/envies/"] and first.data == second.data
    told = [name for name, value in first.headers if second.headers.get(name) != value]
    assert told == ["X-Request-Id"], "what belongs to one answer is not kept"
    for same in (
        read(app, If_None_Match=first.headers["ETag"]),
        read(app, If_None_Match="W/" + first.headers["ETag"]),
    ):
        assert same.status_code == 304 and not same.data and same.headers["ETag"] == first.headers["ETag"]
        assert {name for name, _ in same.headers} == {"ETag", "Cache-Control", "Vary", "X-Request-Id"}
    assert read(app, If_None_Match='"another"').status_code == 200
    assert drawn == ["/envies/"]


def test_who_has_the_page_already_is_told_so_when_it_is_drawn_again(app, front, drawn):
    tag = read(app).headers["ETag"]
    front.keep_at_most(fronts.MOST)
    assert read(app, If_None_Match=tag).status_code == 304
    assert read(app).status_code == 200 and len(drawn) == 2


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("", None),
        ("*", None),
    ],
)
def test_each_kind_of_browser_gets_what_it_reads(app, drawn, accepted, coding):
    factories.published(title="Un jardin")
    for _ in range(2):
        assert read(app, Accept_Encoding=accepted).headers.get("Content-Encoding") == coding
    assert len(drawn) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Basic Zm9v"},
        {"Cookie": "ctg_suivi=x"},
        {"Cookie": "a=b; __Secure-ctg_equipe=x"},
        {"HX_Request": "true", "HX_Target": "register"},
        {"Range": "bytes=0-10"},
        {"Host": "127.0.0.1"},
    ],
)
def test_what_may_be_for_one_person_is_asked_of_the_site(app, drawn, headers):
    read(app)
    for _ in range(2):
        assert read(app, **headers).status_code in {200, 204}
    assert len(drawn) == 3


def test_what_another_site_left_in_the_browser_changes_nothing(app, drawn):
    for _ in range(2):
        read(app, Cookie="_pk_id.1.1fff=a-number")
    assert len(drawn) == 1


def test_a_write_and_a_head_are_asked_of_the_site(app, drawn):
    read(app)
    read(app, method="HEAD")
    read(app, method="POST")
    assert len(drawn) == 3


@pytest.mark.parametrize(
    "address", ["/envies/?inconnu=1", "/recherche?q=jardin", "/suivi", "/healthz", "/readyz"]
)
def test_what_is_made_up_searched_or_somebodys_is_not_kept(app, front, drawn, address):
    for _ in range(2):
        assert read(app, address).status_code == 200
    assert len(drawn) == 2 and not front.kept.weight


def test_what_a_secret_opens_is_kept_by_nobody(app, front):
    answers = [
        read(app, rule.rule.replace("<secret>", "A" * 26).replace("<token>", "A" * 26))
        for rule in app.url_map.iter_rules()
        if {"secret", "token"} & rule.arguments and "GET" in rule.methods and len(rule.arguments) == 1
    ]
    assert answers and not front.kept.weight
    assert {one.headers.get("Cache-Control") for one in answers if one.status_code == 200} <= {"no-store"}


def test_what_others_add_to_a_link_is_not_another_page(app, drawn):
    for ending in ("", "?fbclid=abc", "?utm_source=lettre&utm_medium=mail", "?fbclid=def"):
        assert read(app, "/envies/" + ending).status_code == 200
    assert len(drawn) == 1
    read(app, "/envies/?theme=PE&fbclid=abc")
    read(app, "/envies/?theme=PE")
    assert len(drawn) == 2


def test_the_next_request_shows_what_was_written(app, drawn):
    place = factories.centre()
    assert "Un jardin" not in read(app).text
    factories.published(place, title="Un jardin")
    assert "Un jardin" in read(app).text


def test_the_next_request_shows_what_another_process_wrote(app, drawn):
    place = factories.centre()
    assert "Un jardin" not in read(app).text
    in_another_process(lambda: factories.published(factories.reread(place), title="Un jardin"))
    assert "Un jardin" in read(app).text


@pytest.mark.parametrize("way", ["row", "bulk", "core"])
def test_whatever_the_way_it_was_written(app, drawn, way):
    district = factories.district()
    factories.centre(district=district)
    assert "Quartier neuf" not in read(app, "/structures/").text
    change = db.update(District).where(District.id == district.id).values(name="Quartier neuf")
    if way == "row":
        district.name = "Quartier neuf"
    elif way == "bulk":
        db.session.execute(change)
    db.session.commit()
    if way == "core":
        with db.engine.execution_options(ctg_writes=True).begin() as connection:
            connection.exec_driver_sql(f"UPDATE district SET name = 'Quartier neuf' WHERE id = {district.id}")
        db.session.expire_all()
    assert "Quartier neuf" in read(app, "/structures/").text


def test_what_is_undone_changes_nothing(app, front, drawn):
    factories.district()
    read(app)
    known = front.watch.now()
    db.session.scalars(db.select(District)).one().name = "Quartier neuf"
    db.session.flush()
    db.session.rollback()
    db.session.commit()
    read(app)
    assert front.watch.now() == known and len(drawn) == 1


def test_what_no_page_shows_leaves_the_pages_alone(app, drawn):
    for _ in range(2):
        assert read(app, "/charte").status_code == 200
        heartbeat.beat(Task.SEND_MAIL)
        factories.proposal()
    assert len(drawn) == 1


def test_a_page_is_drawn_again_each_minute(app, clock, drawn):
    """Days turn, doors open and close: pages say « aujourd’hui », « ouvert »."""
    read(app)
    clock.shift(59)
    read(app)
    assert len(drawn) == 1
    clock.shift(1)
    read(app)
    assert len(drawn) == 2


def test_each_answer_has_its_line(app, front, clock, caplog):
    caplog.set_level(logging.INFO, "ctg_site")
    answers = [read(app), read(app)]
    answers.append(read(app, If_None_Match=answers[0].headers["ETag"]))
    answers.append(read(app, "/envies/12345"))
    lines = [json.loads(JsonLines().format(one)) for one in caplog.records if one.name == "ctg_site.access"]
    assert [(one["status"], one.get("front")) for one in lines] == [
        (200, "drawn"),
        (200, "kept"),
        (304, "kept"),
        (404, None),
    ]
    assert [one["request"] for one in lines] == [one.headers["X-Request-Id"] for one in answers]
    assert {one["path"] for one in lines[:3]} == {"/envies/"} and all(one["ms"] >= 0 for one in lines)


def test_whether_the_process_lives_asks_nobody(app, front, monkeypatch):
    monkeypatch.setattr(front.watch, "now", lambda: pytest.fail("the database was asked"))
    assert read(app, "/healthz").status_code == 200
