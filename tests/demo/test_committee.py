"""The committee file of the demonstration: one, validated, whose answers differ; it says it is invented."""

from ctg_site.accounts import queries as account_queries
from ctg_site.committee import demonstration as played
from ctg_site.committee import queries as reads
from ctg_site.db import db
from ctg_site.domain.committee import CommitteeState, differ
from ctg_site.models.committee import CommitteeFile

SOURCE = played.SOURCE.read_text()


def test_one_file_is_validated_and_every_face_of_it_reads_well(demonstration, other_browser):
    file = db.session.scalars(db.select(CommitteeFile)).one()
    assert file.state is CommitteeState.VALIDATED
    told = reads.shown(file)
    assert told["totals"]["actions"] > 5 and told["to_decide"] and told["validated"]
    assert any(differ([one["judgement"] for one in asked["answers"]]) for asked in told["evaluation"])
    partner = account_queries.by_email("partenaire@example.org")
    other_browser.walk_in(partner, password="demonstration partenaire 2026")
    other_browser.get(f"/equipe/dossiers/{file.id}")
    assert "Les réponses diffèrent." in other_browser.text
    for face in ("dossier.pdf", "deux-pages.pdf", "projection/4"):
        other_browser.get(f"/equipe/dossiers/{file.id}/{face}")


def test_it_names_no_real_place():
    assert "Lens" not in SOURCE and "@" not in SOURCE
