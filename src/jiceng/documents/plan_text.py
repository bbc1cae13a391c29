"""A plan as a text that people can be asked about: each item a heading by its depth, what it aims at below it. Pure."""

from django.utils.translation import gettext as _

from jiceng.documents.body import NUMERALS
from jiceng.documents.queries.plans import Branch, Whole

DIGITS, TEN = NUMERALS[1:11], NUMERALS[11]


def text_of(whole: Whole) -> str:
    """One line a passage: goals as 一、, what lies below as （一）, then 1., then （1）."""
    lines = []
    for one in whole.rows:
        place = int(one.number.rsplit(".", 1)[-1])
        lines += [f"{_numbering(one.depth, place)}{one.item.title}", _aim(one)]
    return "\n".join(lines)


def _aim(one: Branch) -> str:
    words = {
        "measure": one.target.measure.rstrip("。"),
        "unit": one.item.unit.name,
        "day": one.target.due_on.isoformat(),
    }
    sentence = _("目标：%(measure)s。责任单位：%(unit)s。完成期限：%(day)s。") % words
    if one.target.goal is None:
        return sentence
    numbers = {"from": one.target.from_text, "to": one.target.goal_text}
    return sentence + _("基数%(from)s，目标值%(to)s。") % numbers


def _numbering(depth: int, place: int) -> str:
    return (f"{chinese(place)}、", f"（{chinese(place)}）", f"{place}.", f"（{place}）")[min(depth, 3)]


def chinese(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else DIGITS[tens]) + TEN if tens else ""
    return head + (DIGITS[ones] if ones or not tens else "")
