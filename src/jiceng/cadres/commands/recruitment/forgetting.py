"""After the term that the county set, applicants are nobody any more: what identifies them is deleted, marks stay."""

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Case, CharField, Value, When
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.cadres.commands.recruitment.state import locked
from jiceng.cadres.enums_recruitment import RoundState, Standing
from jiceng.cadres.models import Appeal, ApplicantFile, InterviewMark, MarkCorrection, RecruitmentRound
from jiceng.cadres.queries.recruitment import forgotten_on, rounds_to_forget
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.people.enums import Sex


@transaction.atomic
def forget_applicants(*, by, round_: RecruitmentRound) -> tuple[int, int]:
    """How many applicants and papers there were. Whoever was hired stays in the county's own files, not here."""
    row = locked(by, round_, RoundState.CLOSED, RoundState.CANCELLED)
    if row.forgotten_at is not None:
        raise ImpossibleError(_("这次招聘的个人信息已经删除。"))
    due = forgotten_on(row)
    if due > today():
        raise ImpossibleError(_("保存期限到%(day)s，还不能删除。") % {"day": due.isoformat()})
    now, gone = timezone.now(), _("（已删除）")
    papers = ApplicantFile.objects.filter(applicant__round=row)
    names = list(papers.values_list("file", flat=True))
    papers.delete()
    many = row.applicants.update(
        name=gone,
        pinyin="",
        initials="",
        sex=Sex.UNKNOWN,
        born_on=None,
        education=None,
        id_number="",
        id_fingerprint="",
        phone="",
        school="",
        major="",
        party_member=False,
        experience="",
        origin="",
        ticket="",  # it stands beside the name on published lists
        room="",
        seat=None,
        code_fingerprint=Concat(Value("gone-"), Cast("pk", CharField())),
        out_why=Case(
            When(standing__in=[Standing.OUT, Standing.WITHDRAWN], then=Value(gone)), default=Value("")
        ),
        anonymised_at=now,
    )
    Appeal.objects.filter(applicant__round=row).update(text=gone, contact="", origin="")
    Appeal.objects.filter(applicant__round=row).exclude(state="asked").update(answer=gone)
    InterviewMark.objects.filter(applicant__round=row, recused=True).update(why=gone)
    row.batches.exclude(why="").update(why=gone)
    corrections = MarkCorrection.objects.filter(applicant__round=row)
    corrections.update(why=gone)
    corrections.exclude(answer="").update(answer=gone)
    row.forgotten_at = now
    row.save(update_fields=["forgotten_at"])
    told = {"applicants": many, "papers": len(names)}
    record(by=by, verb="cadres.forget_applicants", target=row, after=told)
    transaction.on_commit(lambda: _delete(names))
    return many, len(names)


def _delete(names: list[str]) -> None:
    """A file that two rows share is stored under two names, so each goes with its row."""
    for name in names:
        default_storage.delete(name)


def forget_due() -> int:
    """Work of the night: every round whose term is over."""
    rows = list(rounds_to_forget(today()))
    for row in rows:
        forget_applicants(by=None, round_=row)
    return len(rows)
