"""What one types to search the site."""

from wtforms import SearchField

from ctg_site.web.forms import AtMost, BaseForm

LONGEST = 200


class SearchForm(BaseForm):
    """One field; what is too long is said, and stays written."""

    q = SearchField("Que cherchez-vous\u00a0?", [AtMost(LONGEST, "Votre recherche")])
