"""Texts that people are asked about: passages with what was said, shares, differences."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, DateField, Exists, OuterRef, Q, QuerySet, Value, When
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jiceng.documents import rules
from jiceng.documents.body import same_wording
from jiceng.documents.enums import DocumentState, Right
from jiceng.documents.enums_consultation import ConsultedKind, Taken
from jiceng.documents.models import AskedUnit, ConsultedText, Document, Passage, Plan, TextRemark
from jiceng.documents.passages import Compared, Piece, compared
from jiceng.documents.plan_text import text_of
from jiceng.documents.queries.plans import tree
from jiceng.documents.rules import consulted, worked_at
from jiceng.kernel.components import Figure
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.pages import end_of, today
from jiceng.kernel.search import Hit
from jiceng.kernel.search import matching as matching_text
from jiceng.organisations.models import Organisation

SHOWN = 5


def texts_on(*, seen_by, as_of: date) -> QuerySet[ConsultedText]:
    """Those put before people by the day; with `as_of`. What was made today for a later day is known today."""
    known = Q(opens_on__lte=as_of) | Q(made_at__lt=end_of(as_of))
    return texts(seen_by=seen_by).filter(known).annotate(as_of=Value(as_of, output_field=DateField()))


def texts(*, seen_by) -> QuerySet[ConsultedText]:
    """With how many remarks, and how many of them wait for an answer."""
    said = Count("remarks", distinct=True)
    waits = Count("remarks", filter=Q(remarks__answer=None, remarks__isnull=False), distinct=True)
    return consulted(seen_by).select_related("organisation").annotate(said=said, waits=waits)


def text_or_404(pk: int, *, seen_by, right: str = Right.SEE) -> ConsultedText:
    rows = consulted(seen_by).select_related("organisation", "document", "plan")
    if right != Right.SEE:
        rows = rows.filter(organisation__in=worked_at(seen_by, right).order_by().values("pk"))
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def shown_or_404(slug: str) -> ConsultedText:
    """A text that residents may read, from its first day on."""
    rows = ConsultedText.objects.filter(public=True, opens_on__lte=today(), slug=slug)
    found = rows.select_related("organisation").first()
    if found is None:
        raise Http404
    return found


def shown(*, as_of: date) -> QuerySet[ConsultedText]:
    """For residents: texts that are open now, the next to close first, then what was asked before, the latest first."""
    rows = ConsultedText.objects.filter(public=True, opens_on__lte=as_of).select_related("organisation")
    open_now = Q(closed_on=None, closes_on__gte=as_of)
    order = Case(When(open_now, then=Value(0)), default=Value(1))
    said = Count("remarks", distinct=True)
    return rows.annotate(rest=order, said=said).order_by(
        "rest", Case(When(open_now, then="closes_on")), "-closes_on", "-pk"
    )


def open_card(*, as_of: date) -> Card | None:
    """On the front page of residents: what one may speak about now."""
    rows = [
        Row(
            one.title,
            reverse("consulted_public", args=[one.slug]),
            "info",
            _("%(day)s截止") % {"day": one.closes_on.isoformat()},
            one.organisation.name,
        )
        for one in shown(as_of=as_of).filter(closed_on=None, closes_on__gte=as_of)[:SHOWN]
    ]
    return Card(_("正在征求意见"), rows, url=reverse("consulted_open")) if rows else None


def remark_or_404(pk: int, *, seen_by) -> TextRemark:
    mine = worked_at(seen_by, Right.REVIEW).order_by().values("pk")
    rows = TextRemark.objects.filter(consulted__organisation__in=mine).select_related("consulted")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def asked_or_404(pk: int, *, seen_by) -> AskedUnit:
    mine = worked_at(seen_by, Right.RECEIVE).order_by().values("pk")
    found = AskedUnit.objects.filter(unit__in=mine, pk=pk).select_related("consulted", "unit").first()
    if found is None:
        raise Http404
    return found


def speaking_units(row: ConsultedText, *, seen_by) -> list[Organisation]:
    """In whose name the account may speak; at most thirty."""
    units = worked_at(seen_by, Right.RECEIVE).on(today())
    if not row.public:
        units = units.filter(pk__in=row.asked.order_by().values("unit"))
    return list(units.order_by("code", "pinyin")[:30])


def consulting(*, seen_by) -> list[Organisation]:
    """In whose name the account may ask; at most thirty."""
    return list(worked_at(seen_by, Right.REVIEW).on(today()).order_by("code", "pinyin")[:30])


def office_or_404(pk: int, *, seen_by) -> Organisation:
    found = worked_at(seen_by, Right.REVIEW).on(today()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Spoken:
    """A passage of the newest version with how many remarks there are about it, in whatever version."""

    passage: Passage
    remarks: int


@dataclass(frozen=True)
class Reading:
    """The newest version passage by passage."""

    version: int
    spoken: list[Spoken]


def reading(row: ConsultedText) -> Reading:
    version = row.versions.order_by("-number")[0]
    counted = row.remarks.order_by().values("passage__key").annotate(many=Count("pk"))
    many = dict(counted.values_list("passage__key", "many"))
    return Reading(version.number, [Spoken(one, many.get(one.key, 0)) for one in version.passages.all()])


def spoken_about(row: ConsultedText) -> list[tuple[int, str]]:
    """Each passage that somebody spoke about, by its key, in the newest wording that a remark was made to."""
    rows = row.remarks.exclude(passage=None).order_by("passage__version__number")
    return sorted(dict(rows.values_list("passage__key", "passage__text")).items())


def remarks(row: ConsultedText) -> QuerySet[TextRemark]:
    return row.remarks.select_related("passage__version", "unit", "answer").order_by("number")


@dataclass(frozen=True)
class Shares:
    """How many remarks, answered, adopted wholly or partly."""

    said: int
    answered: int
    adopted: int

    @property
    def waiting(self) -> int:
        return self.said - self.answered

    @property
    def percent(self) -> int | None:
        """Adopted of what was answered; unknown before the first answer."""
        return round(100 * self.adopted / self.answered) if self.answered else None


def shares(row: ConsultedText) -> Shares:
    taken = Q(answer__outcome__in=(Taken.ADOPTED, Taken.PARTLY))
    found = row.remarks.aggregate(
        said=Count("id"), answered=Count("answer"), adopted=Count("id", filter=taken)
    )
    return Shares(**found)


def figures(row: ConsultedText) -> list[Figure]:
    found = shares(row)
    silent = row.asked.filter(nothing_on=None).exclude(
        unit__in=row.remarks.filter(unit__isnull=False).values("unit")
    )
    return [
        Figure(pgettext("列表", "意见"), found.said, url="#remarks"),
        Figure(_("未答复"), found.waiting, url="?outcome=none#remarks", tone="soon" if found.waiting else ""),
        Figure(_("采纳率"), found.percent, unit="%" if found.percent is not None else ""),
        Figure(_("未回复的单位"), silent.count()),
    ]


def is_running(row: ConsultedText) -> bool:
    return row.closed_on is None and row.opens_on <= today() <= row.closes_on


def light_of(row: ConsultedText, as_of: date | None = None) -> tuple[str, str]:
    """Of the day; of today when none is given."""
    day = as_of or today()
    if row.closed_on and row.closed_on <= day:
        return "done", _("已办结")
    if day < row.opens_on:
        return "none", _("未开始")
    return ("info", _("征求意见中")) if day <= row.closes_on else ("soon", _("待办结"))


def asked_units(row: ConsultedText) -> list[tuple[AskedUnit, tuple[str, str]]]:
    """Each unit asked, and what it did."""
    spoke = set(row.remarks.filter(unit__isnull=False).values_list("unit", flat=True))
    found = []
    for one in row.asked.select_related("unit"):
        if one.unit_id in spoke:
            found.append((one, ("done", _("已提意见"))))
        elif one.nothing_on:
            found.append((one, ("done", _("无意见"))))
        else:
            found.append((one, ("soon", _("待回复")) if not row.closed_on else ("none", _("未回复"))))
    return found


def changes(row: ConsultedText) -> list[tuple]:
    """Each version after the first beside the one before, the newest first."""
    rows = list(row.versions.prefetch_related("passages"))
    pairs = zip(rows, rows[1:], strict=False)
    return [(after, _compared(before, after)) for before, after in pairs][::-1]


def _compared(before, after) -> list[Compared]:
    old, new = (
        [Piece(one.key, one.level, one.text) for one in version.passages.all()] for version in (before, after)
    )
    return [one for one in compared(old, new) if one.how]


def newest_text(row: ConsultedText) -> str:
    version = row.versions.order_by("-number")[0]
    return "\n".join(version.passages.values_list("text", flat=True))


def to_say(*, seen_by) -> QuerySet[AskedUnit]:
    """The account's units that are asked and have not spoken."""
    mine = worked_at(seen_by, Right.RECEIVE).order_by().values("pk")
    spoke = TextRemark.objects.filter(consulted=OuterRef("consulted"), unit=OuterRef("unit"))
    day = today()
    rows = AskedUnit.objects.filter(unit__in=mine, nothing_on=None, consulted__closed_on=None)
    running = rows.filter(consulted__opens_on__lte=day, consulted__closes_on__gte=day)
    return running.filter(~Exists(spoke)).select_related("consulted", "unit").order_by("consulted__closes_on")


