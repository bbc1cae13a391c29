"""Why somebody stands on the roll of a day, or no longer: read from the registers, never guessed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from jiceng.meetings.enums import RollSource
from jiceng.meetings.kinds import Rules
from jiceng.meetings.models import Meeting, RollEntry
from jiceng.meetings.queries.registers import ADULT, Drawn, bodies, years_before
from jiceng.organisations.models import PartyMembership, Residence, Term

MEMBERS = (RollSource.FULL_MEMBERS, RollSource.PROBATIONARY, RollSource.GROUP)


def _by_person(rows) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows.order_by("valid_from", "pk"):
        found[row.person_id].append(row)
    return found


def _on(rows: Iterable, day: date):
    return next(
        (one for one in rows if one.valid_from <= day and (one.valid_to is None or one.valid_to > day)), None
    )


def _ended(rows: Iterable, day: date):
    """The row that ended last up to the day."""
    found = [one for one in rows if one.valid_to is not None and one.valid_to <= day]
    return max(found, key=lambda one: one.valid_to, default=None)


class Reasons:
    """For these people and one meeting; each register is read once, when it is needed."""

    def __init__(self, meeting: Meeting, rules: Rules, people: set[int]) -> None:
        self.organisation, self.day, self.rules, self.people = (
            meeting.organisation,
            meeting.day,
            rules,
            people,
        )

    @cached_property
    def _memberships(self) -> dict[int, list[PartyMembership]]:
        rows = PartyMembership.objects.filter(person__in=self.people)
        return _by_person(rows.select_related("branch"))

    @cached_property
    def _terms(self) -> dict[int, list[Term]]:
        return _by_person(Term.objects.filter(person__in=self.people).select_related("post"))

    @cached_property
    def _homes(self) -> dict[int, list[Residence]]:
        rows = Residence.objects.filter(person__in=self.people)
        return _by_person(rows.select_related("territory", "person"))

    @cached_property
    def _places(self) -> set[int]:
        """The organisations whose posts make the roll."""
        return {one.pk for seats in self.rules.roll for one in bodies(self.organisation, seats.of, self.day)}

    def of_new(self, drawn: Drawn) -> str:
        if drawn.source in MEMBERS:
            return self._new_member(drawn)
        if drawn.source == RollSource.ADULTS:
            return self._new_resident(drawn)
        if drawn.person is None:
            return _("新列入的驻区单位")
        term = _on(self._of_post(drawn.person, drawn.post_kind, drawn.unit), self.day)
        return _("%(on)s起任职") % {"on": term.valid_from.isoformat()} if term else _("登记有更正")

    def of_gone(self, entry: RollEntry) -> str:
        if entry.source in MEMBERS:
            return self._gone_member(entry)
        if entry.source == RollSource.ADULTS:
            return self._gone_resident(entry)
        if entry.person_id is None:
            return self._gone_unit(entry)
        term = _ended(self._of_post(entry.person_id, entry.post_kind, entry.unit_id), self.day)
        if term:
            return _("%(on)s起不再任职") % {"on": term.valid_to.isoformat()}
        return self._gone_unit(entry) if entry.unit_id else _("登记有更正")

    def _of_post(self, person: int, kind: str, unit: int | None) -> list[Term]:
        places = {unit} if unit else self._places
        rows = self._terms.get(person, [])
        return [one for one in rows if one.post.kind == kind and one.post.organisation_id in places]

    def _gone_unit(self, entry: RollEntry) -> str:
        ended = entry.unit.valid_to if entry.unit else None
        if ended and ended <= self.day:
            return _("%(on)s单位撤销") % {"on": ended.isoformat()}
        return _("不再单独列入驻区单位")

    def _new_member(self, drawn: Drawn) -> str:
        rows = self._memberships.get(drawn.person, [])
        row = _on(rows, self.day)
        if row is None:
            return _("登记有更正")
        before = next((one for one in rows if one.valid_to == row.valid_from), None)
        values = {"on": row.valid_from.isoformat(), "branch": before.branch if before else ""}
        if before and before.branch_id != row.branch_id:
            return _("%(on)s由%(branch)s转入") % values
        if before and before.standing != row.standing:
            return _("%(on)s转为正式党员") % values if row.full_since else _("%(on)s党员类别变更") % values
        if before and before.group_id != row.group_id:
            return _("%(on)s编入党小组") % values
        return _("%(on)s列入党员名册") % values

    def _gone_member(self, entry: RollEntry) -> str:
        rows = self._memberships.get(entry.person_id, [])
        row, ended = _on(rows, self.day), _ended(rows, self.day)
        if row is None and ended is None:
            return _("登记有更正")
        if row is None:
            return _("%(on)s组织关系终止") % {"on": ended.valid_to.isoformat()}
        values = {"on": row.valid_from.isoformat(), "branch": row.branch}
        if ended and ended.branch_id == row.branch_id:
            return _("%(on)s调整党小组或党员类别") % values
        return _("%(on)s转到%(branch)s") % values

    def _new_resident(self, drawn: Drawn) -> str:
        row = _on(self._homes.get(drawn.person, []), self.day)
        if row is None:
            return _("登记有更正")
        if row.person.born_on > years_before(row.valid_from, ADULT):
            return _("年满十八周岁")
        return _("%(on)s起在本社区居住") % {"on": row.valid_from.isoformat()}

    def _gone_resident(self, entry: RollEntry) -> str:
        rows = self._homes.get(entry.person_id, [])
        row, ended = _on(rows, self.day), _ended(rows, self.day)
        if row and ended:
            return _("%(on)s迁到%(place)s") % {"on": row.valid_from.isoformat(), "place": row.territory}
        if ended:
            return _("%(on)s居住登记终止") % {"on": ended.valid_to.isoformat()}
        return _("登记有更正")
