"""Lists of official documents."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.documents.enums import DocumentKind, DocumentState, Retention
from jiceng.documents.enums_consultation import ConsultedKind
from jiceng.documents.enums_incoming import IncomingState, Need
from jiceng.documents.queries import consultation
from jiceng.documents.queries import incoming as came
from jiceng.documents.queries.documents import LIGHTS, to_receive, waiting_for
from jiceng.kernel.pages import day_of
from jiceng.kernel.tables import Column, Filter, Table


def _address(row) -> str:
    return reverse("document", args=[row.pk])


TITLE = Column("title", _("标题"), value="title", url=_address, sort="pinyin", main=True)
NUMBER = Column("number", _("发文字号"), value=lambda d: d.number_text, sort="number")
KIND = Column("kind", _("文种"), value=lambda d: d.get_kind_display(), sort="kind")
UNIT = Column("unit", _("发文机关"), value=lambda d: str(d.organisation), sort="organisation__pinyin")
SIGNED = Column("signed", _("成文日期"), value="signed_on")
OF_KIND = Filter("kind", _("文种"), lambda: DocumentKind.choices, lambda rows, value: rows.filter(kind=value))


def _state(row) -> tuple[str, str]:
    """As it stood on the day of the list."""
    before = row.state_then == DocumentState.DRAFT and row.state != DocumentState.DRAFT
    return LIGHTS[row.state_then], str(_("签发之前") if before else DocumentState(row.state_then).label)


class Documents(Table):
    name = "documents"
    search = ("title", "pinyin", "initials")
    search_label = _("标题或拼音")
    columns = (
        TITLE,
        NUMBER,
        KIND,
        UNIT,
        Column("made", _("起草时间"), value=lambda d: d.made_at.date(), sort="made_at"),
        Column("receipts", _("未签收"), value="unreceived", number=True),
        Column("state", _("状态"), light=lambda d: _state(d)),
    )
    order = "-made"
    empty_title = _("还没有公文")
    empty_text = _("起草的、会签的和发给本单位的公文都在这里。")

    @property
    def filters(self):  # type: ignore[override]  # what concerns somebody depends on who asks
        who = self.request.user
        mine = {
            "do": lambda rows: rows.filter(pk__in=waiting_for(seen_by=who).order_by().values("pk")),
            "receive": lambda rows: rows.filter(pk__in=to_receive(seen_by=who).order_by().values("document")),
        }
        return (
            Filter(
                "mine",
                _("与我有关"),
                lambda: [("do", _("待我办理")), ("receive", _("待我签收"))],
                lambda rows, value: mine[value](rows),
            ),
            Filter(
                "state",
                _("状态"),
                lambda: DocumentState.choices,
                lambda rows, value: rows.filter(state_then=value),
            ),
            OF_KIND,
        )


class InForce(Table):
    name = "in_force"
    search = ("title", "pinyin", "initials")
    search_label = _("标题或拼音")
    columns = (
        TITLE,
        NUMBER,
        KIND,
        UNIT,
        Column("from", _("生效日期"), value="valid_from", sort="valid_from"),
        Column("to", _("失效日期"), value="valid_to"),
    )
    order = "-from"
    filters = (OF_KIND,)
    empty_title = _("这一天没有现行有效的公文")


class Filing(Table):
    name = "filing"
    search = ("title", "pinyin", "initials", "archive_number")
    search_label = _("标题、拼音或档号")
    columns = (
        TITLE,
        NUMBER,
        SIGNED,
        Column("retention", _("保管期限"), value=lambda d: d.get_retention_display(), sort="retention"),
        Column("archive", _("档号"), value="archive_number", sort="archive_number"),
        Column("signer", _("签发人"), value="signed_by_name"),
        Column("state", _("归档"), light=lambda d: (_filed(d), DocumentState(d.state_then).label)),
        Column("sha256", _("内容指纹"), value="sha256", hidden=True),
    )
    order = "number"
    filters = (
        Filter(
            "term", _("保管期限"), lambda: Retention.choices, lambda rows, value: rows.filter(retention=value)
        ),
        Filter(
            "filed",
            _("归档"),
            lambda: [("issued", _("未归档")), ("filed", _("已归档"))],
            lambda rows, value: rows.filter(state_then=value),
        ),
    )
    empty_title = _("还没有要归档的公文")


def _filed(row) -> str:
    return "done" if row.state_then == DocumentState.FILED else "soon"


class IncomingPapers(Table):
    name = "incoming"
    search = ("title", "pinyin", "initials", "sender", "number")
    search_label = _("标题、拼音、来文单位或字号")
    columns = (
        Column(
            "title",
            _("标题"),
            value="title",
            url=lambda p: reverse("incoming_paper", args=[p.pk]),
            sort="pinyin",
            main=True,
        ),
        Column("register", _("收文编号"), value=lambda p: p.register_number, sort="serial"),
        Column("sender", _("来文单位"), value="sender", sort="sender"),
        Column("number", _("来文字号"), value="number"),
        Column("received", _("签收日期"), value="received_on", sort="received_on"),
        Column("office", _("收文单位"), value=lambda p: str(p.organisation), sort="organisation__pinyin"),
        Column("need", _("办理要求"), value=lambda p: p.get_need_display() or "—"),
        Column("due", _("办理期限"), value="due_on"),
        Column("state", _("状态"), light=lambda p: came.light_of(p, p.as_of)),
        Column("result", _("办理结果"), value="result", hidden=True),
    )
    order = "-received"
    empty_title = _("还没有收文")
    empty_text = _("先签收登记：本系统发来的一键签收，外来的填来文单位和标题。")

    @property
    def filters(self):  # type: ignore[override]  # what concerns somebody depends on who asks
        who, day = self.request.user, day_of(self.request)
        mine = {
            "do": lambda rows: rows.filter(pk__in=came.waiting_for(seen_by=who).order_by().values("pk")),
            "late": lambda rows: rows.filter(
                pk__in=came.late(seen_by=who, as_of=day).order_by().values("pk")
            ),
        }
        return (
            Filter(
                "mine",
                _("与我有关"),
                lambda: [("do", _("待我办理")), ("late", _("逾期"))],
                lambda rows, value: mine[value](rows),
            ),
            Filter(
                "state",
                _("状态"),
                lambda: IncomingState.choices,
                lambda rows, value: rows.filter(state=value),
            ),
            Filter("need", _("办理要求"), lambda: Need.choices, lambda rows, value: rows.filter(need=value)),
        )


class ConsultedTexts(Table):
    name = "consulted"
    search = ("title", "pinyin", "initials")
    search_label = _("标题或拼音")
    columns = (
        Column(
            "title",
            _("标题"),
            value="title",
            url=lambda t: reverse("consulted_text", args=[t.pk]),
            sort="pinyin",
            main=True,
        ),
        Column("kind", _("类别"), value=lambda t: t.get_kind_display(), sort="kind"),
        Column(
            "office", _("征求意见的单位"), value=lambda t: str(t.organisation), sort="organisation__pinyin"
        ),
        Column("opens", _("开始日期"), value="opens_on", sort="opens_on"),
        Column("closes", _("结束日期"), value="closes_on", sort="closes_on"),
        Column("said", _("意见"), value="said", number=True, sort="said"),
        Column("waits", _("未答复"), value="waits", number=True, sort="waits"),
        Column("state", _("状态"), light=lambda t: consultation.light_of(t, t.as_of)),
    )
    order = "-opens"
    filters = (
        Filter("kind", _("类别"), lambda: ConsultedKind.choices, lambda rows, value: rows.filter(kind=value)),
        Filter(
            "closed",
            _("状态"),
            lambda: [("no", _("未办结")), ("yes", _("已办结"))],
            lambda rows, value: rows.filter(closed_on__isnull=value == "no"),
        ),
    )
    empty_title = _("还没有征求意见的文稿")
    empty_text = _("把意见、规划等文稿逐段交给居民、单位和部门提意见。")


class SealUses(Table):
    name = "seals"
    search = ("document__title", "document__pinyin", "document__initials")
    search_label = _("标题或拼音")
    columns = (
        Column(
            "title",
            _("标题"),
            value="document__title",
            url=lambda s: reverse("document", args=[s.document_id]),
            sort="document__pinyin",
            main=True,
        ),
        Column("number", _("发文字号"), value=lambda s: s.document.number_text),
        Column("seal", _("印章"), value="seal", sort="seal"),
        Column("copies", _("份数"), value="copies", number=True, sort="copies"),
        Column("on", _("用印日期"), value="on", sort="on"),
        Column("approved", _("批准人"), value="approved_by"),
        Column("by", _("监印人"), value="by_name"),
    )
    order = "-on"
    empty_title = _("还没有用印")
    empty_text = _("编号印发加盖印章的公文时自动登记。")
