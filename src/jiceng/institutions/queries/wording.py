"""An obligation in words: who, how often, until when, which share, which record."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jiceng.institutions import kinds, kinds_shipped
from jiceng.institutions.conditions import CONDITIONS
from jiceng.institutions.enums import CALENDAR, Base, Bearer, Rhythm
from jiceng.institutions.models import Obligation
from jiceng.kernel.components import Fact
from jiceng.organisations.enums import BRANCHES, Kind, PostKind


def joined(words: list[str]) -> str:
    return _("、").join(words)


def who(one: Obligation) -> str:
    """党支部等（书记），正式党员7人以上"""
    listed = list(one.organisation_kinds)
    names = [str(Kind(kind).label) for kind in listed if kind not in BRANCHES]
    if set(BRANCHES) <= set(listed):
        names.insert(0, _("党支部（党总支、党委）"))
    else:
        names += [str(Kind(kind).label) for kind in listed if kind in BRANCHES]
    said = joined(names)
    posts = joined([str(PostKind(post).label) for post in one.post_kinds])
    if posts and one.bearer == Bearer.HOLDER:
        said = _("%(units)s的每名%(posts)s") % {"units": said, "posts": posts}
    elif posts:
        said = _("%(units)s（由%(posts)s负责）") % {"units": said, "posts": posts}
    when = [str(CONDITIONS[key].label) for key in one.conditions if key in CONDITIONS]
    return _("%(who)s；条件：%(when)s") % {"who": said, "when": joined(when)} if when else said


def what(one: Obligation) -> str:
    """社区成员代表大会1次，会议记录、名册"""
    label = kinds.label_of(one.evidence)
    amount = f"{one.need}{one.unit}" if one.unit else _("%(need)d次") % {"need": one.need}
    said = _("%(label)s（%(amount)s）") % {"label": label, "amount": amount}
    marks = [kinds_shipped.mark_label(mark) for mark in one.pieces]
    return _("%(said)s，须有：%(marks)s") % {"said": said, "marks": joined(marks)} if marks else said


def rhythm(one: Obligation) -> str:
    if one.rhythm == Rhythm.EVENT:
        return _("“%(event)s”之后") % {"event": kinds.label_of(one.trigger)}
    if one.rhythm == Rhythm.SINCE_LAST:
        return ngettext("自上次起每%(months)d个月", "自上次起每%(months)d个月", one.interval_months) % {
            "months": one.interval_months
        }
    said = str(one.get_rhythm_display())
    if one.window_from or one.window_until:
        words = {"rhythm": said, "first": one.window_from or "01-01", "last": one.window_until or "12-31"}
        return _("%(rhythm)s，%(first)s至%(last)s") % words
    if one.rhythm == Rhythm.TERM and one.interval_months:
        return ngettext(
            "%(rhythm)s（%(months)d个月）", "%(rhythm)s（%(months)d个月）", one.interval_months
        ) % {"rhythm": said, "months": one.interval_months}
    return said


def due(one: Obligation) -> str:
    days = abs(one.due_days)
    working = {"days": days, "unit": _("个工作日") if one.due_working else _("日")}
    if one.rhythm == Rhythm.EVENT:
        return _("%(days)d%(unit)s内") % working if days else _("当日")
    if one.rhythm == Rhythm.ALWAYS:
        return _("起%(days)d%(unit)s内具备，长期保持") % working if days else _("长期保持")
    if one.rhythm == Rhythm.TERM and one.due_days > 0:
        return _("任期开始后%(days)d%(unit)s内") % working
    if not days:
        return _("期末") if one.rhythm in CALENDAR and not one.window_until else _("期满之日")
    if one.due_days < 0:
        return _("期末前%(days)d%(unit)s") % working
    return _("期末后%(days)d%(unit)s内") % working


def share(num: int, den: int, strict: bool, base: str) -> str:
    """应到人数的2/3以上；超过实到人数的1/2"""
    if not den:
        return ""
    words = {"share": f"{num}/{den}", "base": Base(base).label}
    return _("超过%(base)s的%(share)s") % words if strict else _("%(base)s的%(share)s以上") % words


def quorum(one: Obligation) -> str:
    return share(one.quorum_num, one.quorum_den, one.quorum_strict, one.quorum_base)


def majority(one: Obligation) -> str:
    return share(one.majority_num, one.majority_den, one.majority_strict, one.majority_base)


def reminders(one: Obligation) -> str:
    if not one.reminders:
        return ""
    days = joined([str(day) for day in one.reminders])
    return ngettext("提前%(days)s天", "提前%(days)s天", max(one.reminders)) % {"days": days}


def escalation(one: Obligation) -> str:
    to = {"holder": _("责任人"), "superior": _("上级"), "county": _("县")}
    steps = [
        ngettext("逾期%(days)d天提醒%(to)s", "逾期%(days)d天提醒%(to)s", step["after"])
        % {"days": step["after"], "to": to.get(step["to"], step["to"])}
        for step in one.escalation
    ]
    return joined(steps)


def facts(one: Obligation) -> list[Fact]:
    rows = [
        (_("谁"), who(one)),
        (_("凭据"), what(one)),
        (_("频次"), rhythm(one)),
        (_("期限"), due(one)),
        (_("出席"), quorum(one)),
        (pgettext("比例", "通过"), majority(one)),
        (_("提醒"), reminders(one)),
        (_("逾期"), escalation(one)),
        (_("后果"), one.consequence),
    ]
    return [Fact(label, value) for label, value in rows if value]


def measures(one: Obligation) -> dict[str, str]:
    """What two editions are compared by."""
    return {
        _("义务"): one.title,
        _("谁"): who(one),
        _("凭据"): what(one),
        _("频次"): rhythm(one),
        _("期限"): due(one),
        _("出席"): quorum(one),
        pgettext("比例", "通过"): majority(one),
        _("提醒"): reminders(one),
        _("逾期"): escalation(one),
        _("强度"): str(one.get_severity_display()),
        _("权重"): str(one.weight),
        _("后果"): one.consequence,
    }
