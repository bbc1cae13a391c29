"""The roster of the reserve and the plan of training as standard texts."""

from django.utils.translation import gettext_lazy as _

from jiceng.cadres.enums_development import Readiness
from jiceng.cadres.models import TrainingPlan
from jiceng.cadres.queries.reserve import reserves
from jiceng.cadres.queries.training import budget, trainings
from jiceng.cadres.rules_development import may_see_reserve, may_see_training, plans_of
from jiceng.documents.standards import Record, Standard, register
from jiceng.kernel.pages import chinese_day, today

MOST_PLANS = 50
TODAY = 1  # the roster has one record: as it stands today


def _records(*, seen_by) -> list[Record]:
    return [Record(TODAY, chinese_day(today()))]


def _roster(*, seen_by, pk: int) -> dict | None:
    if pk != TODAY:
        return None
    rows = reserves(seen_by=seen_by, as_of=today()).order_by("post__organisation__code", "post", "pk")
    return {
        "日期": chinese_day(today()),
        "后备": [
            {
                "序号": str(number),
                "职务": str(one.post),
                "姓名": one.person.name,
                "来源": one.get_source_display(),
                "成熟度": str(Readiness(one.stage).label),
                "入库日期": one.valid_from.isoformat(),
            }
            for number, one in enumerate(rows, 1)
        ],
    }


def _plans(*, seen_by) -> list[Record]:
    rows = TrainingPlan.objects.filter(plans_of(seen_by)).select_related("unit")[:MOST_PLANS]
    return [Record(one.pk, str(one)) for one in rows]


def _plan(*, seen_by, pk: int) -> dict | None:
    plan = TrainingPlan.objects.filter(plans_of(seen_by), pk=pk).select_related("unit").first()
    if plan is None:
        return None
    rows = trainings(seen_by=seen_by, year=plan.year).filter(plan=plan).exclude(state="dropped")
    return {
        "单位": str(plan.unit),
        "年度": str(plan.year),
        "目标": plan.aims,
        "日期": chinese_day(plan.adopted_on or today()),
        "预算": f"{budget(rows):,.2f}",
        "培训": [
            {
                "序号": str(number),
                "名称": one.title,
                "对象": one.get_audience_display(),
                "时间": f"{one.starts_on.isoformat()}至{one.ends_on.isoformat()}",
                "地点": one.place,
                "学时": str(one.hours),
                "预算": f"{one.cost:,.2f}",
            }
            for number, one in enumerate(rows.order_by("starts_on", "pk"), 1)
        ],
    }


def _register_plan() -> None:
    columns = ("序号", "名称", "对象", "时间", "地点", "学时", "预算")
    register(
        Standard(
            key="training_plan",
            label=_("年度培训计划"),
            title="{{单位}}{{年度}}年干部培训计划",
            text="{{目标}}\n"
            "|序号|名称|对象|时间|地点|学时|预算（元）|\n"
            "|{{培训.序号}}|{{培训.名称}}|{{培训.对象}}|{{培训.时间}}|{{培训.地点}}|{{培训.学时}}|{{培训.预算}}|\n"
            "预算合计{{预算}}元。",
            signed=("{{单位}}", "{{日期}}"),
            fields={"单位": (), "年度": (), "目标": (), "日期": (), "预算": (), "培训": columns},
            records=_plans,
            values=_plan,
            rule=may_see_training,
        )
    )


def register_standards() -> None:
    _register_plan()
    columns = ("序号", "职务", "姓名", "来源", "成熟度", "入库日期")
    register(
        Standard(
            key="reserve_roster",
            label=_("后备干部名册"),
            title="社区后备干部名册",
            text="|序号|职务|姓名|来源|成熟度|入库日期|\n"
            "|{{后备.序号}}|{{后备.职务}}|{{后备.姓名}}|{{后备.来源}}|{{后备.成熟度}}|{{后备.入库日期}}|",
            signed=("{{日期}}",),
            fields={"日期": (), "后备": columns},
            records=_records,
            values=_roster,
            rule=may_see_reserve,
        )
    )
