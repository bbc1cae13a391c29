"""Lists of requests, said in columns."""

from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.kernel.pages import today
from jiceng.kernel.tables import Column, Filter, HeldTable, Table
from jiceng.organisations.models import Organisation
from jiceng.service.enums import Cause, Need
from jiceng.service.norms import kinds
from jiceng.service.queries.cases import FIGURES, LIGHTS, TOOK, glimpse, took_in
from jiceng.service.queries.statistics import took_words
from jiceng.service.queries.tickets import light_of

MONTHS = 18


def _months() -> list[tuple[str, str]]:
    year, month = today().year, today().month
    found = []
    for _one in range(MONTHS):
        found.append((f"{year}-{month:02}", f"{year}-{month:02}"))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return found


def in_month(rows, value: str):
    year, month = value.split("-")
    return rows.filter(received_on__year=int(year), received_on__month=int(month))


def _years() -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in range(today().year, today().year - 10, -1)]


class Cases(Table):
    name = "cases"
    search = ("serial",)
    search_label = _("编号中的数字")
    columns = (
        Column(
            "number",
            _("编号"),
            value="number",
            url=lambda c: reverse("case", args=[c.pk]),
            sort="serial",
            main=True,
        ),
        Column("kind", _("类别"), value="kind_name", sort="kind", whole=True),
        Column("text", _("内容"), value=lambda c: glimpse(c.text), in_file=False),
        Column("community", _("社区"), value=lambda c: str(c.now.community)),
        Column("holder", _("承办单位"), value=lambda c: c.now.holder.name),
        Column(
            "urgency", pgettext_lazy("诉求", "急缓"), value=lambda c: c.get_urgency_display(), hidden=True
        ),
        Column("way", pgettext_lazy("诉求", "渠道"), value=lambda c: c.get_way_display(), hidden=True),
        Column("received", pgettext_lazy("诉求", "提出日期"), value="received_on", sort="received_on"),
        Column("due", _("办理期限"), value="due", sort="due"),
        Column("state", _("状态"), light=lambda c: LIGHTS[c.light]),
        Column("round", _("重办"), value="round", number=True),
    )
    order = "-received"
    empty_title = _("还没有居民诉求")
    empty_text = _("居民扫码、打电话或当面提出的事都在这里；张贴社区的二维码，居民不用账号就能提。")

    def __init__(self, request, rows, as_of: date):
        super().__init__(request, rows)
        self.as_of = as_of

    @cached_property
    def filters(self):  # type: ignore[override]  # chips depend on what was asked
        return (
            Filter(
                "light",
                _("状态"),
                lambda: [(key, word) for key, (_tone, word) in LIGHTS.items()],
                lambda rows, value: rows.filter(light=value),
            ),
            Filter(
                "figure",
                _("统计口径"),
                lambda: [(key, word) for key, (word, _wanted) in FIGURES.items() if key != "received"],
                lambda rows, value: rows.filter(FIGURES[value][1]),
            ),
            Filter(
                "kind",
                _("类别"),
                lambda: [(one.key, one.name) for one in kinds().values()],
                lambda rows, value: rows.filter(kind=value),
            ),
            *self._asked_filters(),
        )

    def _asked_filters(self):
        """A month or a community stands among the chips once a figure asked for it."""
        asked = self.request.GET
        if asked.get("year"):
            yield Filter("year", _("年份"), _years, lambda rows, value: rows.filter(received_on__year=value))
        if asked.get("took"):
            yield Filter(
                "took",
                _("首次答复用时"),
                lambda: [(key, took_words(*span)) for key, span in TOOK.items()],
                took_in,
            )
        if asked.get("month"):
            yield Filter("month", _("月份"), _months, in_month)
        if (asked.get("community") or "").isdecimal():
            found = Organisation.objects.filter(pk=int(asked["community"][:18]))
            yield Filter(
                "community",
                _("社区"),
                lambda: [(one.pk, str(one)) for one in found],
                lambda rows, value: rows.filter(now__community=value),
            )


