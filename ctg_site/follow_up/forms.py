"""What an author fills in to follow an envie d'agir."""

from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ctg_site.domain.codes import link_in
from ctg_site.domain.text import letters
from ctg_site.domain.vocabulary import Visibility
from ctg_site.web.answer_fields import DETAILS, DetailsForm, OwnForm, asks_for
from ctg_site.web.contact_fields import AllAgesForm, under_fifteen
from ctg_site.web.forms import AtMost, BaseForm, Needed, ReceiptCodeForm, choices
from ctg_site.words.labels import LABELS


class FollowUpCodeForm(ReceiptCodeForm):
    code = StringField("Votre code de suivi", [Needed("Écrivez le code qui est sur votre reçu.")])
    opens_nothing = "Ce code n’ouvre aucune envie. Vérifiez votre reçu, ou appelez-nous."


class LinkCodeForm(ReceiptCodeForm):
    """« J’ai un autre code »: a code, or a link pasted whole; `secret` is what it holds."""

    code = StringField("Mon autre code", [Needed("Écrivez votre autre code, ou collez son lien.")])
    agreed = BooleanField(
        "J’ai compris\u00a0: chacun de ces codes ouvrira tous les autres",
        [Needed("Cochez cette case si vous êtes d’accord.")],
    )
    opens_nothing = "Ce code n’ouvre rien. Vérifiez votre reçu, ou appelez-nous."

    def validate_code(self, field: StringField) -> None:
        link = link_in(field.data)
        if link is None:
            super().validate_code(field)
        self.secret: str = link.upper() if link else self.read


class CompanionForm(AllAgesForm):
    """Accept to carry an envie with its author; of a child, no name is read."""

    is_child = under_fifteen("Avez-vous moins de 15 ans\u00a0?")
    first_name = StringField("Votre prénom", [Optional(), AtMost(60, "Ce prénom")])


class MessageForm(BaseForm):
    message = TextAreaField(
        "Votre message", [Needed("Écrivez votre message avant de l’envoyer."), AtMost(1500, "Ce message")]
    )


class TextForm(BaseForm):
    text = TextAreaField("Votre envie", [AtMost(1500)])

    def validate_text(self, field: TextAreaField) -> None:
        if letters(field.data or "") < 3:
            raise ValidationError("Écrivez votre envie en quelques mots.")


class ContestForm(BaseForm):
    why = TextAreaField(
        "Pourquoi n’êtes-vous pas d’accord\u00a0?",
        [Needed("Dites en quelques mots pourquoi."), AtMost(1500, "Ce message")],
    )


class VisibilityForm(BaseForm):
    visibility = RadioField(
        "Qui peut voir votre envie\u00a0?",
        [Needed("Choisissez une réponse.")],
        coerce=str,
    )

    def offer(self, child: bool) -> "VisibilityForm":
        ways = [way for way in Visibility if not (child and way is Visibility.FIRST_NAME)]
        self.visibility.choices = choices({way: LABELS[Visibility][way] for way in ways})
        return self


@asks_for("site", *DETAILS)
class OwnDetailsForm(DetailsForm):
    """How to reach somebody, their first name, their district."""


@asks_for("child", "district")
class ChildDetailsForm(OwnForm):
    """Under fifteen, nothing personal is asked."""


class DoneForm(BaseForm):
    """« C’est fait ? »: two buttons."""

    done = RadioField(
        "C’est fait\u00a0?",
        [Needed("Choisissez «\u00a0C’est fait\u00a0» ou «\u00a0Pas encore\u00a0».")],
        choices=choices({"oui": "C’est fait", "pas-encore": "Pas encore"}),
        coerce=str,
    )
