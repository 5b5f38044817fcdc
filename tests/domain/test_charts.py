"""A chart by year: the largest fills the height, targets have their line, a missing year none."""

from ctg_site.domain.charts import ABOVE, HEIGHT, columns


def test_the_largest_of_values_and_targets_fills_the_height():
    chart = columns([("2024", 6, 12), ("2025", 0, None), ("2026", None, 3)])
    first, second, third = chart.columns
    assert first.aim == ABOVE and first.height == HEIGHT / 2 and first.y == ABOVE + HEIGHT / 2
    assert second.height == 0 and second.aim is None
    assert third.value is None and third.aim == ABOVE + HEIGHT * 3 / 4
    assert chart.has_targets and not columns([("2024", 1, None)]).has_targets


def test_nothing_and_what_is_below_zero_are_drawn_on_the_ground():
    assert columns([]).width > 0
    (one,) = columns([("2024", -4, None)]).columns
    assert one.height == 0 and one.y == ABOVE + HEIGHT
