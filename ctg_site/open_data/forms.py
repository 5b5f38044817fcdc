"""What one chooses to show in the block of another site."""

from wtforms import SelectMultipleField
from wtforms.validators import Optional

from ctg_site.web.forms import BaseForm, choices

from .embedding import PARTS


class EmbeddedForm(BaseForm):
    montrer = SelectMultipleField("Que montrer\u00a0?", [Optional()], choices=choices(PARTS))
