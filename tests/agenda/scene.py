"""The agenda when the journeys begin: meetings of each kind, past and to come, in every state."""

from datetime import timedelta

from ctg_site.agenda import queries as agenda
from ctg_site.agenda.bodies import operations as body_operations
from ctg_site.agenda.meetings import operations
from ctg_site.domain.meetings import College
from ctg_site.domain.recurrence import Repeat, Rule
from ctg_site.services import clock
from tests.agenda.makers import decided, meeting, registered, somebody

MINUTES = """# Ce que nous avons dit

- Les bancs
- **Le jardin**

| Quoi | Qui |
|---|---|
| Les bancs | la Ville |
"""


def held(centre):
    """The numbers of the meetings, by what they show; the journey's own begin with « walk »."""
    by, today = somebody(), clock.today()
    body = agenda.body("comite-technique")
    soon, past = today + timedelta(days=6), today - timedelta(days=9)
    found = {
        "open": meeting(centre, day=soon, takes_registrations=True, by=by, description="Venez en parler."),
        "full": meeting(title="Atelier complet", day=soon, takes_registrations=True, places=1, by=by),
        "cancelled": meeting(title="Une sortie annulée", day=soon, by=by),
        "past": meeting(
            centre, title="Le comité d’avant", kind="technical", body_id=body.id, day=past, by=by
        ),
        "internal": meeting(centre, title="Entre nous", day=past, is_public=False, by=by),
        "series": meeting(
            title="Ça papote des parents",
            kind="chat",
            day=soon,
            rule=Rule(Repeat.WEEKLY, until=soon + timedelta(days=200)),
            place="Au marché",
            by=by,
        ),
    }
    for number in range(3):
        found[f"walk {number}"] = meeting(
            title=f"Un goûter à partager, {number}",
            day=soon,
            takes_registrations=True,
            places=12,
            place=f"Salle {number}",
            by=by,
        )
        found[f"report {number}"] = meeting(
            title=f"Le comité numéro {number}", day=past, place=f"Pièce {number}", by=by
        )
        found[f"close {number}"] = meeting(
            title=f"Le bilan numéro {number}", day=past, place=f"Bureau {number}", by=by
        )
    registered(found["full"], needs="Un fauteuil roulant")
    registered(found["full"], way="phone", email="", phone="06 39 98 00 01")
    operations.cancel(found["cancelled"], "La salle est fermée.", by=by, version=found["cancelled"].version)
    decision = decided(found["past"], by, due_on=past)
    operations.count_people(found["past"], {College.RESIDENTS: 12, College.TOWN: 2}, by=by)
    operations.write_minutes(found["past"], MINUTES, by=by, version=found["past"].version, published=True)
    sitting = [
        body_operations.Seat(College.RESIDENTS, "deux habitantes"),
        body_operations.Seat(College.CAF, "direction"),
    ]
    said = body_operations.Composition("Préparer les choix.", sitting)
    body_operations.compose(body, said, by=by, version=body.version)
    return {name: made.id for name, made in found.items()} | {"decision": decision.id}
