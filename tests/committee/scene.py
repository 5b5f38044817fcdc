"""The committee files when the journeys begin: one that is done, one that waits, a meeting that has none."""

from datetime import timedelta

from ctg_site.agenda import queries as agenda
from ctg_site.committee import operations, queries
from ctg_site.db import db
from ctg_site.domain.committee import Criterion, Judgement
from ctg_site.domain.policy import Role
from ctg_site.services import clock
from tests.agenda.makers import meeting, somebody


def held():
    """Their numbers, by what they show; `none` is the number of a meeting."""
    by, body = somebody(), agenda.body("comite-strategique-centres")
    first = clock.today() + timedelta(days=300)
    planned = [
        meeting(
            title=f"Comité numéro {number}",
            kind="committee",
            body_id=body.id,
            day=first + timedelta(days=number),
            by=by,
        )
        for number in range(5)
    ]
    done = operations.ask(planned[0], by=by)
    operations.work()
    answered(done)
    waiting = operations.ask(planned[1], by=by)
    return {"done": done.id, "waiting": waiting.id} | {
        f"none {number}": planned[number + 2].id for number in range(3)
    }


def answered(file):
    """Two partners do not judge the same; the coordination wrote a few words."""
    theme = queries.themes(file)[0]
    for judged in (Judgement.YES, Judgement.NO):
        by = somebody(Role.PARTNER)
        operations.answer(file, theme, {Criterion.AIMS: (judged, "Nous le voyons ainsi.")}, by.name, by=by)
    db.session.refresh(file)
    words = {"themes": {theme.code: "Deux lieux ont ouvert."}, "to_decide": {"fund": ["Un lieu le soir"]}}
    operations.write(file, words, by=somebody(), version=file.version)
