"""What is measured is said in a sentence above its chart, which bears its years, values and targets."""

from types import SimpleNamespace

from ctg_site.domain.measuring import Point
from ctg_site.words.french import today
from ctg_site.words.measuring import says
from tests.typography import flat


def said(*points, unit="familles"):
    return flat(says(SimpleNamespace(points={one.year: one for one in points}, unit=unit)))


def test_the_last_value_its_target_and_the_missing_year():
    last = today().year - 1
    told = said(Point(last - 2, 10, 9), Point(last, 12, 13), Point(last + 1, 14))
    assert told == (
        f"En {last} : 13 familles. On visait 12. Pas de valeur pour {last - 1}. En {last + 1}, on vise 14."
    )


def test_one_alone_keeps_its_unit_apart_and_nothing_is_invented():
    last = today().year - 1
    assert said(Point(last, None, 1)) == f"En {last} : 1, en familles."
    assert said(Point(last, 12)) == f"Pas de valeur pour {last}."
