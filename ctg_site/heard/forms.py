"""What somebody of the staff fills in on their phone, and to decide, and to tell what was done."""

from collections.abc import Iterable, Mapping, Sequence

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from ctg_site.domain.heard import LONGEST, LONGEST_PLACE, MOST_PEOPLE, HeardEvent
from ctg_site.domain.hints import Noticed
from ctg_site.domain.text import letters
from ctg_site.domain.workflow import Transition
from ctg_site.models.places import District
from ctg_site.web.contact_fields import FEWEST_LETTERS
from ctg_site.web.forms import (
    AtMost,
    BaseForm,
    CountField,
    DayField,
    Extra,
    Needed,
    NeededRight,
    VersionForm,
    choices,
)
from ctg_site.web.hinting import noticed
from ctg_site.words.french import today
from ctg_site.words.labels import LABELS

from .operations import HeardSaid


class HeardForm(BaseForm):
    """One screen: the words first, then where, when, about what, by how many people; nobody's name."""

    text = TextAreaField("Ce que l’on vous a dit", [AtMost(LONGEST)])
    checked = BooleanField("J’ai relu\u00a0: rien ne dit qui a parlé, ni comment joindre cette personne")
    people = CountField(
        "Combien de personnes le disent\u00a0?", [NeededRight("Écrivez combien de personnes l’ont dit.")]
    )
    agreed = BooleanField(
        "On leur a demandé\u00a0: elles veulent bien que tout le monde le lise, sans leur nom"
    )
    place = StringField("Où\u00a0?", [Needed("Écrivez où vous étiez."), AtMost(LONGEST_PLACE, "Ce lieu")])
    heard_on = DayField("Quel jour\u00a0?", [NeededRight("Écrivez quel jour.")])
    theme = SelectField("De quoi cela parle\u00a0?", [Optional()], coerce=str)
    district = SelectField("Dans quel quartier\u00a0?", [Optional()], coerce=str)
    key = StringField("", [AtMost(200)], widget=HiddenInput())
    #: Of the line that is corrected; a new one has none.
    version = CountField("", [Optional()], widget=HiddenInput())

    #: What should perhaps not be kept.
    found: Sequence[Noticed] = ()

    def offer(self, themes: Mapping[int, str], districts: Iterable[District]) -> "HeardForm":
        self.theme.choices = choices({"": "Je ne sais pas encore"} | dict(themes))
        self.district.choices = choices({"": "Je ne sais pas"} | {one.id: one.name for one in districts})
        return self

    def validate(self, extra_validators: Extra | None = None) -> bool:
        """A name or a number that slipped in is shown once, before anything is kept."""
        good = super().validate(extra_validators)
        self.found = noticed(f"{self.place.data or ''}\n{self.text.data or ''}")
        if self.found and not self.checked.data:
            self.checked.errors = [
                "Relisez\u00a0: ces mots disent peut-être qui a parlé. Corrigez, ou cochez."
            ]
            return False
        return good

    def validate_text(self, field: TextAreaField) -> None:
        if letters(field.data or "") < FEWEST_LETTERS:
            raise ValidationError("Écrivez ce que l’on vous a dit\u00a0: trois lettres au moins.")

    def validate_people(self, field: CountField) -> None:
        if field.data and field.data > MOST_PEOPLE:
            raise ValidationError(f"Écrivez un nombre jusqu’à {MOST_PEOPLE}.")

    def validate_heard_on(self, field: DayField) -> None:
        if field.data and field.data > today():
            raise ValidationError("Ce jour n’est pas encore venu.")

    @property
    def version_read(self) -> int:
        return self.version.data or 0

    @property
    def heard(self) -> HeardSaid:
        return HeardSaid(
            heard_on=self.heard_on.data,
            place=self.place.data or "",
            text=self.text.data or "",
            people=self.people.data or 1,
            agreed=bool(self.agreed.data),
            district_id=int(self.district.data) if self.district.data else None,
            theme_id=int(self.theme.data) if self.theme.data else None,
        )


class HeardDecisionForm(VersionForm):
    """Publish, keep for the staff, or take back."""

    event = RadioField("Votre décision", [Needed("Choisissez une décision.")], coerce=str)

    def offer(self, rows: Iterable[Transition]) -> "HeardDecisionForm":
        self.rows = {str(row.event): row for row in rows}
        self.event.choices = choices({event: LABELS[HeardEvent][event] for event in self.rows})
        return self


class FollowedByForm(VersionForm):
    """What was done of these words: a sentence, an envie, an action."""

    told = TextAreaField("Ce qu’on en fait", [AtMost(500, "Cette phrase")])
    envie = CountField("Numéro de l’envie", [Optional()])
    action = CountField("Numéro de l’action", [Optional()])

    def refuse(self, has_envie: bool, has_action: bool) -> bool:
        """Say which number is of nothing; whether one was."""
        if self.envie.data is not None and not has_envie:
            self.envie.errors = [
                "Nous ne trouvons pas cette envie parmi les vôtres ni parmi celles publiées."
            ]
        if self.action.data is not None and not has_action:
            self.action.errors = ["Nous ne trouvons pas cette action publiée."]
        return bool(self.errors)


class HeardFilterForm(BaseForm):
    """What a reader chooses to see."""

    theme = SelectField("Thème", [Optional()])
    quartier = SelectField("Quartier", [Optional()])

    def offer(self, themes: Mapping[str, str], districts: Iterable[District]) -> "HeardFilterForm":
        """A value of the address that no list holds stays, as « Votre choix »."""
        offered = {"theme": dict(themes), "quartier": {one.slug: one.name for one in districts}}
        for name, values in offered.items():
            own = {} if self[name].data in {None, "", *values} else {self[name].data: "Votre choix"}
            self[name].choices = choices({"": "Tout"} | values | own)
        return self
