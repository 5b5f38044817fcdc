"""What the author will read of a decision: why, somebody to talk to, another door to knock at."""

from typing import Any

from ctg_site.domain.wording import fill
from ctg_site.domain.workflow import Decision

#: What disappoints names somebody to talk to; what closes a door shows another one.
KIND = frozenset({Decision.REFUSE, Decision.REDIRECT, Decision.GROUP, Decision.HIDE})
ANOTHER_DOOR = frozenset({Decision.REFUSE, Decision.REDIRECT})
TALK = "Pour en parler, appelez {centre} au {telephone}."


def told(event: Any, prepared: Any, own: str, door: str, values: dict[str, str], function: str) -> str:
    """The word kept in the follow-up: the prepared sentence, the agent's own words, a door, a person.

    Only prepared words are filled in; what the agent wrote is left as it is.
    """
    parts = [fill(prepared.sentence, values) if prepared else "", own]
    parts.append(door or (fill(prepared.other_door, values) if prepared else ""))
    person = fill(prepared.person, values) if prepared else ""
    if event in KIND:
        person = person or fill(TALK, values)
        person += f" Demandez {function}." if function else ""
    return "\n".join(part for part in (*parts, person) if part)
