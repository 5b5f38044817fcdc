"""The pages of the site itself that a search finds, each with the words one would look for."""

from dataclasses import dataclass

from ctg_site.domain.text import stems


@dataclass(frozen=True, slots=True)
class Fixed:
    """A page without a row in the database: its address, its title, what it is about."""

    endpoint: str
    title: str
    text: str

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(stems(f"{self.title} {self.text}"))


PAGES = (
    Fixed("pages.help", "Aide", "Comment proposer une envie, qui appeler en cas d’urgence ou de danger."),
    Fixed("pages.contact", "Contact", "Le téléphone, l’adresse et les horaires pour parler à une personne."),
    Fixed("pages.paper", "Version papier", "La fiche à imprimer, pour proposer une envie sans ordinateur."),
    Fixed("pages.charter", "Charte", "Les règles pour publier une envie\u00a0: respect, modération, refus."),
    Fixed("pages.accessibility", "Accessibilité", "Ce que le site permet aux personnes handicapées."),
    Fixed(
        "pages.privacy",
        "Données personnelles",
        "Ce que le site garde de vous, combien de temps, et les cookies.",
    ),
    Fixed("pages.rights", "Mes droits", "Demander une copie, une correction, ou d’effacer vos données."),
    Fixed("pages.legal", "Mentions légales", "Qui publie et qui héberge ce site."),
    Fixed("follow_up.code", "Suivre mon envie", "Retrouver votre envie avec le code de suivi de votre reçu."),
)
