"""What one looks for in the register: words; what else one may choose stands in `choosing.py`."""

from wtforms import SearchField

from ctg_site.web.forms import AtMost, BaseForm

LONGEST = 200


class RegisterForm(BaseForm):
    """One field; what is too long is said, and stays written."""

    q = SearchField("Chercher un mot", [AtMost(LONGEST, "Votre recherche")])
