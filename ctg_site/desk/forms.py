"""The check read aloud of what was typed for somebody, a code given again."""

from wtforms import BooleanField

from ctg_site.web.entry_form import EntryForm
from ctg_site.web.forms import BaseForm, Needed

__all__ = ["CheckForm", "EntryForm", "NewCodeForm"]


class CheckForm(BaseForm):
    """What was typed is read aloud; both boxes are the person's own agreement."""

    read_back = BooleanField("Relu avec la personne", [Needed("Relisez avec la personne, puis cochez.")])
    agrees = BooleanField(
        "La personne est d’accord pour que le centre garde ces informations",
        [Needed("Demandez son accord à la personne, puis cochez. Sans accord, effacez la saisie.")],
    )


class NewCodeForm(BaseForm):
    """A lost code is given again to its owner alone."""

    recognised = BooleanField(
        "J’ai vérifié que c’est bien la personne",
        [Needed("Vérifiez que c’est bien la personne, puis cochez.")],
    )
