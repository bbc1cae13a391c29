"""The standard text of an appointment, filled from a term."""

from django.utils.translation import gettext_lazy as _

from jiceng.documents.enums import Right
from jiceng.documents.rules import may_draft, worked_at
from jiceng.documents.standards import Record, Standard, register
from jiceng.kernel.pages import chinese_day, today
from jiceng.organisations.models import Term

SHOWN = 50


def _terms(seen_by):
    """Terms in organisations that the account drafts for, the newest first."""
    mine = worked_at(seen_by, Right.DRAFT).order_by().values("pk")
    rows = Term.objects.filter(post__organisation__in=mine)
    return rows.select_related("person", "post__organisation", "instrument").order_by("-valid_from", "-pk")


def _records(*, seen_by) -> list[Record]:
    return [
        Record(
            one.pk,
            str(one.person),
            f"{one.post.organisation.name} {_title(one)} {one.valid_from.isoformat()}",
        )
        for one in _terms(seen_by)[:SHOWN]
    ]


def _title(term: Term) -> str:
    return term.post.title or str(term.post.get_kind_display())


def _values(*, seen_by, pk: int) -> dict | None:
    term = _terms(seen_by).filter(pk=pk).first()
    if term is None:
        return None
    return {
        "姓名": str(term.person),
        "职务": _title(term),
        "组织": term.post.organisation.name,
        "任职日期": chinese_day(term.valid_from),
        "依据文号": term.instrument.number if term.instrument else "",
        "日期": chinese_day(today()),
    }


def register_appointment() -> None:
    fields = dict.fromkeys(("姓名", "职务", "组织", "任职日期", "依据文号", "日期"), ())
    register(
        Standard(
            key="appointment",
            label=_("任职通知"),
            title="关于{{姓名}}同志任职的通知",
            text="各有关单位：\n经研究决定：\n{{姓名}}同志任{{组织}}{{职务}}，任职时间从{{任职日期}}起计算。",
            signed=("{{组织}}", "{{日期}}"),
            fields=fields,
            records=_records,
            values=_values,
            rule=may_draft,
        )
    )
