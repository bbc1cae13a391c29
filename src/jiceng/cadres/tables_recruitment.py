"""Lists of open recruitment."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.cadres.enums_recruitment import AppealState, RoundState, Standing, Step
from jiceng.cadres.models.applicants import ABSENT
from jiceng.cadres.queries.applicants import light_of
from jiceng.kernel.tables import BulkAction, Column, Filter, Table

ROUND_LIGHTS = {"draft": "info", "running": "soon", "closed": "done", "cancelled": "none"}


class Rounds(Table):
    name = "recruitments"
    search = ("title", "pinyin", "initials")
    search_label = _("标题，可用拼音")
    columns = (
        Column(
            "title", _("标题"), url=lambda r: reverse("recruitment", args=[r.pk]), sort="pinyin", main=True
        ),
        Column("organisation", _("招聘单位"), value=lambda r: r.organisation.name),
        Column("step", _("环节"), value=lambda r: r.get_step_display() if r.running else "—"),
        Column("applied", _("报名人数"), number=True, sort="applied"),
        Column("hired", _("聘用人数"), number=True, sort="hired"),
        Column("published", _("公告时间"), value=lambda r: r.published_at or "", sort="published_at"),
        Column("state", _("状态"), light=lambda r: (ROUND_LIGHTS[r.state], r.get_state_display())),
    )
    order = "-published"
    filters = (Filter("state", _("状态"), lambda: RoundState.choices, lambda rows, v: rows.filter(state=v)),)
    empty_title = _("还没有公开招聘")
    empty_text = _("先拟定招聘批次和岗位，再发布公告。")


def _why(one) -> str:
    """Reasons of health and background are read by the applicant and whoever rules, never in a file."""
    return "" if one.out_at in {Step.HEALTH, Step.BACKGROUND} else one.out_why


def _ruled(one) -> str:
    words = {None: "", True: _("拟通过"), False: _("拟不通过")}
    return str(words[one.ruled])


def _seat(one) -> str:
    return "" if one.seat is None else f"{one.room} {one.seat}"


class Applicants(Table):
    """Secrets stand here only masked; the file bears them so too."""

    name = "applicants"
    search = ("name", "pinyin", "initials", "ticket")
    search_label = _("姓名（可用拼音）或准考证号")
    columns = (
        Column("number", _("报名号"), value=lambda a: f"{a.number:05d}", sort="number"),
        Column("name", _("姓名"), url=lambda a: reverse("applicant", args=[a.pk]), sort="pinyin", main=True),
        Column("code", _("岗位代码"), value=lambda a: a.place.code, sort="place__code"),
        Column("place", _("岗位"), value=lambda a: str(a.place.post), hidden=True),
        Column("sex", _("性别"), value=lambda a: a.get_sex_display(), hidden=True),
        Column("born", _("出生日期"), value=lambda a: a.born_on or "", sort="born_on"),
        Column(
            "education",
            _("学历"),
            value=lambda a: a.get_education_display() or "",
            sort="education",
            whole=True,
        ),
        Column("school", _("毕业院校"), hidden=True),
        Column("id", _("公民身份号码"), value="masked_id_number", hidden=True),
        Column("phone", _("手机"), value="masked_phone", hidden=True),
        Column("ticket", _("准考证号"), sort="ticket"),
        Column("seat", _("考场座位"), value=_seat, whole=True),
        Column("written", _("笔试成绩"), value=lambda a: _mark(a.written), number=True, sort="written"),
        Column("interview", _("面试成绩"), value=lambda a: _mark(a.interview), number=True, sort="interview"),
        Column("total", _("总成绩"), value=lambda a: _mark(a.total), number=True, sort="total"),
        Column("rank", _("名次"), value=lambda a: "" if a.rank is None else a.rank, number=True, sort="rank"),
        Column("ruled", _("本环节审核"), value=_ruled),
        Column("state", _("状态"), light=light_of),
        Column("why", _("理由"), value=_why, hidden=True),
    )
    order = "number"
    filters = (
        Filter("standing", _("状态"), lambda: Standing.choices, lambda rows, v: rows.filter(standing=v)),
        Filter("step", _("环节"), lambda: Step.choices, lambda rows, v: rows.filter(step=v)),
        Filter(
            "ruled",
            _("本环节审核"),
            lambda: [("none", _("未审核")), ("no", _("拟不通过"))],
            lambda rows, v: rows.filter(
                **({"ruled": None, "standing": "in"} if v == "none" else {"ruled": False})
            ),
        ),
    )
    bulk = (BulkAction(_("审核"), "applicants_rule"),)
    empty_title = _("还没有人报名")
    empty_text = _("公告发布后，报考人员在公告页用手机报名。")


def _mark(value) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _entry(value) -> str:
    if value is None:
        return str(_("未登"))
    return str(_("缺考")) if value == ABSENT else _mark(value)


def _of_hand(applicant, hand: str) -> str:
    """A mark shows only beside the other: the second hand copies nothing."""
    entry = getattr(applicant, "entry", None)
    if entry is None or getattr(entry, hand) is None:
        return str(_("未登"))
    both = entry.first is not None and entry.second is not None
    return _entry(getattr(entry, hand)) if both else str(_("已登"))


class Differences(Table):
    """Whose two entries are not both there, or differ."""

    name = "differences"
    search = ("ticket",)
    search_label = _("准考证号")
    columns = (
        Column("ticket", _("准考证号"), sort="ticket", main=True),
        Column("place", _("岗位代码"), value=lambda a: a.place.code),
        Column("first", _("第一遍"), value=lambda a: _of_hand(a, "first")),
        Column("second", _("第二遍"), value=lambda a: _of_hand(a, "second")),
    )
    order = "ticket"
    empty_title = _("两遍登分全部一致")
    empty_text = _("可以公布笔试成绩。")


APPEAL_LIGHTS = {"asked": "soon", "upheld": "done", "declined": "none"}


class Appeals(Table):
    name = "recruitment_appeals"
    search = ("applicant__name", "applicant__pinyin", "applicant__initials")
    search_label = _("姓名，可用拼音")
    columns = (
        Column(
            "name",
            _("报考人员"),
            value=lambda a: a.applicant.name,
            url=lambda a: reverse("appeal_answer", args=[a.pk]),
            main=True,
        ),
        Column("kind", _("来源"), value=lambda a: _("本人申诉") if a.by_applicant else _("公示异议")),
        Column("step", _("环节"), value=lambda a: a.get_step_display(), sort="step"),
        Column("text", _("内容"), value=lambda a: a.text[:60]),
        Column("made", _("提出时间"), value="made_at", sort="made_at"),
        Column("answer_by", _("答复期限"), value="answer_by", sort="answer_by"),
        Column("state", _("状态"), light=lambda a: (APPEAL_LIGHTS[a.state], a.get_state_display())),
    )
    order = "-made"
    filters = (Filter("state", _("状态"), lambda: AppealState.choices, lambda rows, v: rows.filter(state=v)),)
    empty_title = _("没有申诉和异议")
    empty_text = _("结果公布后，报考人员可以在本人页面申诉；公示期内任何人可以提出异议。")
