"""Pages of requests, walked: the resident asks and follows, the worker works, the list counts under one query count."""

import re
import uuid

import pytest
from django.urls import reverse

from jiceng.kernel.pages import today
from jiceng.service.models import Case
from tests.service.place import MONDAY, PHONE, TEXT, Place, working_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


def send(client, name, /, *args, status=200, **fields):
    answer = client.post(
        reverse(name, args=args), {"submission_key": str(uuid.uuid4()), **fields}, follow=True
    )
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def get(client, name, /, *args, status=200, **asked) -> str:
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_resident_asks_follows_and_has_the_last_word(place, client, enter):
    pk = place.first.pk
    assert reverse("service_ask", args=[pk]) in get(client, "service_place", pk)
    wrong = send(client, "service_ask", pk, status=422, text=TEXT, kind="lighting", phone="12")
    assert TEXT in wrong
    assert "电话应为11位" in wrong
    own = send(
        client, "service_ask", pk, text=TEXT, kind="lighting", place="3号楼", name="王大娘", phone=PHONE
    )
    code = re.search(r"<code>([^<]+)</code>", own)[1]
    case = Case.objects.get()
    assert case.number in own
    assert PHONE not in own
    found = client.get(reverse("service_places"), {"code": f" {code.upper()} "})
    assert found.headers["Location"] == reverse("service_own", args=[code.replace("-", "")])
    get(client, "service_places", code="nichts", status=422)
    get(client, "service_own", "nichts", status=404)
    staff = enter(place.worker)
    assert "受理" in get(staff, "case", case.pk)
    assert PHONE in get(staff, "case", case.pk)
    send(staff, "case_accept", case.pk)
    send(staff, "case_answer", case.pk, status=422, text="")
    send(staff, "case_answer", case.pk, text="已换灯泡", public_line="三号楼楼道灯修好了")
    client.logout()
    own = get(client, "service_own", code)
    assert "已换灯泡" in own
    assert place.worker.person.name not in own
    lost = send(client, "service_word", code, status=422, solved="no", satisfied="no", again="on")
    assert "还要办什么" in lost
    assert "三号楼楼道灯修好了" in get(client, "service_place", pk)
    own = send(client, "service_word", code, solved="no", satisfied="no", again="on", note="又灭了")
    assert "居民要求重办" in own
    assert "没有要评价" in send(client, "service_word", code, status=422, solved="yes", satisfied="yes")
    assert "三号楼楼道灯修好了" not in get(client, "service_place", pk)  # open again


def test_a_worker_takes_down_and_answers_on_the_spot(place, enter):
    client = enter(place.worker)
    form = get(client, "case_new", kind="papers")
    assert f'type="hidden" name="community" value="{place.first.pk}"' in form  # the only one: not asked
    shown = send(
        client,
        "case_new",
        community=place.first.pk,
        text="医保卡怎么补",
        kind="papers",
        way="desk",
        answer="带身份证到医保局窗口，当天能办。",
    )
    case = Case.objects.get()
    assert case.state == "answered"
    assert re.search(r"<code>[2-9a-z-]{24}</code>", shown)
    assert "<code>" not in get(client, "case_code_shown", case.pk)
    assert "<svg" in get(client, "service_poster", place.first.pk)
    get(client, "service_poster", place.second.pk, status=404)


def test_handing_on_is_seen_by_both_and_told_to_the_resident(place, enter):
    row, code = place.taken(on=today())
    client = enter(place.worker)
    send(client, "case_hand_on", row.pk, to=place.bureau.pk, why="公共照明归住建")
    assert place.bureau.name in get(client, "case", row.pk)
    client = enter(place.builder)
    front = get(client, "today")
    assert TEXT[:10] in front
    page = get(client, "case", row.pk)
    assert reverse("case_take_over", args=[row.pk]) in page
    assert PHONE in page
    assert place.builder.person.name in send(client, "case_take_over", row.pk)
    send(client, "case_extend", row.pk, status=422, to_day="2020-01-01", why="等配件")
    send(client, "case_sort", row.pk, kind="power", urgency="hard", why="要换线路")
    send(client, "case_answer", row.pk, text="已修好")
    send(client, "case_call_back", row.pk, note="电话说亮了")
    own = get(client, "service_own", code)
    assert "公共照明归住建" in own
    assert "电话说亮了" not in own
    masked = get(enter(place.leader), "case", row.pk)
    assert PHONE not in masked
    get(enter(place.neighbour), "case", row.pk, status=404)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_under_one_number_of_queries(place, enter, rows, django_assert_num_queries):
    for _one in range(rows):
        place.answered()
        place.taken(on=today())
    client = enter(place.worker)
    client.get(reverse("cases"))
    with django_assert_num_queries(11):
        page = get(client, "cases")
    assert page.count("<tr") == 1 + 2 * rows
    assert get(client, "cases", light="done").count("<tr") == 1 + rows
    past = get(client, "cases", as_of=MONDAY.isoformat())
    assert past.count("<tr") == 1 + rows
    assert "已答复" not in re.search(r"<tbody>.*</tbody>", past, re.DOTALL)[0]
    late = get(client, "cases", as_of=working_day(9).isoformat(), figure="late")
    assert late.count("<tr") <= 1
    file = client.get(reverse("cases"), {"export": "xlsx"})
    assert file.headers["Content-Type"].endswith("sheet")


def test_the_palette_finds_a_number_and_only_in_reach(place, enter):
    row, _code = place.taken()
    for account, found in ((place.worker, True), (place.neighbour, False)):
        assert (row.number in get(enter(account), "search", q=str(row.serial))) is found
