"""Many envies at once, as the database holds them; actions of commitments in a state."""

from datetime import timedelta
from itertools import count
from random import Random

from ctg_site.db import db, now, operation
from ctg_site.domain.evaluation import ActionState
from ctg_site.domain.workflow import Outcome, Stage
from ctg_site.models.actions import Action
from ctg_site.models.convention import Commitment
from ctg_site.models.places import District, Structure
from ctg_site.models.proposals import Proposal, proposal_commitment
from ctg_site.words.french import today
from tests import factories

numbers = count(1)


@operation
def envies(how_many, commitments=(), **values):
    """So many envies with these columns, all serving these commitments."""
    rows = [row(**values) for _ in range(how_many)]
    if not rows:
        return
    made = db.session.scalars(db.insert(Proposal).returning(Proposal.id), rows).all()
    links = [{"proposal_id": one, "commitment_id": other} for one in made for other in commitments]
    if links:
        db.session.execute(db.insert(proposal_commitment), links)


def row(**values):
    unique = f"essai-{next(numbers)}"
    secrets = dict.fromkeys(("submission_key", "code_hash", "link_hash"), unique)
    due = today() + timedelta(days=14)
    return {"text": "Un banc.", "contact_due_on": due, "created_at": now(), "version": 1} | secrets | values


def scattered(seed, most=60):
    """Envies of all years, places, stages and commitments, in groups of any size."""
    drawn = Random(seed)
    districts = list(db.session.scalars(db.select(District.id))) or [
        factories.district().id for _ in range(4)
    ]
    centres = list(db.session.scalars(db.select(Structure.id))) or [factories.centre().id for _ in range(3)]
    commitments = list(db.session.scalars(db.select(Commitment.id)))
    for _ in range(14):
        envies(
            drawn.choice((1, 2, 3, 4, 6, 9, drawn.randrange(1, most))),
            drawn.sample(commitments, drawn.randrange(0, 3)) if commitments else (),
            district_id=drawn.choice((None, *districts)),
            structure_id=drawn.choice((None, *centres)),
            stage=drawn.choice(list(Stage)),
            outcome=drawn.choice((Outcome.OPEN, Outcome.REALISED, Outcome.STOPPED_BY_AUTHOR)),
            created_at=now() - timedelta(days=drawn.randrange(0, 1500)),
        )


def action(state, commitments, **values):
    """A published action in this state, that carries these commitments."""
    first = db.session.get(Commitment, commitments[0])
    made = Action(
        convention_id=first.convention_id,
        number=next(numbers),
        title=f"Action d’essai {next(numbers)}",
        is_published=True,
        state=ActionState(state),
        changed_on=today(),
        **values,
    )
    made.commitments = [db.session.get(Commitment, one) for one in commitments]
    return factories.save(made)
