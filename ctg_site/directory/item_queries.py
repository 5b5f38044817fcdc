"""Reads: the places that touch an aim, a domain or a topic, by the actions they lead and their steps."""

from typing import Any

from sqlalchemy import union_all

from ctg_site.db import db
from ctg_site.models.actions import Action, action_commitment
from ctg_site.models.convention import ConventionStep
from ctg_site.models.places import Structure, structure_step
from ctg_site.services import items


def links() -> Any:
    """Pairs of a place and a commitment: those of the actions it leads, and of its steps of the pathway."""
    leads = db.select(Action.lead_id.label("thing_id"), action_commitment.c.commitment_id)
    through = leads.join(action_commitment, action_commitment.c.action_id == Action.id)
    steps = db.select(structure_step.c.structure_id, ConventionStep.commitment_id).join(
        ConventionStep, ConventionStep.step_id == structure_step.c.pathway_step_id
    )
    return union_all(through.where(Action.is_published, Action.lead_id.is_not(None)), steps)


def touching(word: str) -> Any:
    """Said of a place: it touches this item, by its word in addresses."""
    linked = links().subquery()
    touched = linked.c.commitment_id.in_(items.commitments_of(word))
    return Structure.id.in_(db.select(linked.c.thing_id).where(touched))
