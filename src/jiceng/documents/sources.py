"""What a task or a document can come from: each app registers its own kind, with the page where it opens, who else
may carry its tasks, what a document that carries it out begins with, and what others make of it.

Documents know nothing of meetings or supervised matters; they know these words.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LISTED = "list"
PLANNED = "documents.planitem"


def _nobody(account, task) -> bool:
    return False


def _nothing(account) -> Q:
    return Q(pk__in=[])


@dataclass(frozen=True)
class Beginning:
    """What a document that carries out a source begins with; `name` is how the document names its source."""

    name: str
    kind: str
    title: str
    text: str


def _no_document(account, source_id: str) -> Beginning | None:
    return None


@dataclass(frozen=True)
class Source:
    """`page` names the address that opens it, taking the source's id. A source with its `own_way` is worked on at
    its own page, where more is asked than of a plain task. `may(account, task)` says who carries a task besides its
    owner and its unit; `seen(account)` which tasks more the account sees, as a filter on Task. `begin(account, id)` is
    what a document on it begins with: None for one that the account does not see, or that no document comes from."""

    kind: str
    label: str | Promise
    page: str = ""
    own_way: bool = False
    may: Callable = _nobody
    seen: Callable = _nothing
    begin: Callable[..., Beginning | None] = _no_document

    def url(self, source_id: str) -> str:
        return reverse(self.page, args=[source_id]) if self.page and source_id else ""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    _sources[source.kind] = source


def of(kind: str) -> Source:
    """The source of a kind; a kind that nobody registers (any more) opens nowhere."""
    return _sources.get(kind) or Source(kind, kind)


def known() -> list[Source]:
    return list(_sources.values())


@dataclass(frozen=True)
class TakenUp:
    """Another part of the site works on a task at a page of its own, whatever the task comes from (a supervised
    matter). `rows()` are its rows with their `task`; `page` takes such a row's id."""

    page: str
    rows: Callable[[], QuerySet]

    def of(self, task) -> QuerySet:
        return self.rows().filter(task=task).order_by().values("pk")


_taken_up: list[TakenUp] = []


def take_up(by: TakenUp) -> None:
    _taken_up.append(by)


@dataclass(frozen=True)
class FollowUp:
    """What another part of the site makes of a source, for the source's own page: what it made already (`url`, named by
    `label`), or where to make it (`begins`)."""

    label: str | Promise
    url: str
    icon: str = ""
    begins: bool = False


_follow_ups: list[Callable] = []


def follow_up(of: Callable) -> None:
    """`of(account, kind, source_id) -> FollowUp | None`, None where the account has nothing to see or to begin."""
    _follow_ups.append(of)


def followed_up(account, kind: str, source_id) -> list[FollowUp]:
    found = [one(account, kind, str(source_id)) for one in _follow_ups]
    return [one for one in found if one is not None]


def with_ways(tasks: QuerySet) -> QuerySet:
    """Tasks that know who took them up, so that a list asks once."""
    for number, one in enumerate(_taken_up):
        tasks = tasks.annotate(**{f"taken_up_{number}": Subquery(one.of(OuterRef("pk"))[:1])})
    return tasks


def way_of(task) -> str:
    """The page where the task is worked on when that is not its own; empty otherwise."""
    source = of(task.source_kind)
    if source.own_way:
        return source.url(task.source_id)
    for number, one in enumerate(_taken_up):
        name = f"taken_up_{number}"
        known = (
            getattr(task, name)
            if hasattr(task, name)
            else one.of(task.pk).values_list("pk", flat=True).first()
        )
        if known:
            return reverse(one.page, args=[known])
    return ""


register(Source("", _("直接交办")))
register(Source(LISTED, _("整改清单")))
register(Source(PLANNED, pgettext_lazy("类别", "规划"), "plan_item"))
