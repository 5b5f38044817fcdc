"""A form that nobody sends: a field of each kind, for the page that shows them."""

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from ctg_site.web.forms import AtMost, BaseForm, DayField, Needed, choices

CHOICES = choices({"one": "Un banc", "two": "Un arbre"})


class SampleForm(BaseForm):
    """Sent empty, each field says what it waits for."""

    line = StringField("Une réponse courte", [Needed("Écrivez une réponse.")])
    text = TextAreaField("Une réponse longue", [Needed("Écrivez quelques mots."), AtMost(600)])
    day = DayField("Un jour", [Needed("Donnez un jour.")])
    one = RadioField("Un choix", [Needed("Choisissez une réponse.")], choices=CHOICES, coerce=str)
    list = SelectField("Un choix dans une liste", choices=CHOICES)
    several = SelectMultipleField("Plusieurs choix", choices=CHOICES)
    box = BooleanField("Une case à cocher", [Needed("Cochez cette case.")])
