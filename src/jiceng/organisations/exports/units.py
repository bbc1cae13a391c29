"""How a table names an organisation: by its name, and by name and code where the name alone is not enough."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from jiceng.kernel.sentences import sentence as _
from jiceng.kernel.xlsx.cells import Unreadable, plain
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules import scope


@dataclass(frozen=True)
class Unit:
    """What a row needs to know of an organisation that it names."""

    pk: int
    name: str
    code: str
    kind: str
    valid_from: date
    valid_to: date | None


class Units:
    """The organisations of some kinds as they are named in a table; `within` are those that the person may use."""

    def __init__(self, rows: Iterable[Unit], within: set[int] | None = None):
        self.by_id = {row.pk: row for row in rows}
        names = Counter(row.name for row in self.by_id.values())
        self.labels = {row.pk: _label(row, names[row.name] == 1) for row in self.by_id.values()}
        self.within = within
        self._found: dict[str, int] = {}
        for row in self.by_id.values():
            if names[row.name] == 1:
                self._found[row.name] = row.pk
            if row.code:
                self._found[row.code] = row.pk
            self._found[f"#{row.pk}"] = row.pk
            self._found[self.labels[row.pk]] = row.pk

    def label(self, pk: int | None) -> str:
        return self.labels.get(pk, "") if pk else ""

    def choices(self) -> list[str]:
        """The names for a drop-down, in the order of code."""
        usable = self.by_id if self.within is None else self.within & self.by_id.keys()
        rows = sorted((self.by_id[pk] for pk in usable), key=lambda row: (row.code, row.name, row.pk))
        return [self.labels[row.pk] for row in rows]

    def parse(self, value: object) -> int | None:
        """The organisation that a cell names (name, code, name with code, or # and its number)."""
        found = plain(value)
        if not found:
            return None
        pk = self._found.get(found)
        if pk is None:
            raise Unreadable(_("没有这个组织；填名称或代码，重名的写成“名称（代码）”"))
        if self.within is not None and pk not in self.within:
            raise Unreadable(_("这个组织不在您的管理范围内"))
        return pk


def _label(row: Unit, alone: bool) -> str:
    return row.name if alone else f"{row.name}（{row.code or f'#{row.pk}'}）"


FIELDS = ("pk", "name", "code", "kind", "valid_from", "valid_to")


def units(rows: QuerySet[Organisation], within: set[int] | None = None) -> Units:
    """Units of a query."""
    return Units([Unit(*values) for values in rows.order_by("code", "pk").values_list(*FIELDS)], within)


def usable(by, *rights: str) -> set[int] | None:
    """Ids of the organisations over which `by` holds all `rights` today; None for the system: all of them."""
    if by is None:
        return None
    rows = Organisation.objects.all()
    for right in rights:
        rows = rows.filter(scope(by, right))
    return set(rows.values_list("pk", flat=True))
