"""Lists of official documents."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.documents.enums import DocumentKind, DocumentState, Retention
from jiceng.documents.queries.documents import LIGHTS, to_receive, waiting_for
from jiceng.kernel.tables import Column, Filter, Table


def _address(row) -> str:
    return reverse("document", args=[row.pk])


TITLE = Column("title", _("标题"), value="title", url=_address, sort="pinyin", main=True)
NUMBER = Column("number", _("发文字号"), value=lambda d: d.number_text, sort="number")
KIND = Column("kind", _("文种"), value=lambda d: d.get_kind_display(), sort="kind")
UNIT = Column("unit", _("发文机关"), value=lambda d: str(d.organisation), sort="organisation__pinyin")
SIGNED = Column("signed", _("成文日期"), value="signed_on")
OF_KIND = Filter("kind", _("文种"), lambda: DocumentKind.choices, lambda rows, value: rows.filter(kind=value))


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
        Column("state", _("状态"), light=lambda d: (LIGHTS[d.state], d.get_state_display())),
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
                lambda rows, value: rows.filter(state=value),
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
        Column("state", _("归档"), light=lambda d: (_filed(d), d.get_state_display()), sort="state"),
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
            lambda rows, value: rows.filter(state=value),
        ),
    )
    empty_title = _("还没有要归档的公文")


def _filed(row) -> str:
    return "done" if row.state == DocumentState.FILED else "soon"
