"""A document of the place's organisation at each of its stations."""

from datetime import date

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


@register("countersignature_agree")
def of_countersignature(world, place):
    return {"pk": document_of(world, place, "countersign").countersignatures.get().pk}


@register("recipient_receive")
def of_recipient(world, place):
    return {"pk": document_of(world, place, "issued").recipients.get().pk}


@register("document_verify", none={"mark": "nichts"})
def of_mark(world, place):
    return {"mark": document_of(world, place, "issued").mark}
