"""A document of the place's organisation at each of its stations."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from jiceng.documents import commands
from jiceng.documents.commands import Addressee, Words
from tests.access.objects import register, shared

DAY = date(2026, 11, 3)


def series_of(world, organisation):
    return shared(
        world,
        ("series", organisation.pk),
        lambda: commands.open_series(
            by=None, organisation=organisation, code=f"文{organisation.pk}", on=date(2020, 1, 1)
        ),
    )


def document_of(world, place, station="draft"):
    organisation = place.organisation

    def make():
        series = series_of(world, organisation)
        words = Words(
            kind="notice",
            title="关于开会的通知",
            text="请参加会议。",
            main=(Addressee.of(organisation),),
            countersigners=(organisation,) if station == "countersign" else (),
        )
        row = commands.draft(by=None, organisation=organisation, series=series, words=words)
        if station == "draft":
            return row
        row = commands.submit(by=None, document=row)
        if station == "review":
            return row
        row = commands.review(by=None, document=row)
        if station in {"signing", "countersign"}:
            return row
        row = commands.sign(by=None, document=row, on=DAY, signer="王建国")
        return row if station == "signed" else commands.issue(by=None, document=row, on=DAY)

    return shared(world, ("document", organisation.pk, station), make)


@register("document_draft")
def of_organisation(world, place):
    series_of(world, place.organisation)
    return {"pk": place.organisation.pk}


@register("document", "document_revise", "document_versions", "document_pdf", "document_docx")
def of_draft(world, place):
    return {"pk": document_of(world, place).pk}


@register("document_submit", "document_withdraw")
def of_own_draft(world, place):
    return {"pk": document_of(world, place).pk}


@register("document_review", "document_return")
def of_review(world, place):
    return {"pk": document_of(world, place, "review").pk}


@register("document_sign")
def of_signing(world, place):
    return {"pk": document_of(world, place, "signing").pk}


@register("document_issue")
def of_signed(world, place):
    return {"pk": document_of(world, place, "signed").pk}


@register("document_end", "document_file")
def of_issued(world, place):
    return {"pk": document_of(world, place, "issued").pk}


@register("document_picture")
def of_picture(world, place):
    return {"pk": document_of(world, place).pk, "page": 1}


@register("countersignature_agree", "countersignature_refuse")
def of_countersignature(world, place):
    return {"pk": document_of(world, place, "countersign").countersignatures.get().pk}


@register("recipient_receive")
def of_recipient(world, place):
    return {"pk": document_of(world, place, "issued").recipients.get().pk}


@register("document_verify", none={"mark": "nichts"})
def of_mark(world, place):
    return {"mark": document_of(world, place, "issued").mark}


def paper_of(world, place, state="registered"):
    """An incoming paper of the place's organisation, so far on its way."""
    organisation = place.organisation

    def make():
        new = commands.NewIncoming("县教育局", "关于场地的函")
        row = commands.register_incoming(by=None, organisation=organisation, new=new)
        if state == "registered":
            return row
        commands.propose(by=None, incoming=row, need="act", opinion="办", due_on=date(2199, 1, 1))
        if state == "handed":
            to = [commands.HandOn(organisation, date(2199, 1, 1))]
            commands.hand_on(by=None, incoming=row, to=to)
        row.refresh_from_db()
        return row

    return shared(world, ("incoming", organisation.pk, state), make)


@register("incoming_register")
def of_office(world, place):
    return {"pk": place.organisation.pk}


@register("incoming_paper", "incoming_opine", "incoming_propose", "incoming_refuse")
def of_paper(world, place):
    return {"pk": paper_of(world, place).pk}


@register("incoming_instruct", "incoming_hand_on", "incoming_close")
def of_proposed(world, place):
    return {"pk": paper_of(world, place, "proposed").pk}


@register("hand_urge", "hand_answer")
def of_hand(world, place):
    return {"pk": paper_of(world, place, "handed").hands.get().pk}


@register("incoming_file")
def of_file(world, place):
    row = paper_of(world, place)

    def make():
        kept = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
        row.files.create(name="a.pdf", file=kept, size=8, sha256="0" * 64)
        return row.files.get()

    return {"pk": shared(world, ("incoming_file", row.pk), make).pk}


def text_of(world, place):
    """A text about which the place's organisation asks itself, not open to everybody."""
    organisation = place.organisation

    def make():
        new = commands.NewConsultation(
            kind="plan",
            title="三年规划",
            text="一、目标\n办好。",
            opens_on=date(2020, 1, 1),
            closes_on=date(2199, 1, 1),
            public=False,
            units=(organisation,),
        )
        row = commands.consult(by=None, organisation=organisation, new=new)
        said = commands.Said("support", "赞成")
        commands.say(by=None, consulted=row, said=said, unit=organisation)
        return row

    return shared(world, ("consulted", organisation.pk), make)


@register("consult_new")
def of_consulting(world, place):
    return {"pk": place.organisation.pk}


@register(
    "consulted_text",
    "consulted_versions",
    "consulted_revise",
    "consulted_say",
    "consulted_close",
    "consulted_take",
)
def of_consulted(world, place):
    return {"pk": text_of(world, place).pk}


@register("asked_nothing")
def of_asked(world, place):
    return {"pk": text_of(world, place).asked.get().pk}


@register("remark_answer")
def of_remark(world, place):
    return {"pk": text_of(world, place).remarks.get().pk}


@register("consulted_public", none={"slug": "nichts"})
def of_slug(world, place):
    row = text_of(world, place)
    type(row).objects.filter(pk=row.pk).update(public=True)
    return {"slug": row.slug}


@register("standard_text", none={"key": "nichts"})
def of_standard(world, place):
    return {"key": "appointment"}


@register("standard_docx", "standard_use", none={"key": "nichts", "number": 0})
def of_standard_version(world, place):
    return {"key": "appointment", "number": 0}


@register("standard_filled", none={"key": "nichts", "pk": 1})
def of_standard_record(world, place):
    return {"key": "appointment", "pk": place.term.pk}
