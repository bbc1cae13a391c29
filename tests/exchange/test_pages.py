"""Tables in and out through the site: upload, preview, import, undo, export."""

import io
import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from jiceng.kernel.models import Entry
from jiceng.kernel.sentences import keep, of_label, read, sentence, sentences
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import ImportBatch, PartyMembership
from jiceng.people.enums import Sex
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
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
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


def test_each_reader_reads_the_faults_in_the_own_language(county, enter):
    """What a worker found in Chinese is read in English, on the page and in the file, and the other way round; labels,
    lists and what a command of the rolls refused with it."""
    by = officer(county)
    row = member(党支部="没有的支部", 性别="男的", 入党日期="2999-01-01", 出生日期="昨天", 姓名="甲" * 200)
    for language, other, said in (
        ("zh-hans", "en", ("Party branch", "one of: ", "Female", "a date such as", "Sex", "at most")),
        ("en", "zh-hans", ("党支部", "其中之一：", "女", "日期，如", "性别", "最多")),
    ):
        with override(language):
            batch = checked(by, sheet([row]))
        client = enter(by)
        client.cookies["django_language"] = other
        with override(other):
            page = client.get(reverse("import_batch", args=[batch.pk])).content.decode()
            file = client.get(reverse("import_faults", args=[batch.pk])).content
        table = str(CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0).to_python())
        for words in said:
            assert words in page, (words, table)
            assert words in table, (words, table)


def test_a_sentence_is_kept_as_words_and_read_as_text():
    with override("en"):
        told = sentence("现为 %(value)s；没有别的变动，不能更改依据") % {"value": sentence("必填")}
        many = sentences("最多 %(limit)s 个字", "最多 %(limit)s 个字", 1) % {"limit": 1}
        assert many == "at most 1 character"
        refused = ImpossibleError(told).messages[0]
    kept = json.loads(json.dumps([keep(refused), keep(many), keep("甲"), keep(of_label(Sex.MALE.label))]))
    assert [read(one) for one in kept[:3]] == ["现为 必填；没有别的变动，不能更改依据", "最多 1 个字", "甲"]
    with override("en"):
        assert read(kept[0]) == told
        assert read(kept[3]) == "Male"
