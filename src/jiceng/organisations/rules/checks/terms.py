"""When a term is over (rules A07, A20 and B06) and how early somebody is told."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from jiceng.organisations.enums import BRANCHES, Kind, PostKind
from jiceng.organisations.rules.checks.facts import BRANCH_RULES, Check, Severity, TermFacts, page_of


def term_years(term: TermFacts) -> int:
    """Years of a term (A07, B06): five for a community's branch and for a residents' committee, else three; before
    late 2018 three for all."""
    if term.organisation_kind in BRANCHES and not term.serves_territory:
        return 3
    if term.organisation_kind in (Kind.RESIDENTS_COMMITTEE, Kind.OLD_RESIDENTS_COMMITTEE):
        return 5 if term.begins >= date(2013, 12, 29) else 3
    return 5 if term.begins >= date(2013, 10, 28) else 3


def due_on(term: TermFacts) -> date:
    """The day on which the term ends by its own end or by the rule, whichever is earlier."""
    years = term_years(term)
    try:
        by_rule = term.begins.replace(year=term.begins.year + years)
    except ValueError:
        by_rule = date(term.begins.year + years, 3, 1)
    return min(by_rule, term.ends) if term.ends else by_rule


def _days_left(term: TermFacts) -> int:
    return (due_on(term) - term.on).days


def _term_values(term: TermFacts) -> dict:
    post = PostKind(term.post).label
    return {
        "person": term.person,
        "post": post,
        "day": due_on(term).isoformat(),
        "left": _days_left(term),
        "over": -_days_left(term),
    }


TERM_CHECKS: tuple[Check, ...] = (
    Check(
        "A07.over",
        _("任期届满未换届"),
        ngettext_lazy(
            "%(person)s的%(post)s任期已于%(day)s届满，超过%(over)d天，应及时换届。",
            "%(person)s的%(post)s任期已于%(day)s届满，超过%(over)d天，应及时换届。",
            "over",
        ),
        BRANCH_RULES,
        "第十九条",
        Severity.MUST,
        TermFacts,
        lambda term: _days_left(term) < 0,
        _term_values,
        _("办理换届"),
        page_of("organisation_posts"),
    ),
    Check(
        "A07.1",
        _("一个月内届满"),
        ngettext_lazy(
            "%(person)s的%(post)s任期%(day)s届满，还有%(left)d天。",
            "%(person)s的%(post)s任期%(day)s届满，还有%(left)d天。",
            "left",
        ),
        BRANCH_RULES,
        "第十九条",
        Severity.MUST,
        TermFacts,
        lambda term: 0 <= _days_left(term) <= 31,
        _term_values,
        _("办理换届"),
        page_of("organisation_posts"),
    ),
    Check(
        "A07.6",
        _("半年内届满"),
        ngettext_lazy(
            "%(person)s的%(post)s任期%(day)s届满，还有%(left)d天，请准备换届。",
            "%(person)s的%(post)s任期%(day)s届满，还有%(left)d天，请准备换届。",
            "left",
        ),
        BRANCH_RULES,
        "第十九条",
        Severity.SHOULD,
        TermFacts,
        lambda term: 31 < _days_left(term) <= 183,
        _term_values,
        _("查看职务"),
        page_of("organisation_posts"),
    ),
    Check(
        "A07.12",
        _("一年内届满"),
        ngettext_lazy(
            "%(person)s的%(post)s任期%(day)s届满，还有%(left)d天。",
            "%(person)s的%(post)s任期%(day)s届满，还有%(left)d天。",
            "left",
        ),
        BRANCH_RULES,
        "第十九条",
        Severity.INFO,
        TermFacts,
        lambda term: 183 < _days_left(term) <= 366,
        _term_values,
        _("查看职务"),
        page_of("organisation_posts"),
    ),
)
