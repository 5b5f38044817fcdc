"""What the journeys of the opinions find: an action for each way to walk, a contradiction, a flood."""

from ctg_site.actions.editing import operations as actions
from ctg_site.actions.editing import queries as staff_queries
from ctg_site.domain.participation import Choice
from ctg_site.domain.policy import Role
from ctg_site.opinions import operations, queries
from tests import factories

WAYS = 3


def held():
    """The numbers of the actions: one for each way, one that everybody has an opinion about."""
    coordinator = factories.staff(Role.COORDINATOR)
    numbers = {f"walk {n}": begun(f"Un terrain de jeux, {n}", coordinator) for n in range(WAYS)}
    numbers["told"] = begun("Un local pour les jeunes", coordinator)
    told = queries.action(numbers["told"])
    for n, choice in enumerate([*[Choice.NOT_YET] * 12, *Choice]):
        operations.tap(told, choice, f"telephone {n}")
        operations.tap(queries.commitment("2022-2026", "JE1"), choice, f"telephone {n}")
    answer = "Le local ouvre en janvier.\nVenez nous dire ce qui manque."
    operations.answer(told, answer, by=coordinator, version=0)
    for walk in range(WAYS):
        about = queries.action(numbers[f"walk {walk}"])
        for n in range(operations.FLOOD_ON_ONE[0] + 3):
            operations.tap(about, Choice.TO_IMPROVE, f"machine {n}", f"192.0.2.{walk}")
    return numbers


def begun(title, coordinator):
    number = actions.create(title, by=coordinator)
    commitments = [str(queries.commitment("2022-2026", "JE1").id)]
    for section, values in (("identite", {"commitments": commitments}), ("etat", {"state": "under_way"})):
        action = staff_queries.any_action(number)
        actions.save_section(action, section, values, by=coordinator, version=action.version)
    action = staff_queries.any_action(number)
    actions.publish(action, by=coordinator, version=action.version)
    return number
