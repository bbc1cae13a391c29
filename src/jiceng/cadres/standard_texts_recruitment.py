"""Notice, interview list and publicity of a round as standard texts; a county puts its own .docx in their place."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from jiceng.cadres.enums_recruitment import Standing, Step
from jiceng.cadres.models import Applicant, RecruitmentRound
from jiceng.cadres.queries.recruitment import places_of, rounds
from jiceng.cadres.rules_recruitment import may_see_recruitment, rounds_of
from jiceng.documents.filling import Value, filled
from jiceng.documents.queries.templates import content_of
from jiceng.documents.standards import Record, Standard, register
from jiceng.kernel.pages import chinese_day, today
from jiceng.people.enums import Education

NOTICE = "recruitment_notice"
MOST_RECORDS = 50
BASIC = {"标题": (), "招聘单位": (), "日期": ()}


def _records(*, seen_by) -> list[Record]:
    rows = rounds(seen_by=seen_by).order_by("-pk")[:MOST_RECORDS]
    return [Record(one.pk, one.title, one.get_state_display()) for one in rows]


def _round(seen_by, pk: int) -> RecruitmentRound | None:
    rows = RecruitmentRound.objects.filter(rounds_of(seen_by), pk=pk)
    return rows.select_related("organisation").first()


def _basic(row: RecruitmentRound) -> dict[str, Value]:
    on = localdate(row.published_at) if row.published_at else today()
    return {"标题": row.title, "招聘单位": row.organisation.name, "日期": chinese_day(on)}


def notice_values(row: RecruitmentRound) -> dict[str, Value]:
    with override("zh-hans"):
        return {
            **_basic(row),
            "正文": row.text,
            "咨询电话": row.contact,
            "规则": _rules(row),
            "岗位": [
                {
                    "代码": one.code,
                    "单位": one.post.organisation.name,
                    "职务": one.post.title or one.post.get_kind_display(),
                    "人数": str(one.advertised),
                    "条件": _asked(one),
                }
                for one in places_of(row)
            ],
            "日程": [
                {
                    "环节": str(one.get_step_display()),
                    "起": one.opens_on.isoformat(),
                    "止": one.closes_on.isoformat(),
                }
                for one in row.steps.order_by("number")
            ],
        }


def _asked(place) -> str:
    words = [f"{Education(place.education_at_least).label}以上"] if place.education_at_least else []
    words += ["中共党员"] if place.party_member else []
    return "，".join([*words, *filter(None, [place.note])]) or "按公告基本条件"


def _rules(row: RecruitmentRound) -> str:
    dropped = "去掉一个最高分和一个最低分后取平均分" if row.drop_extremes else "取平均分"
    return (
        f"年龄{row.age_at_most}周岁以下。报名合格人数与招聘人数不低于{row.open_ratio}:1方可开考，"
        f"按{row.interview_ratio}:1进入面试，末位同分一并进入。笔试、面试合格线{row.pass_mark.normalize():f}分，"
        f"面试{dropped}。总成绩由笔试{row.written_weight}%、面试{row.interview_weight}%相加，"
        f"同分的{row.get_ties_by_display()}。拟聘人员公示{row.publicity_days}天。"
        f"聘期{row.term_years}年，试用期{row.probation_months}个月。"
        f"对每个环节的结果，可在公布后{row.appeal_days}个工作日内在本人页面申诉。"
    )


def notice_file(row: RecruitmentRound) -> bytes:
    """The notice as .docx, in the county's own text when it has one."""
    return filled(content_of(NOTICE), notice_values(row))


def _notice(*, seen_by, pk: int) -> dict[str, Value] | None:
    return None if (row := _round(seen_by, pk)) is None else notice_values(row)


def _people(row: RecruitmentRound, **at) -> list[dict[str, str]]:
    rows = Applicant.objects.filter(round=row, standing=Standing.IN, **at)
    with override("zh-hans"):
        return [
            {
                "序号": str(number),
                "岗位": one.place.code,
                "姓名": one.name,
                "准考证号": one.ticket,
                "笔试": f"{one.written:.2f}" if one.written is not None else "",
                "总成绩": f"{one.total.normalize():f}" if one.total is not None else "",
                "名次": str(one.rank or ""),
            }
            for number, one in enumerate(
                rows.select_related("place").order_by("place__code", "rank", "number"), 1
            )
        ]