def _count(figure: str) -> Column:
    return Column(
        figure,
        FIGURES[figure][0],
        value=lambda line: line.counts[figure],
        url=lambda line: line.url(figure),
        number=True,
    )


class StatisticLines(HeldTable):
    """In the order of communities, kinds or months: nothing here can be sorted by its figures."""

    name = "service_statistics"
    search = ("name",)
    search_label = _("名称")
    columns = (
        Column("name", _("名称"), value="name", main=True),
        *(_count(one) for one in FIGURES),
        Column("rate", _("按期率"), value=lambda line: line.rate or None, number=True),
    )
    page_size = 200
    empty_title = _("这一年还没有居民诉求")
    empty_text = _("收到以后，每个数字都能点开看是哪几件。")


class Tickets(Table):
    name = "problem_tickets"
    search = ("kind",)
    columns = (
        Column(
            "ticket", _("问题"), value=str, url=lambda t: reverse("problem_ticket", args=[t.pk]), main=True
        ),
        Column("many", _("诉求"), value="many", number=True),
        Column("opened", _("形成日期"), value="opened_on", sort="opened_on"),
        Column("settled", _("了结日期"), value="settled_on", sort="settled_on"),
        Column("state", _("状态"), light=lambda t: light_of(t, today())),
    )
    order = "-opened"
    filters = (
        Filter("cause", _("缘由"), lambda: Cause.choices, lambda rows, value: rows.filter(cause=value)),
        Filter(
            "open",
            _("状态"),
            lambda: [("yes", _("待解决")), ("no", _("已了结"))],
            lambda rows, value: rows.filter(settled_on__isnull=value == "yes"),
        ),
    )
    empty_title = _("没有问题工单")
    empty_text = _("同一地点反复反映、多次被退回、多次重办的，会自动列在这里。")

    def __init__(self, request, rows, as_of: date):
        super().__init__(request, rows)
        self.as_of = as_of


class Certificates(Table):
    name = "certificates"
    search = ("name",)
    search_label = _("证明名称")
    columns = (
        Column(
            "name",
            _("证明名称"),
            value="name",
            url=lambda c: reverse("certificate", args=[c.pk]),
            sort="name",
            main=True,
        ),
        Column("community", _("社区"), value=lambda c: str(c.community), sort="community__code"),
        Column("way", pgettext_lazy("诉求", "渠道"), value=lambda c: c.get_way_display()),
        Column("on", _("日期"), value="on", sort="on"),
    )
    order = "-on"
    empty_title = _("还没有人来开证明")
    empty_text = _("清单上的证明社区不开；选一项，告知内容自动写好。")


class Households(HeldTable):
    name = "households"
    search = ("name",)
    search_label = _("姓")
    order = "state"
    export = False  # a list of those who need help does not leave the house
    columns = (
        Column(
            "name", _("户主或本人"), value="name", url=lambda h: reverse("household", args=[h.pk]), main=True
        ),
        Column("need", pgettext_lazy("重点户", "类别"), value="need_word", sort="need"),
        Column("community", _("社区"), value="community"),
        Column("last", _("上次走访"), value=lambda h: h.last or "", sort="last"),
        Column("state", _("状态"), light=lambda h: h.light, sort="place"),
        Column(
            "visit",
            _("走访"),
            value=lambda h: _("记一次走访"),
            url=lambda h: reverse("household_visit", args=[h.pk]),
        ),
    )
    filters = (
        Filter(
            "met",
            _("本季度"),
            lambda: [("no", _("没有走访")), ("yes", _("已走访"))],
            lambda rows, value: [one for one in rows if one.met == (value == "yes")],
        ),
        Filter(
            "need",
            pgettext_lazy("重点户", "类别"),
            lambda: Need.choices,
            lambda rows, value: [one for one in rows if one.need == value],
        ),
    )
    empty_title = _("名册上还没有重点户")
    empty_text = _("独居高龄老人、残疾人、困难家庭、需要关爱的未成年人，每季度上门一次。")
