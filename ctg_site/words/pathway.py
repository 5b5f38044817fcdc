"""What parents call the steps of the pathway, beside the words of the act."""

from typing import Any

#: By the key of a step; one that is not here is called by its own name.
CALLED = {
    "laep": "Le lieu d’accueil enfants-parents",
    "alsh-maternels": "Le centre de loisirs des petits",
    "alsh-primaire": "Le centre de loisirs",
    "alsh-adolescents": "Le centre de loisirs des ados",
    "espaces-engagement": "Les lieux des jeunes",
}


def called(step: Any) -> str:
    return CALLED.get(step.key, step.name)
