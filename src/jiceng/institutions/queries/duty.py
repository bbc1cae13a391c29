"""One duty explained: why red, why green, who answers for it, and where it is done."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.institutions import kinds
from jiceng.institutions.enums import OPEN_STATES, Bearer, State
from jiceng.institutions.models import Duty, Evidence
from jiceng.institutions.planning import answerable
from jiceng.institutions.thresholds import Heads
from jiceng.kernel.pages import written_day
from jiceng.kernel.words import strung
from jiceng.organisations.enums import PostKind


@dataclass(frozen=True)
class Weighed:
    """A record in the duty's time, and each reason why it does not count (none: it counts)."""

    evidence: Evidence
    faults: tuple[str, ...]

    @property
    def counts(self) -> bool:
        return not self.faults

    @property
    def on(self) -> str:
        return self.evidence.on.isoformat()


@dataclass(frozen=True)
class Explanation:
    """Everything that a person needs to see why a duty stands as it does on a day."""

    duty: Duty
    state: str
    sentence: str
    missing: tuple[str, ...]
    records: tuple[Weighed, ...]
    answerers: tuple[str, ...]
    action: str

    @property
    def heading(self) -> tuple[str, str]:
        """Light and word."""
        return LIGHTS[State(self.state)], str(State(self.state).label)

    @property
    def open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def tone(self) -> str:
        return "late" if self.state in {State.LATE, State.MISSED} else ""

    @property
    def excusable(self) -> bool:
        """Whether there is still something to excuse."""
        return self.state in {State.PLANNED, State.DUE, State.LATE, State.MISSED}


LIGHTS = {
    State.PLANNED: "none",
    State.DUE: "soon",
    State.DONE: "done",
    State.LATE: "late",
    State.MISSED: "late",
    State.WAIVED: "info",
}


def in_its_time(duty: Duty) -> QuerySet[Evidence]:
    """Records of the asked kind by the organisation while the duty was open, annulled ones too."""
    rows = Evidence.objects.filter(
        organisation=duty.organisation_id, kind=duty.obligation.evidence, on__gte=duty.opens_on
    )
    if duty.closes_on:
        rows = rows.filter(on__lt=duty.closes_on)
    if duty.subject:
        rows = rows.filter(Q(subject=duty.subject) | Q(subject=""))
    return rows.select_related("person").prefetch_related("marks").order_by("on", "pk")


def weigh_one(duty: Duty, evidence: Evidence) -> Weighed:
    """The same test as the statement that weighs them all, in words."""
    faults = []
    if evidence.annulled_at:
        faults.append(_("已作废：%(why)s") % {"why": evidence.annulled_why})
    if duty.term_id and evidence.person_id != duty.term.person_id:
        faults.append(_("由%(person)s完成，不是责任人本人") % {"person": evidence.person or _("其他人")})
    if duty.subject and evidence.subject != duty.subject:
        faults.append(_("不是同一事项"))
    quorum = duty.obligation.quorum
    least = quorum.least(Heads(evidence.entitled))
    if quorum.asks and (not evidence.entitled or evidence.present < least):
        faults.append(
            _("到会人数不足：应到%(entitled)d人，须到%(least)d人，实到%(present)d人")
            % {"entitled": evidence.entitled, "least": least, "present": evidence.present}
        )
    borne = {row.mark for row in evidence.marks.all()}
    faults += [
        _("缺%(mark)s") % {"mark": mark_label(duty.obligation.evidence, row.mark)}
        for row in duty.obligation.required_marks.all()
        if row.mark not in borne
    ]
    return Weighed(evidence, tuple(faults))


def mark_label(kind: str, mark: str) -> str:
    """The word for a piece; a role is the word for the post."""
    if mark.startswith("role:") and mark[5:] in PostKind.values:
        return _("%(post)s到会") % {"post": PostKind(mark[5:]).label}
    known = kinds.of(kind)
    return str(dict(known.marks).get(mark, mark)) if known else mark


def explain(duty: Duty, *, as_of: date) -> Explanation:
    """`duty` bears its `state` of the day (queries.states)."""
    state = State(duty.state)
    records = tuple(weigh_one(duty, one) for one in in_its_time(duty) if one.on <= as_of)
    return Explanation(
        duty=duty,
        state=state,
        sentence=sentence(duty, state, as_of),
        missing=_missing(duty, records) if state in OPEN_STATES or state == State.MISSED else (),
        records=records,
        answerers=who_answers(duty, as_of),
        action=action_of(duty),
    )


def sentence(duty: Duty, state: State, as_of: date) -> str:
    """How it stands, in one sentence."""
    due, late = written_day(duty.due_on), (as_of - duty.due_on).days
    if state == State.DONE:
        behind = (duty.fulfilled_on - duty.due_on).days
        done = _("%(day)s完成") % {"day": written_day(duty.fulfilled_on)}
        if behind <= 0:
            return done
        return done + ngettext("，迟了%(count)d天", "，迟了%(count)d天", behind) % {"count": behind}
    if state == State.LATE:
        return ngettext(
            "%(due)s到期，已逾期%(count)d天，仍须补办", "%(due)s到期，已逾期%(count)d天，仍须补办", late
        ) % {"due": due, "count": late}
    return {
        State.PLANNED: _("%(opens)s开始，%(due)s到期") % {"opens": written_day(duty.opens_on), "due": due},
        State.DUE: ngettext("%(due)s到期，还有%(count)d天", "%(due)s到期，还有%(count)d天", -late)
        % {"due": due, "count": -late},
        State.MISSED: _("%(due)s到期，时段已过，没有完成") % {"due": due},
        State.WAIVED: _("已批准免办"),
    }[state]


def _missing(duty: Duty, records: tuple[Weighed, ...]) -> tuple[str, ...]:
    kind = kinds.label_of(duty.obligation.evidence)
    left = max(duty.need - duty.amount, 1)
    unit = duty.obligation.unit or _("次")
    missing = [_("还差%(kind)s%(count)d%(unit)s") % {"kind": kind, "count": left, "unit": unit}]
    if not any(not one.counts and not one.evidence.annulled_at for one in records):
        return tuple(missing)
    near = next(one for one in reversed(records) if not one.counts and not one.evidence.annulled_at)
    return (*missing, *(strung((near.evidence.on.isoformat(), fault), "：") for fault in near.faults))


def who_answers(duty: Duty, as_of: date) -> tuple[str, ...]:
    """Names of those in office that day; a vacancy says so."""
    if duty.obligation.bearer == Bearer.HOLDER and duty.term_id:
        return (duty.term.person.name,)
    found = answerable([duty.organisation_id], as_of)
    answer = []
    for kind in duty.obligation.post_kinds:
        names = [name for _pk, name in found.get((duty.organisation_id, kind), [])]
        post = PostKind(kind).label
        answer.append(f"{post} {strung(names)}" if names else _("%(post)s空缺") % {"post": post})
    return tuple(answer)


def action_of(duty: Duty) -> str:
    """The pre-filled form that does the work; empty where an app attests the kind and has no page for it."""
    known = kinds.of(duty.obligation.evidence)
    if known and known.action:
        return known.action(duty)
    if known and known.kept:
        return ""
    return reverse("work_record_new") + f"?duty={duty.pk}"