def waiting_card(*, seen_by, as_of: date) -> Card | None:
    """Texts on which the account's units are asked, then remarks that it has to answer."""
    asked = to_say(seen_by=seen_by)
    mine = worked_at(seen_by, Right.REVIEW).order_by().values("pk")
    open_ones = texts(seen_by=seen_by).filter(closed_on=None, organisation__in=mine, waits__gt=0)
    count = asked.count() + open_ones.count()
    if not count:
        return None
    rows = [
        Row(one.consulted.title, reverse("consulted_text", args=[one.consulted_id]), "soon", _("待提意见"))
        for one in asked[:SHOWN]
    ]
    rows += [
        Row(
            one.title,
            reverse("consulted_text", args=[one.pk]),
            "soon",
            _("待答复%(count)d条") % {"count": one.waits},
        )
        for one in open_ones[: SHOWN - len(rows)]
    ]
    return Card(_("征求意见"), rows, count, reverse("consulted_texts"), tone="soon")


def find(*, seen_by, text: str, as_of: date, limit: int) -> list[Hit]:
    rows = consulted(seen_by).filter(matching_text(text, name="title", pinyin="pinyin", initials="initials"))
    return [
        Hit(one.title, reverse("consulted_text", args=[one.pk]), light_of(one)[1], "chat-bubble-left-right")
        for one in rows[:limit]
    ]


