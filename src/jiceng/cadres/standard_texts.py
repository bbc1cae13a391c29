"""The roster of the reserve as a standard text."""

from django.utils.translation import gettext_lazy as _

from jiceng.cadres.enums_development import Readiness
from jiceng.cadres.queries.reserve import reserves
from jiceng.cadres.rules_development import may_see_reserve
from jiceng.documents.standards import Record, Standard, register
from jiceng.kernel.pages import chinese_day, today

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


def register_standards() -> None:
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
