"""Documents kept as they came, before the site wrote them again, are written again once."""

import pytest

from ctg_site.agenda import queries
from ctg_site.agenda.documents import operations
from ctg_site.db import db, operation
from ctg_site.domain import pdf
from ctg_site.domain.policy import Role
from ctg_site.effects import documents
from ctg_site.models.meetings import MeetingDocument
from tests import factories
from tests.agenda import hostile_pdfs
from tests.agenda.makers import meeting, somebody
from tests.agenda.test_documents import ATTACK, in_clear

NOTHING = operations.WrittenAgain()
SCRIPT = hostile_pdfs.plain(
    {1: hostile_pdfs.CATALOG, 2: hostile_pdfs.PAGES, 3: hostile_pdfs.PAGE, 4: hostile_pdfs.SCRIPT}
)


@pytest.fixture(autouse=True)
def own_folder(app, monkeypatch, tmp_path):
    monkeypatch.setattr(documents, "path_of", lambda name: tmp_path / f"{name}.pdf")
    return tmp_path


@pytest.fixture
def before():
    made, by = meeting(), somebody()

    @operation
    def keep(title, content):
        row = MeetingDocument(
            meeting_id=made.id, name=documents.keep(content), title=title, size=len(content)
        )
        row.for_everybody, row.actor_id = True, by.id
        db.session.add(row)
        return row

    return keep


def test_what_acts_is_left_out_once_for_all(before, own_folder, other_browser):
    number, former = before("Le diaporama", SCRIPT).id, SCRIPT
    assert ATTACK.search(in_clear(former))
    assert operations.write_again() == NOTHING
    kept = db.session.get_one(MeetingDocument, number, populate_existing=True)
    content = documents.read(kept.name)
    assert not ATTACK.search(in_clear(content)) and kept.size == len(content) and kept.for_everybody
    assert [path.stem for path in own_folder.iterdir()] == [kept.name]
    other_browser.get(f"/agenda/documents/{number}")
    before("Un autre", SCRIPT)
    operations.write_again()
    assert len([path for path in own_folder.iterdir() if path.read_bytes() == SCRIPT]) == 1, (
        "once, not at each start"
    )


def test_what_is_not_read_whole_is_the_publics_no_more(before, browser, other_browser):
    number = before("Un vieux fichier", SCRIPT[:200]).id
    assert operations.write_again().unread == ["Un vieux fichier"]
    other_browser.get(f"/agenda/documents/{number}", status=404)
    browser.sign_in(factories.staff(Role.COORDINATOR))
    browser.get(f"/equipe/agenda/{db.session.get_one(MeetingDocument, number).meeting_id}")
    assert "ne se lit pas en entier, renvoyez-le" in browser.text and "Un vieux fichier" in browser.text


def test_a_row_that_fails_leaves_the_former_file_alone(before, own_folder, monkeypatch):
    name = before("Le diaporama", SCRIPT).name
    monkeypatch.setattr(operations, "_rename", lambda *details: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        operations.write_again()
    assert [path.stem for path in own_folder.iterdir()] == [name]


@pytest.mark.parametrize("away", ["disk", "busy"])
def test_what_the_disk_does_not_give_waits_for_the_next_time(before, monkeypatch, away):
    number = before("Le diaporama", SCRIPT).id
    with monkeypatch.context() as patched:
        if away == "disk":
            patched.setattr(documents, "read", lambda name: None)
        else:
            patched.setattr(documents, "written", refused_for_now)
        assert operations.write_again().waiting == ["Le diaporama"]
    kept = queries.document(number)
    assert kept.for_everybody and documents.read(kept.name) == SCRIPT
    operations.write_again()
    db.session.expire_all()
    assert not ATTACK.search(in_clear(documents.read(queries.document(number).name)))


def refused_for_now(content):
    raise pdf.NotKept(pdf.PdfFault.BUSY)
