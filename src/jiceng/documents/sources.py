"""What a task or a document can come from: each app registers its own kind, with the page where it opens, who else
may carry its tasks, and what a document that carries it out begins with.

Documents know nothing of meetings or supervised matters; they know these words.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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


register(Source("", _("直接交办")))
register(Source(LISTED, _("整改清单")))
register(Source(PLANNED, _("规划"), "plan_item"))
