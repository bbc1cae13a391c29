"""Open recruitment attacked: two clerks at one button, a second hand that copies, a secret that stays behind, a file
that is none, a batch that one withdrawal should not hold fast."""

import io
import zipfile
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from jiceng.cadres.commands import recruitment as commands
from jiceng.cadres.enums_recruitment import Step
from jiceng.cadres.models import Applicant, ReviewBatch
from jiceng.cadres.tables_recruitment import _of_hand, _why
from jiceng.kernel.once import opened, sealed
from jiceng.kernel.uploads import accepted
from jiceng.organisations.commands import ImpossibleError
from tests.cadres.recruiting import Recruiting

pytestmark = pytest.mark.django_db


def test_the_second_clerk_does_not_publish_the_step_that_nobody_saw():
    place = Recruiting().registered(3)
    place.rule(place.people())
    commands.publish_step(by=place.officer, round_=place.round, shown="qualification")
    with pytest.raises(ImpossibleError, match="已经公布"):
        commands.publish_step(by=place.head, round_=place.round, shown="qualification")


def test_one_who_withdraws_does_not_hold_a_wrong_batch_fast():
    place = Recruiting().registered(3)
    batch = place.rule(place.people())
    commands.withdraw_application(applicant=place.people()[0])
    commands.undo_batch(by=place.officer, batch=batch)
    assert ReviewBatch.objects.get(pk=batch.pk).undone_at is not None


def test_the_second_hand_cannot_read_the_first():
    place = Recruiting().registered(2).passing().seated()
    one, other = place.people()
    place.enter({one.ticket: Decimal(81), other.ticket: Decimal(70)})
    assert _of_hand(Applicant.objects.get(pk=one.pk), "first") == "已登"
    place.enter({one.ticket: Decimal(18)}, hand=2)
    assert _of_hand(Applicant.objects.get(pk=one.pk), "first") == "81"
    assert _of_hand(Applicant.objects.get(pk=other.pk), "first") == "已登"


def test_an_appeal_in_time_is_answered_before_the_step_goes_on():
    place = Recruiting().registered(3)
    first, *rest = place.people()
    place.rule([first], passed=False, why="没有毕业证")
    place.rule(rest)
    place.publish()
    first.refresh_from_db()
    appeal = commands.make_appeal(applicant=first, step="qualification", text="毕业证已补")
    with pytest.raises(ImpossibleError, match="申诉没有答复"):
        place.written(90, 80)
    commands.answer_appeal(by=place.officer, appeal=appeal, upheld=False, answer="没有收到")
    assert place.publish().round.step == Step.SECOND_CHECK


def test_reasons_of_health_stand_in_no_file():
    assert _why(Applicant(out_at=Step.HEALTH, out_why="肝功能异常")) == ""
    assert _why(Applicant(out_at=Step.WRITTEN, out_why="笔试缺考")) == "笔试缺考"


def test_the_way_to_an_own_page_is_kept_sealed():
    kept = sealed("/cadres/recruitment/own/abcdef/")
    assert "abcdef" not in kept
    assert opened(kept) == "/cadres/recruitment/own/abcdef/"
    assert opened("/kept/before/") == opened("") == sealed("") == ""


def test_an_archive_of_a_later_kind_is_a_damaged_file_not_a_fault():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    content = bytearray(made.getvalue())
    central = content.index(b"PK\x01\x02")
    content[central + 6] = 99  # the version needed to read it
    with pytest.raises(ValidationError, match="损坏"):
        accepted(SimpleUploadedFile("证明.docx", bytes(content)))