def _rooms(*, seen_by, pk: int) -> dict[str, Value] | None:
    """Who sits where, room after room, with an empty column to sign in."""
    if (row := _round(seen_by, pk)) is None:
        return None
    seated = Applicant.objects.filter(round=row, standing=Standing.IN, step=Step.WRITTEN).exclude(ticket="")
    told = seated.order_by("sits_on", "room", "seat").values_list(
        "room", "seat", "ticket", "name", "place__code"
    )
    columns = ("考场", "座位", "准考证号", "姓名", "岗位")
    people = [dict(zip(columns, map(str, one), strict=True)) | {"签名": ""} for one in told]
    return {**_basic(row), "名单": people}


def _interview(*, seen_by, pk: int) -> dict[str, Value] | None:
    if (row := _round(seen_by, pk)) is None:
        return None
    return {**_basic(row), "名单": _people(row, step=Step.INTERVIEW)}


def _publicity(*, seen_by, pk: int) -> dict[str, Value] | None:
    if (row := _round(seen_by, pk)) is None:
        return None
    return {
        **_basic(row),
        "公示天数": str(row.publicity_days),
        "咨询电话": row.contact,
        "名单": _people(row, step=Step.PUBLICITY),
    }


def register_standards() -> None:
    common = {"records": _records, "rule": may_see_recruitment, "signed": ("{{招聘单位}}", "{{日期}}")}
    register(
        Standard(
            key=NOTICE,
            label=_("公开招聘公告"),
            title="{{标题}}公告",
            text="{{正文}}\n一、招聘岗位\n|岗位代码|单位|职务|人数|条件|\n"
            "|{{岗位.代码}}|{{岗位.单位}}|{{岗位.职务}}|{{岗位.人数}}|{{岗位.条件}}|\n"
            "二、办法\n{{规则}}\n三、日程\n|环节|起|止|\n|{{日程.环节}}|{{日程.起}}|{{日程.止}}|\n"
            "四、咨询电话\n{{咨询电话}}",
            fields={
                **BASIC,
                "正文": (),
                "规则": (),
                "咨询电话": (),
                "岗位": ("代码", "单位", "职务", "人数", "条件"),
                "日程": ("环节", "起", "止"),
            },
            values=_notice,
            **common,
        )
    )
    register(
        Standard(
            key="recruitment_rooms",
            label=_("考场座次和签到表"),
            title="{{标题}}考场座次和签到表",
            text="|考场|座位|准考证号|姓名|岗位|签名|\n"
            "|{{名单.考场}}|{{名单.座位}}|{{名单.准考证号}}|{{名单.姓名}}|{{名单.岗位}}|{{名单.签名}}|",
            fields={**BASIC, "名单": ("考场", "座位", "准考证号", "姓名", "岗位", "签名")},
            values=_rooms,
            **common,
        )
    )
    columns = ("序号", "岗位", "姓名", "准考证号", "笔试", "总成绩", "名次")
    register(
        Standard(
            key="recruitment_interview",
            label=_("进入面试人员名单"),
            title="{{标题}}进入面试人员名单",
            text="|序号|岗位|准考证号|笔试成绩|\n|{{名单.序号}}|{{名单.岗位}}|{{名单.准考证号}}|{{名单.笔试}}|",
            fields={**BASIC, "名单": columns},
            values=_interview,
            **common,
        )
    )
    register(
        Standard(
            key="recruitment_publicity",
            label=_("拟聘用人员公示"),
            title="{{标题}}拟聘用人员公示",
            text="现将拟聘用人员公示{{公示天数}}天。对公示人员有异议的，请向招聘单位反映，咨询电话{{咨询电话}}。\n"
            "|岗位|姓名|准考证号|总成绩|名次|\n"
            "|{{名单.岗位}}|{{名单.姓名}}|{{名单.准考证号}}|{{名单.总成绩}}|{{名单.名次}}|",
            fields={**BASIC, "公示天数": (), "咨询电话": (), "名单": columns},
            values=_publicity,
            **common,
        )
    )