def beginning(document: Document | None, plan: Plan | None) -> dict:
    """What the form begins with: the wording of a document on its way, or a plan as it stands today."""
    if document is not None:
        return {"title": document.title, "text": document.current.text, "kind": ConsultedKind.OPINION}
    if plan is not None:
        return {"title": plan.title, "text": text_of(tree(plan, today())), "kind": ConsultedKind.PLAN}
    return {}


def of_plan(plan: Plan, *, seen_by) -> list[tuple[ConsultedText, tuple[str, str]]]:
    """Consultations on a plan that the account may read, the newest first, each with its light."""
    return [(one, light_of(one)) for one in consulted(seen_by).filter(plan=plan)[:SHOWN]]


def may_ask(account, row: ConsultedText) -> bool:
    return row.closed_on is None and rules.may_review.test(account, row)


def way_back(account, row: ConsultedText) -> tuple[bool, str]:
    """Whether the last version can become the wording of its document now, and what to say about it; nothing to say
    where there is no document or who looks has nothing to do with it."""
    if row.document is None or row.closed_on is None or not rules.may_review.test(account, row):
        return False, ""
    if same_wording(row.document.current.text, newest_text(row)):
        return False, _("公文稿的文字与最后一版相同。")
    if row.document.state not in {DocumentState.DRAFT, DocumentState.REVIEW}:
        words = {"state": row.document.get_state_display()}
        return False, _("公文稿%(state)s，退回起草以后才能改入。") % words
    return True, _("最后一版成为公文稿的新版本；公文稿原来的文字保留为上一版。")
