"""Leading groups are founded, and who belongs to them is named from a day on."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.documents.models import Document
from jiceng.institutions.models import Evidence
from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.commands.timing import must_follow
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person
from jiceng.responsibility.enums import GroupRole
from jiceng.responsibility.models import GroupMember, GroupSession, LeadingGroup, Target
from jiceng.responsibility.rules import may_keep

SESSION = "meeting.leading_group"


@transaction.atomic
def found_group(
    *,
    by,
    organisation: Organisation,
    name: str,
    on: date,
    under: LeadingGroup | None = None,
    founded_by: Document | None = None,
    duties: str = "",
) -> LeadingGroup:
    must(by, may_keep, None, _("无权设立领导小组。"))
    name = " ".join(name.split())[:120]
    if LeadingGroup.objects.filter(organisation=organisation, name=name, valid_to=None).exists():
        raise ImpossibleError(_("已有这个领导小组。"))
    if founded_by is not None and not founded_by.is_issued:
        raise ImpossibleError(_("依据文件还没有印发。"))
    row = LeadingGroup.objects.create(
        organisation=organisation,
        name=name,
        valid_from=on,
        under=under,
        founded_by=founded_by,
        duties=duties.strip(),
    )
    record(by=by, verb="responsibility.found_group", target=row, after={"name": name, "on": on})
    return row


@transaction.atomic
def name_member(
    *,
    by,
    group: LeadingGroup,
    role: str,
    on: date,
    person: Person | None = None,
    unit: Organisation | None = None,
    duties: str = "",
) -> GroupMember:
    """The head (the one before ends that very day), a deputy, or a member department with its duties."""
    must(by, may_keep, None, _("无权安排领导小组成员。"))
    if (role == GroupRole.MEMBER) != (person is None and unit is not None):
        raise ImpossibleError(_("组长、副组长是人员，成员是单位。"))
    same = group.members.filter(role=role, person=person, unit=unit, valid_to=None)
    if same.exists():
        raise ImpossibleError(_("已经在这个领导小组里。"))
    if role == GroupRole.HEAD:
        for held in group.members.select_for_update().filter(role=role, valid_to=None):
            if held.valid_from >= on:
                raise ImpossibleError(_("已有自%(day)s开始的组长。") % {"day": held.valid_from.isoformat()})
            held.valid_to = on
            held.save(update_fields=["valid_to"])
    row = GroupMember.objects.create(
        group=group, role=role, person=person, unit=unit, duties=duties.strip()[:300], valid_from=on
    )
    record(by=by, verb="responsibility.name_member", target=row, after={"role": role, "on": on})
    return row


def _open(model: type, given, on: date):
    row = model.objects.select_for_update(of=("self",)).get(pk=given.pk)
    if row.valid_to is not None:
        raise ImpossibleError(_("已于%(day)s结束。") % {"day": row.valid_to.isoformat()})
    must_follow(row.valid_from, on)
    return row


@transaction.atomic
def end_member(*, by, member: GroupMember, on: date, why: str) -> GroupMember:
    must(by, may_keep, None, _("无权安排领导小组成员。"))
    row = _open(GroupMember, member, on)
    if not why.strip():
        raise ImpossibleError(_("请写明理由。"))
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    record(by=by, verb="responsibility.end_member", target=row, why=why, after={"on": on})
    return row


@transaction.atomic
def change_member(*, by, member: GroupMember, on: date, duties: str) -> GroupMember:
    """Other duties from the day on; what they were until then stays."""
    must(by, may_keep, None, _("无权安排领导小组成员。"))
    row = _open(GroupMember, member, on)
    duties = duties.strip()[:300]
    if duties == row.duties:
        raise ImpossibleError(_("职责没有变化。"))
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    made = GroupMember.objects.create(
        group=row.group, role=row.role, person=row.person, unit=row.unit, duties=duties, valid_from=on
    )
    before, after = {"duties": row.duties}, {"duties": duties, "on": on}
    record(by=by, verb="responsibility.change_member", target=made, before=before, after=after)
    return made


@transaction.atomic
def change_group(*, by, group: LeadingGroup, duties: str) -> LeadingGroup:
    """The duties in other words; the former ones stay in the record."""
    must(by, may_keep, None, _("无权设立领导小组。"))
    row = LeadingGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    before, row.duties = row.duties, duties.strip()
    row.save(update_fields=["duties"])
    record(
        by=by,
        verb="responsibility.change_group",
        target=row,
        before={"duties": before[:300]},
        after={"duties": row.duties[:300]},
    )
    return row


@transaction.atomic
def dissolve_group(*, by, group: LeadingGroup, on: date, why: str) -> LeadingGroup:
    """With its offices and all members, from the day on; not while an instruction of it is out."""
    must(by, may_keep, None, _("无权设立领导小组。"))
    row = _open(LeadingGroup, group, on)
    if not why.strip():
        raise ImpossibleError(_("请写明理由。"))
    if Target.objects.filter(instruction__group=row, instruction__withdrawn_at=None, done_at=None).exists():
        raise ImpossibleError(_("还有没有回报完的要求，不能撤销。"))
    for office in row.offices.filter(valid_to=None):
        dissolve_group(by=by, group=office, on=on, why=why)
    for member in row.members.filter(valid_to=None):
        end_member(by=by, member=member, on=on, why=why)
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    record(by=by, verb="responsibility.dissolve_group", target=row, why=why, after={"on": on})
    return row


@transaction.atomic
def keep_sessions(*, by, group: LeadingGroup, meetings: Iterable[Evidence]) -> int:
    """Which meetings of the body were sessions of this group, anew; gives back how many. One of another group stays
    there."""
    must(by, may_keep, None, _("无权设立领导小组。"))
    row = LeadingGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    wanted = list(meetings)
    if any(one.kind != SESSION or one.organisation_id != row.organisation_id for one in wanted):
        raise ImpossibleError(_("这不是设立机关的领导小组会议。"))
    if GroupSession.objects.filter(meeting__in=wanted).exclude(group=row).exists():
        raise ImpossibleError(_("这次会议已经登记在别的领导小组。"))
    row.sessions.exclude(meeting__in=wanted).delete()
    for one in wanted:
        GroupSession.objects.get_or_create(group=row, meeting=one)
    record(by=by, verb="responsibility.keep_sessions", target=row, after={"meetings": len(wanted)})
    return len(wanted)
