"""Plain facts of one organisation on one day, and what a check is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BRANCH_RULES = _("《中国共产党支部工作条例（试行）》")
RESIDENTS_LAW = _("《城市居民委员会组织法》")
IN_FORCE = date(2018, 10, 28)


class Severity(Enum):
    """How grave; the value is the light that shows it."""

    MUST = "late"
    SHOULD = "soon"
    INFO = "info"


@dataclass(frozen=True)
class BranchFacts:
    """One party organisation on one day; `full` and `probationary` members, posts of its committee that somebody
    holds, whether it has a secretary, and how many members live outside the territory that it serves."""

    pk: int
    name: str
    kind: str
    territory: int | None
    full: int = 0
    probationary: int = 0
    committee_held: int = 0
    has_secretary: bool = False
    outside: int = 0
    ends: date | None = None
    on: date | None = None


@dataclass(frozen=True)
class CommunityFacts:
    """One territory on one day; how many branches and residents' committees serve it, and its households."""

    pk: int
    name: str
    kind: str
    branches: int = 0
    committees: int = 0
    households: int | None = None
    has_director: bool = False


@dataclass(frozen=True)
class TermFacts:
    """A term of a secretary or director that holds on the day."""

    pk: int
    name: str
    person: str
    organisation_kind: str
    post: str
    begins: date
    ends: date | None
    serves_territory: bool
    on: date
    term: int = 0


@dataclass(frozen=True)
class Check:
    """A rule: `broken` tells whether the facts break it, `values` fill the sentence, `action` opens the remedy."""

    key: str
    title: str | Promise
    sentence: str | Promise
    source: str | Promise
    article: str
    severity: Severity
    about: type
    broken: Callable[..., bool]
    values: Callable[..., dict]
    action: str | Promise
    url: Callable[..., str]
    effective_from: date | None = None
    effective_to: date | None = None

    def in_force(self, day: date) -> bool:
        return (self.effective_from is None or self.effective_from <= day) and (
            self.effective_to is None or day < self.effective_to
        )


def page_of(name: str, **query: object) -> Callable[..., str]:
    """The address of a page about the organisation, with what is known already filled in."""

    def url(facts) -> str:
        text = "&".join(f"{key}={value}" for key, value in query.items())
        return reverse(name, args=[facts.pk]) + (f"?{text}" if text else "")

    return url
