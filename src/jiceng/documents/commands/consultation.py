"""A text is put before residents, units and departments; each remark is answered; the text gets its next version."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.documents.body import clean
from jiceng.documents.checks import secret_fault, secret_mark
from jiceng.documents.commands.drafting import rewrite
from jiceng.documents.enums_consultation import Taken, Voice
from jiceng.documents.models import (
    AskedUnit,
    ConsultedText,
    Document,
    Passage,
    Plan,
    TextAnswer,
    TextRemark,
    TextVersion,
)
from jiceng.documents.passages import Piece, pieces
from jiceng.documents.rules import may_receive, may_review, may_speak_for
from jiceng.kernel.access import must
from jiceng.kernel.floods import is_flood, origin_of
from jiceng.kernel.pages import today
from jiceng.kernel.pinyin import initials, spelled
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation

# A resident behind one address may say several things; a flood may not.
HOURLY, DAILY = 10, 30


@dataclass(frozen=True)
class NewConsultation:
    kind: str
    title: str
    text: str
    opens_on: date
    closes_on: date
    explanation: str = ""
    contact: str = ""
    public: bool = True
    units: tuple[Organisation, ...] = ()
    plan: Plan | None = None


@dataclass(frozen=True)
class Said:
    """A remark: what is wished, why, other words; `passage` its key in the newest version, 0 for the whole."""

    wish: str
    text: str
    wording: str = ""
    passage: int = 0
    signed: str = ""


@transaction.atomic
def consult(
    *, by, organisation: Organisation, new: NewConsultation, document: Document | None = None
) -> ConsultedText:
    """Put a text before those concerned, from a day to a day."""
    must(by, may_review, organisation, _("无权以这个单位的名义征求意见。"))
    if new.closes_on < new.opens_on or new.closes_on < today():
        raise ImpossibleError(_("结束日期不能早于开始日期，也不能早于今天。"))
    _must_be_fit(new.title, new.text)
    if not new.public and not new.units:
        raise ImpossibleError(_("不向居民公开的，要写征求哪些单位的意见。"))
    title = " ".join(new.title.split())[:200]
    row = ConsultedText.objects.create(
        organisation=organisation,
        document=document,
        plan=new.plan,
        kind=new.kind,
        title=title,
        pinyin=spelled(title)[:1200],
        initials=initials(title)[:200],
        explanation=new.explanation.strip()[:1000],
        contact=new.contact.strip()[:120],
        public=new.public,
        opens_on=new.opens_on,
        closes_on=new.closes_on,
        made_by=by,
    )
    AskedUnit.objects.bulk_create(AskedUnit(consulted=row, unit=one) for one in dict.fromkeys(new.units))
    _write(row, 1, pieces(new.text), "")
    after = {"title": title, "closes_on": new.closes_on, "units": len(new.units)}
    record(by=by, verb="documents.consult", target=row, after=after)
    return row


def _must_be_fit(title: str, text: str) -> None:
    if not title.strip() or not text.strip():
        raise ImpossibleError(_("请填标题和正文。"))
    if mark := secret_mark(f"{title}\n{text}"):
        raise ImpossibleError(secret_fault(mark))


def _write(row: ConsultedText, number: int, found: list[Piece], why: str) -> TextVersion:
    version = TextVersion.objects.create(consulted=row, number=number, why=why)
    Passage.objects.bulk_create(
        Passage(version=version, key=one.key, order=order, level=one.level, text=one.text)
        for order, one in enumerate(found, 1)
    )
    return version


def _locked(row: ConsultedText) -> ConsultedText:
    found = ConsultedText.objects.select_for_update().get(pk=row.pk)
    if found.closed_on:
        raise ImpossibleError(_("这次征求意见已经办结。"))
    return found


@transaction.atomic
def revise_text(*, by, consulted: ConsultedText, text: str, why: str) -> TextVersion:
    """The next version; passages that stayed keep their remarks."""
    must(by, may_review, consulted, _("无权修改这份文稿。"))
    row = _locked(consulted)
    if not why.strip():
        raise ImpossibleError(_("请写修改说明。"))
    _must_be_fit(row.title, text)
    last = row.versions.order_by("-number")[0]
    before = [Piece(one.key, one.level, one.text) for one in last.passages.all()]
    highest = Passage.objects.filter(version__consulted=row).aggregate(last=Max("key"))["last"] or 0
    found = pieces(text, before, highest + 1)
    if [one.text for one in found] == [one.text for one in before]:
        raise ImpossibleError(_("文字没有变化。"))
    version = _write(row, last.number + 1, found, why.strip()[:300])
    record(by=by, verb="documents.revise_text", target=row, why=why, after={"version": version.number})
    return version


@transaction.atomic
def say(
    *, by, consulted: ConsultedText, said: Said, unit: Organisation | None = None, address: str = ""
) -> TextRemark:
    """Anybody may speak about a public text, without account; whoever works for a unit speaks in its name. `address`
    is where it comes from on the network and is kept as a keyed hash of the day only."""
    row = _locked(consulted)
    if not row.opens_on <= today() <= row.closes_on:
        raise ImpossibleError(_("现在不在征求意见的期间。"))
    if not said.text.strip():
        raise ImpossibleError(_("请写您的意见。"))
    _must_be_fit("-", f"{said.text}\n{said.wording}")
    origin = ""
    if unit is not None:
        must(by, may_speak_for, (row, unit), _("无权代表这个单位提意见。"))
    elif not row.public:
        raise ImpossibleError(_("这份文稿不向居民征求意见。"))
    else:
        origin = origin_of(address, "consulted")
        if is_flood(TextRemark.objects.all(), origin, "at", hourly=HOURLY, daily=DAILY):
            raise ImpossibleError(_("从这里提交的意见太多，请过一小时再来，或到社区当面提出。"))
    remark = TextRemark.objects.create(
        consulted=row,
        number=(row.remarks.aggregate(last=Max("number"))["last"] or 0) + 1,
        passage=_passage(row, said.passage),
        voice=_voice(unit),
        unit=unit,
        signed=said.signed.strip()[:60],
        wish=said.wish,
        text=clean(said.text)[:1000],
        wording=clean(said.wording)[:1000],
        origin=origin,
    )
    record(by=by, verb="documents.say", target=row, after={"number": remark.number, "voice": remark.voice})
    return remark


def _voice(unit: Organisation | None) -> str:
    if unit is None:
        return Voice.RESIDENT
    return Voice.DEPARTMENT if unit.kind in (Kind.DEPARTMENT, Kind.ORGANISATION_DEPARTMENT) else Voice.UNIT


def _passage(row: ConsultedText, key: int) -> Passage | None:
    if not key:
        return None
    version = row.versions.order_by("-number")[0]
    found = version.passages.filter(key=key).first()
    if found is None:
        raise ImpossibleError(_("这一段已经改了，请刷新页面再提。"))
    return found


@transaction.atomic
def say_nothing(*, by, asked: AskedUnit) -> AskedUnit:
    """A unit that was asked has nothing to remark."""
    must(by, may_receive, asked.unit, _("无权代表这个单位回复。"))
    row = _locked(asked.consulted)
    held = row.asked.select_related("unit").get(pk=asked.pk)
    if row.remarks.filter(unit=held.unit).exists() or held.nothing_on:
        raise ImpossibleError(_("%(unit)s已经回复。") % {"unit": held.unit})
    held.nothing_on = today()
    held.save(update_fields=["nothing_on"])
    record(by=by, verb="documents.say_nothing", target=row, after={"unit": held.unit.name})
    return held


@transaction.atomic
def answer_remark(*, by, remark: TextRemark, outcome: str, text: str) -> TextAnswer:
    """Each remark gets one answer, which whoever sees the text can read."""
    must(by, may_review, remark.consulted, _("无权答复这条意见。"))
    row = _locked(remark.consulted)
    if not text.strip():
        raise ImpossibleError(_("请写答复内容。"))
    if outcome not in Taken.values:
        raise ImpossibleError(_("请选择处理结果。"))
    if TextAnswer.objects.filter(remark=remark).exists():
        raise ImpossibleError(_("这条意见已经答复。"))
    answer = TextAnswer.objects.create(remark=remark, outcome=outcome, text=clean(text)[:1000], by=by)
    after = {"number": remark.number, "outcome": outcome}
    record(by=by, verb="documents.answer_remark", target=row, after=after)
    return answer


@transaction.atomic
def close_consultation(*, by, consulted: ConsultedText, reason: str = "") -> ConsultedText:
    """The end: after the last day, every remark answered; otherwise only with the reason why not."""
    must(by, may_review, consulted, _("无权办结这次征求意见。"))
    row = _locked(consulted)
    open_ones = row.remarks.filter(answer=None).count()
    if open_ones and not reason.strip():
        raise ImpossibleError(
            ngettext(
                "还有%(count)d条意见没有答复，请先答复，或写明理由。",
                "还有%(count)d条意见没有答复，请先答复，或写明理由。",
                open_ones,
            )
            % {"count": open_ones}
        )
    if today() <= row.closes_on and not reason.strip():
        raise ImpossibleError(_("还在征求意见的期间，提前结束要写明理由。"))
    row.closed_on = today()
    row.end_reason = reason.strip()[:300]
    row.save(update_fields=["closed_on", "end_reason"])
    record(by=by, verb="documents.close_consultation", target=row, why=reason, after={"open": open_ones})
    return row


@transaction.atomic
def take_into_document(*, by, consulted: ConsultedText) -> Document:
    """After the end the last version becomes the wording of the document that was asked about; what stood there before
    is kept as a version of its own."""
    must(by, may_review, consulted, _("无权把这份文稿改入公文。"))
    row = ConsultedText.objects.select_for_update().get(pk=consulted.pk)
    if row.closed_on is None:
        raise ImpossibleError(_("征求意见办结以后才能改入公文。"))
    if row.document is None:
        raise ImpossibleError(_("这次征求意见没有对应的公文稿。"))
    last = row.versions.order_by("-number")[0]
    text = "\n".join(last.passages.values_list("text", flat=True))
    why = _("征求意见后的第%(version)s版") % {"version": last.number}
    document = rewrite(by=by, document=row.document, text=text, why=why)
    after = {"document": document.title, "version": document.current.version}
    record(by=by, verb="documents.take_into_document", target=row, after=after)
    return document
