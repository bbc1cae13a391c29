"""What is counted: a word for one and a word for many, where the language has both."""

from typing import Any

from django.utils.translation import npgettext

from jiceng.kernel.components import Unit, written

PEOPLE = Unit(lambda number: npgettext("单位", "人", "人", number))
HOUSEHOLDS = Unit(lambda number: npgettext("单位", "户", "户", number))
ITEMS = Unit(lambda number: npgettext("单位", "项", "项", number))
ARTICLES = Unit(lambda number: npgettext("单位", "条", "条", number))
ROWS = Unit(lambda number: npgettext("单位", "行", "行", number))
FAULTS = Unit(lambda number: npgettext("单位", "处", "处", number))
COMMUNITIES = Unit(lambda number: npgettext("单位", "个社区", "个社区", number))


def unit_for(value: Any, unit: Unit | str) -> str:
    """The unit as it stands beside the value."""
    return unit.of(value) if isinstance(unit, Unit) else str(unit)


def counted(value: Any, unit: Unit | str, said: str = "") -> str:
    """34,000户; a word of Latin letters stands apart from its number. `said`: the value, written otherwise."""
    word = unit_for(value, unit)
    gap = " " if word[:1].isascii() and word[:1].isalpha() else ""
    return f"{said or written(value)}{gap}{word}"
