"""A list of choices is what WTForms writes, sign for sign."""

from wtforms import SelectField
from wtforms.fields import SelectChoice
from wtforms.widgets import Select

from ctg_site.web.forms import BaseForm
from ctg_site.web.option_lists import OptionList

NASTY = ('"><b>', "l’été & l'hiver", "<script>", "", "é", "a=b")


class Lists(BaseForm):
    said = SelectField(choices=[SelectChoice(one, f"{one} <i>") for one in NASTY])
    numbered = SelectField(choices=[SelectChoice(1, "un"), SelectChoice(2, "deux")], coerce=int)
    apart = SelectField(
        choices=[SelectChoice("a", "A", render_kw={"disabled": True}), SelectChoice("b", "B")]
    )
    bare = SelectField(choices=["un", "deux"])


def test_it_writes_what_the_library_writes():
    for chosen in (*NASTY, "b"):
        form = Lists(data={"said": chosen, "numbered": 2, "apart": chosen, "bare": "deux"})
        for field in form:
            assert type(field.widget) is OptionList
            assert field(class_="wide", required=True) == Select()(field, class_="wide", required=True)


def test_a_widget_that_a_form_chose_stays():
    class Own(BaseForm):
        said = SelectField(choices=["un"], widget=Select(multiple=True))

    assert type(Own().said.widget) is Select
