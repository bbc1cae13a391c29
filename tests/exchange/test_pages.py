"""Tables in and out through the site: upload, preview, import, undo, export."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from jiceng.kernel.models import Entry
from jiceng.organisations.models import ImportBatch, PartyMembership
from tests import factories
from tests.exchange.files import checked, identity, member, officer, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return factories.make_county()


@pytest.fixture
def post(django_capture_on_commit_callbacks):
    """Send a form with a fresh key; work in the background is done before this returns."""

    def send(client, name, *args, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(reverse(name, args=args), {"submission_key": str(uuid.uuid4()), **fields})
        return client.get(answer["Location"]) if answer.status_code == 302 else answer

    return send


def upload(rows: list[dict], name: str = "党员.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, sheet(rows))


def test_upload_preview_import_undo(county, enter, post):
    client = enter(officer(county))
    known = factories.make_member(county["first_branch"])
    rows = [
        member(姓名="王小明", 公民身份号码=identity(1)),
        member(人员编号=known.person_id, 姓名="改了名", 转正日期=None, 进入本支部日期=None),
    ]
    answer = post(client, "import_members", file=upload(rows))
    batch = ImportBatch.objects.get()
    text = answer.content.decode()
    assert batch.state == "ready"
    assert "王小明" in text
    assert identity(1) not in text
    assert PartyMembership.objects.count() == 1
    changed = client.get(reverse("import_batch", args=[batch.pk]), {"kind": "changed"}).content.decode()
    assert "改了名" in changed

    text = post(client, "import_apply", batch.pk).content.decode()
    assert PartyMembership.objects.count() == 2
    assert "已导入" in text
    post(client, "import_apply", batch.pk)
    assert PartyMembership.objects.count() == 2

    answer = post(client, "import_undo", batch.pk, why="")
    assert answer.status_code == 422
    text = post(client, "import_undo", batch.pk, why="传错了").content.decode()
    assert PartyMembership.objects.count() == 1
    assert "已撤销" in text


def test_faults_are_shown_and_come_as_a_file(county, enter, post):
    client = enter(officer(county))
    text = post(client, "import_members", file=upload([member(党支部="没有的支部")])).content.decode()
    assert "没有的支部" in text
    batch = ImportBatch.objects.get()
    answer = client.get(reverse("import_faults", args=[batch.pk]))
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    assert "没有的支部" in book.get_sheet_by_index(0).to_python()[1]
    text = post(client, "import_members", file=SimpleUploadedFile("x.xlsx", b"nonsense")).content.decode()
    assert "不是 .xlsx 表格" in text


def test_undo_that_is_blocked_says_by_what(county, enter, post):
    client = enter(officer(county))
    post(client, "import_members", file=upload([member(姓名="新人甲")]))
    batch = ImportBatch.objects.get()
    post(client, "import_apply", batch.pk)
    factories.make_resident(county["first"], PartyMembership.objects.get().person)
    answer = post(client, "import_undo", batch.pk, why="试试")
    assert answer.status_code == 422
    assert "新人甲" in answer.content.decode()
    assert PartyMembership.objects.exists()


def test_a_batch_is_seen_only_by_who_sent_it(county, enter):
    batch = checked(officer(county), sheet([member()]))
    client = enter(officer(county))
    for name in ("import_batch", "import_faults"):
        assert client.get(reverse(name, args=[batch.pk])).status_code == 404
    for name in ("import_apply", "import_undo", "import_recheck"):
        answer = client.post(reverse(name, args=[batch.pk]), {"submission_key": str(uuid.uuid4())})
        assert answer.status_code == 404


def test_exports_download_and_come_back_unchanged(county, enter, post):
    client = enter(officer(county))
    factories.make_member(county["first_branch"])
    for kind in ("members", "organisations"):
        answer = client.post(reverse(f"export_{kind}"))
        assert answer["Content-Type"].endswith("spreadsheetml.sheet")
        text = post(
            client, f"import_{kind}", file=SimpleUploadedFile("again.xlsx", answer.content)
        ).content.decode()
        assert "完全一样" in text
    answer = client.post(reverse("export_members"), {"in_full": "on"})
    assert answer.status_code == 422
    client.post(reverse("export_members"), {"in_full": "on", "why": "年报"})
    assert Entry.objects.filter(verb="organisations.export").count() == 1


def test_the_hub_offers_what_the_account_may_do(county, enter, django_assert_num_queries):
    text = enter(officer(county)).get(reverse("exchange_hub")).content.decode()
    assert "上传并核对" in text
    assert "导出党员" in text
    contact = factories.make_account_with_post(
        factories.make_organisation("第一中学", "resident_unit", under=county["town"]), "contact"
    )
    text = enter(contact).get(reverse("exchange_hub")).content.decode()
    assert "上传并核对" not in text
    assert "导出党员" not in text
    assert "导出组织" in text


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_of_the_hub(county, enter, django_assert_num_queries, count):
    by = officer(county)
    for _number in range(count):
        checked(by, sheet([member()]))
    client = enter(by)
    client.get(reverse("exchange_hub"))
    with django_assert_num_queries(7):
        client.get(reverse("exchange_hub"))


def test_templates_download(county, enter):
    client = enter(officer(county))
    for kind in ("members", "organisations"):
        answer = client.get(reverse(f"template_{kind}"))
        assert CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).sheet_names[1] == "填写说明"
