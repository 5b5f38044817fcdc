"""Tens of thousands of envies: the bilan and the files of committees count each once, in as few statements.

`CTG_MANY_ENVIES=50000` counts more of them by hand.
"""

import os
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import String, literal

from ctg_site.bilan import queries as bilan
from ctg_site.convention import queries as conventions
from ctg_site.db import db, operation
from ctg_site.domain.workflow import Moderation, Outcome
from ctg_site.models.convention import Commitment
from ctg_site.models.places import District
from ctg_site.models.proposals import Proposal, proposal_commitment
from ctg_site.proposals.queries import how_many_serve
from ctg_site.services import kept_figures
from ctg_site.words.french import today
from tests import factories
from tests.lens import load_lens
from tests.typography import flat

MANY = int(os.environ.get("CTG_MANY_ENVIES", "10000"))
YEARS, AIMS, PLACES = (2022, 2023, 2024, 2025, 2026), 19, 3
pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def places():
    load_lens()
    return [factories.district(name=f"Quartier {number}").id for number in range(PLACES)]


@operation
def generated(count, places):
    """So many published envies, the database counting by itself: what each is follows from its number."""
    line = db.select(literal(1).label("number")).cte("line", recursive=True)
    line = line.union_all(db.select(line.c.number + 1).where(line.c.number < count))
    number, named = line.c.number, literal("essai ") + db.cast(line.c.number, String)

    def one_of(values, kind):
        return db.case(
            *((number % len(values) == rank, literal(one, kind)) for rank, one in enumerate(values))
        )

    instants = [datetime(year, 5, 5, tzinfo=UTC) for year in YEARS]
    outcomes = [Outcome.REALISED, *(Outcome.OPEN for _ in range(9))]
    values = {
        "id": number,
        "text": literal("Un banc."),
        **dict.fromkeys(("submission_key", "code_hash", "link_hash"), named),
        "moderation": literal(Moderation.PUBLISHED, Proposal.moderation.type),
        "outcome": one_of(outcomes, Proposal.outcome.type),
        "district_id": one_of(places, Proposal.district_id.type),
        "contact_due_on": literal(today() + timedelta(days=14)),
        **dict.fromkeys(("created_at", "published_at"), one_of(instants, Proposal.created_at.type)),
        "version": literal(1),
    }
    db.session.execute(db.insert(Proposal).from_select(list(values), db.select(*values.values())))
    ids = sorted(db.session.scalars(db.select(Commitment.id)))
    assert ids == list(range(ids[0], ids[0] + AIMS)), "each envie serves one of them, by its number"
    served = db.select(Proposal.id, ids[0] + Proposal.id % AIMS)
    columns = ["proposal_id", "commitment_id"]
    db.session.execute(db.insert(proposal_commitment).from_select(columns, served))


def expected(count):
    """By what they are grouped by, how many and how many realised, from their numbers alone."""
    numbers = range(1, count + 1)
    groups = {"annee": len(YEARS), "engagement": AIMS, "quartier": PLACES}
    return {
        name: (
            Counter(one % size for one in numbers),
            Counter(one % size for one in numbers if one % 10 == 0),
        )
        for name, size in groups.items()
    }


def about(queries):
    """The statements that count envies: a promised delay is read apart."""
    return [one for one in queries if "proposal" in one]


def counted(name, found, convention):
    table = bilan.breakdown(name, found, convention, today())
    return table.together or 0, {one.word: (one.counted.received, one.counted.realised) for one in table.told}


def test_each_is_counted_once_wherever_it_is_told(places, queries, browser):
    generated(MANY, places)
    wanted, convention = expected(MANY), conventions.current()
    aims = [one.number for one in sorted(convention.commitments, key=lambda one: one.id)]
    slugs = db.session.scalars(db.select(District.slug).order_by(District.id)).all()
    words = {"annee": [str(year) for year in YEARS], "engagement": aims, "quartier": slugs}
    queries.clear()
    found = bilan.whole(today())
    assert len(about(queries)) == 1
    assert (found.counted.received, found.counted.realised) == (MANY, MANY // 10)
    for name, (received, realised) in wanted.items():
        queries.clear()
        apart, told = counted(name, found, convention)
        assert len(about(queries)) <= 2 and apart == 0, name
        assert told == {word: (received[rank], realised[rank]) for rank, word in enumerate(words[name])}, name
    by_theme = counted("theme", found, convention)[1]
    assert sum(received for received, _ in by_theme.values()) == MANY
    queries.clear()
    everything = [one.id for one in convention.commitments]
    served = [how_many_serve([one], datetime(2026, 1, 1, tzinfo=UTC)) for one in sorted(everything)]
    assert len(about(queries)) == AIMS, "one statement each"
    received, realised = wanted["engagement"]
    assert [(one.published, one.realised) for one in served] == [
        (received[n], realised[n]) for n in range(AIMS)
    ]
    whole = how_many_serve(everything, datetime(2026, 1, 1, tzinfo=UTC))
    assert (whole.published, whole.realised, whole.since) == (MANY, MANY // 10, MANY // len(YEARS))
    browser.get("/bilan/")
    assert f"{MANY:,}".replace(",", " ") in flat(browser.text)


def test_the_page_costs_as_many_statements_for_a_few(places, queries, browser):
    costs = []
    for count in (20, 2000):
        db.session.execute(db.delete(proposal_commitment))
        db.session.execute(db.delete(Proposal))
        db.session.commit()
        generated(count, places)
        kept_figures.forget()
        queries.clear()
        browser.get("/bilan/")
        costs.append(len(queries))
    assert costs[0] == costs[1]
