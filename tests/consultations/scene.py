"""The consultations that the journeys find, one in each state."""

from datetime import timedelta

from ctg_site.domain.participation import ConsultationState
from ctg_site.services.clock import today
from tests.consultations import makers


def held():
    """Their numbers, by what they show."""
    soon = today() + timedelta(days=5)
    late = {"opens_on": soon, "closes_on": soon, "title": "Bientôt, les vacances"}
    made = {
        "open": makers.make_consultation(compulsory={2}),
        "to_come": makers.make_consultation(**late),
        "closed": makers.make_consultation(ConsultationState.CLOSED, title="On lit vos réponses"),
        "empty": makers.make_consultation(ConsultationState.CLOSED, title="Personne n’a répondu"),
    }
    makers.many(made["closed"], 7)
    for walk in range(4):
        made[f"read_{walk}"] = makers.make_consultation(ConsultationState.CLOSED, title=f"À lire {walk}")
        makers.many(made[f"read_{walk}"], 7)
    makers.contribution(made["read_3"], to_check=True)
    return {name: one.id for name, one in made.items()}
