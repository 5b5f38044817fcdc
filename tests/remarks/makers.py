"""Makes remarks, and decisions on them, through the site's own operations."""

from ctg_site.db import db, now
from ctg_site.domain.participation import RemarkEvent, RemarkKind, RemarkState
from ctg_site.domain.tokens import new_token
from ctg_site.models.proposals import Proposal
from ctg_site.models.remarks import Remark
from ctg_site.remarks import operations, queries
from tests import factories
from tests.agenda.makers import TODAY, somebody

WORDS = "Faut-il apporter ses outils ?"


def remark(thing, text=WORDS, kind=None, **values):
    """What a reader writes about this thing: a question when it is an envie."""
    kind = kind or (RemarkKind.QUESTION if isinstance(thing, Proposal) else RemarkKind.COMMENT)
    made = operations.send(thing, kind, text, **{"key": factories.opened()} | values)
    return queries.remark(made.id)


def decided(made, event=RemarkEvent.PUBLISH, by=None, reason="Ces mots blessent."):
    """The same, once somebody decided."""
    by, reason = by or somebody(), "" if event is RemarkEvent.PUBLISH else reason
    operations.decide(made, event, by=by, version=made.version, reason=reason)
    return queries.remark(made.id)


def published(thing, text=WORDS, **values):
    return decided(remark(thing, text, **values))


def many(count, thing, state=RemarkState.PUBLISHED, text=WORDS, answer="Oui."):
    """So many rows at once, without the site's operations: only their number matters."""
    person = factories.staff(function="animatrice famille")
    about = {queries.column_of(thing).key: thing.id}
    kind = RemarkKind.QUESTION if isinstance(thing, Proposal) else RemarkKind.COMMENT
    rows = [
        Remark(
            kind=kind,
            state=state,
            text=f"{text} {number}",
            send_key=new_token(),
            due_on=TODAY,
            answer=answer,
            answered_at=now(),
            answered_by_id=person.id,
            **about,
        )
        for number in range(count)
    ]
    db.session.add_all(rows)
    db.session.commit()
