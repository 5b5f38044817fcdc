"""What somebody fills in to use their rights, and the centre to answer."""

from wtforms import BooleanField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from ctg_site.domain.rights import OF_ONES_DATA, RightsKind
from ctg_site.web.forms import AtMost, BaseForm, Needed, choices
from ctg_site.words.labels import LABELS


class OwnRightsForm(BaseForm):
    """What is asked; the code proved who asks."""

    kind = RadioField(
        "Que demandez-vous\u00a0?",
        [Needed("Choisissez ce que vous demandez.")],
        choices=choices({one: LABELS[RightsKind][one] for one in OF_ONES_DATA}),
        coerce=str,
    )
    words = TextAreaField("Dites-le avec vos mots", [Optional(), AtMost(1500)])


class RightsForm(OwnRightsForm):
    """The same without a code; `key` tells a double sending, `website` is a trap for machines."""

    key = StringField("", [AtMost(200)], widget=HiddenInput())
    website = StringField("Ne remplissez pas ce champ", [Optional()])


class AccessForm(BaseForm):
    """What stops somebody on a page, and where to answer them if they wish."""

    words = TextAreaField(
        "Quelle page vous bloque, et que vouliez-vous faire\u00a0?",
        [Needed("Dites en quelques mots ce qui vous bloque."), AtMost(1500)],
    )
    reply_to = StringField("Où vous répondre", [Optional(), AtMost(254, "Cette réponse")])
    key = StringField("", [AtMost(200)], widget=HiddenInput())
    website = StringField("Ne remplissez pas ce champ", [Optional()])


class NotedRightsForm(OwnRightsForm):
    """At the centre: whoever notes it saw that it is really the person."""

    sure = BooleanField(
        "J’ai vérifié que c’est bien cette personne", [Needed("Vérifiez d’abord qui demande.")]
    )


class ProofForm(BaseForm):
    """Whose data it is about, once the person came."""

    envie = IntegerField("Le numéro de son envie", [Needed("Écrivez le numéro qui est sur son reçu.")])
    sure = BooleanField(
        "J’ai vérifié que c’est bien cette personne", [Needed("Vérifiez d’abord qui demande.")]
    )

    def refuse(self) -> None:
        self.envie.errors = ["Aucune envie de votre centre n’a ce numéro. Vérifiez son reçu."]


class AnswerRightsForm(BaseForm):
    answer = TextAreaField(
        "Votre réponse", [Needed("Écrivez à la personne ce qui est fait."), AtMost(1500, "Cette réponse")]
    )


class RefuseRightsForm(BaseForm):
    reason = TextAreaField(
        "Pourquoi ne pas le faire\u00a0?",
        [Needed("Dites pourquoi\u00a0: la loi l’oblige."), AtMost(1500, "Cette raison")],
    )
