"""Accounts: three administrations apart, secrets shown once, second factor, own page."""

import json
import re
import uuid
from base64 import b32decode
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP

from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry, Job
from jiceng.kernel.record import record
from jiceng.organisations.enums import PostKind
from jiceng.people import commands
from jiceng.people.models import Account, AccountSession, RecoveryCode, SecondFactor
from tests.factories import (
    PASSWORD,
    make_account,
    make_account_with_post,
    make_county,
    make_member,
    make_person,
)
from tests.people.numbers import id_number

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    return make_county()["department"]


@pytest.fixture
def system(department):
    return make_account_with_post(department, PostKind.SYSTEM_ADMINISTRATOR)


@pytest.fixture
def security(department):
    return make_account_with_post(department, PostKind.SECURITY_ADMINISTRATOR)


@pytest.fixture
def auditor(department):
    return make_account_with_post(department, PostKind.AUDITOR)


def key_in(page) -> str:
    return re.search(r'name="submission_key" value="([^"]+)"', page.content.decode())[1]


def code_of(account, later=0) -> str:
    clock = TOTP(bytes.fromhex(SecondFactor.objects.get(account=account).key))
    clock.time = timezone.now().timestamp() + later
    return f"{clock.token():06d}"


def with_factor(account) -> list[str]:
    commands.begin_second_factor(by=account, password=PASSWORD)
    return commands.confirm_second_factor(by=account, code=code_of(account))


def test_opening_shows_the_one_time_password_once(client, enter, system):
    enter(system)
    person = make_person("曾秀英")
    found = client.get("/people/accounts/open/?text=zengxiu")
    assert "曾秀英" in found.content.decode()
    form = {"person": person.pk, "username": "Zengxiuying", "submission_key": key_in(found)}
    first = client.post("/people/accounts/open/", form)
    again = client.post("/people/accounts/open/", form)
    assert first["Location"] == again["Location"]
    account = Account.objects.get(username="zengxiuying")
    page = client.get(first["Location"]).content.decode()
    password = re.search(r'class="once">([^<]+)<', page)[1]
    assert account.check_password(password)
    assert password not in client.get(first["Location"]).content.decode()
    assert password not in "".join(Entry.objects.values_list("body", flat=True))


def test_one_person_one_account(system):
    taken = make_account("wang")
    with pytest.raises(ValidationError):
        commands.open_account(by=system, person=make_person(), username="WANG")
    with pytest.raises(ValidationError):
        commands.open_account(by=system, person=taken.person, username="other")
    with pytest.raises(ValidationError):
        commands.open_account(by=system, person=make_person(), username="王 五")


def test_the_three_administrations_do_not_touch_each_other(system, security, auditor):
    plain = make_account()
    for by in (security, auditor, plain):
        with pytest.raises(Refused):
            commands.open_account(by=by, person=make_person(), username="somebody")
    for watcher in (security, auditor, system):
        with pytest.raises(Refused):
            commands.reset_password(by=system, account=watcher)
        with pytest.raises(Refused):
            commands.deactivate_account(by=system, account=watcher, why="试试")
    with pytest.raises(Refused):
        commands.release_lock(by=security, account=security, why="试试")
    with pytest.raises(Refused):
        commands.remove_second_factor(by=system, account=plain, why="试试")
    assert commands.reset_password(by=system, account=plain)


def test_the_list_is_read_in_as_many_queries_for_one_as_for_many(
    client, enter, system, django_assert_num_queries
):
    enter(system)
    client.get("/people/accounts/")
    with django_assert_num_queries(QUERIES):
        client.get("/people/accounts/")
    for _number in range(3):
        make_account()
    with django_assert_num_queries(QUERIES):
        assert client.get("/people/accounts/").status_code == 200


QUERIES = 10


def test_a_lock_is_seen_and_released(client, enter, security):
    make_account("wang")
    other = Client()
    for _number in range(5):
        other.post("/people/log-in/", {"username": "wang", "password": "wrong"})
    enter(security)
    assert "暂停登录" in client.get("/people/accounts/?state=locked").content.decode()
    commands.release_lock(by=security, account=Account.objects.get(username="wang"), why="本人当面核实")
    assert other.post("/people/log-in/", {"username": "wang", "password": PASSWORD}).status_code == 302


def test_the_second_factor_from_scanning_to_log_in(client, enter):
    account = make_account("wang")
    enter(account)
    page = "/people/me/second-factor/"
    client.post(page, {"submission_key": key_in(client.get(page)), "password": PASSWORD})
    shown = client.get(page).content.decode()
    assert "data:image/svg+xml" in shown
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", shown)[1].replace(" ", "")
    assert b32decode(secret).hex() == SecondFactor.objects.get().key
    wrong = client.post(page, {"submission_key": key_in(client.get(page)), "code": "000000"})
    assert wrong.status_code == 422
    client.post(page, {"submission_key": key_in(client.get(page)), "code": code_of(account)})
    codes = re.findall(
        r"<code>([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})</code>", client.get(page).content.decode()
    )
    assert len(codes) == RecoveryCode.objects.count() == 10
    assert codes[0] not in str(list(RecoveryCode.objects.values()))
    other = Client()
    waiting = other.post("/people/log-in/", {"username": "wang", "password": PASSWORD})
    assert waiting["Location"] == "/people/log-in/code/"
    assert other.get("/people/me/").status_code == 302
    assert other.post("/people/log-in/code/", {"code": codes[0]}).status_code == 302
    assert other.get("/people/me/").status_code == 200


def test_no_code_works_twice_and_guessing_is_stopped(monkeypatch):
    account = make_account()
    codes = with_factor(account)
    assert not commands.check_second_factor(account=account, code=code_of(account))
    later = timezone.now() + timedelta(seconds=60)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    code = code_of(account)
    assert commands.check_second_factor(account=account, code=code)
    assert not commands.check_second_factor(account=account, code=code)
    assert commands.check_second_factor(account=account, code=codes[0].upper())
    assert not commands.check_second_factor(account=account, code=codes[0])
    for _number in range(4):
        assert not commands.check_second_factor(account=account, code="123456")
    with pytest.raises(commands.TooManyTries):
        commands.check_second_factor(account=account, code=codes[1])
    rested = later + timedelta(minutes=16)
    monkeypatch.setattr("django.utils.timezone.now", lambda: rested)
    assert commands.check_second_factor(account=account, code=codes[1])


def test_the_second_factor_ends_with_the_password_or_by_the_security_administrator(security):
    account = make_account()
    with_factor(account)
    with pytest.raises(ValidationError):
        commands.end_second_factor(by=account, password="wrong")
    commands.end_second_factor(by=account, password=PASSWORD)
    assert not SecondFactor.objects.exists()
    with_factor(account)
    commands.remove_second_factor(by=security, account=account, why="手机遗失，已当面核实")
    assert not SecondFactor.objects.exists()
    assert not RecoveryCode.objects.exists()


def test_the_own_page_tells_posts_rights_and_devices(client):
    county = make_county()
    make_account_with_post(county["first_branch"], username="wang")
    client.post("/people/log-in/", {"username": "wang", "password": PASSWORD})
    other = Client()
    other.post("/people/log-in/", {"username": "wang", "password": PASSWORD})
    page = client.get("/people/me/")
    text = page.content.decode()
    assert "社区党支部书记" in text
    assert "管好本支部的党员和组织生活" in text
    assert "铁东社区党支部" in text
    assert text.count("退出这台") == 1
    assert client.post("/people/me/sessions/", {"submission_key": key_in(page)}).status_code == 302
    assert client.get("/people/me/").status_code == 200
    assert other.get("/people/me/").status_code == 302
    assert AccountSession.objects.filter(account__username="wang").count() == 1


def test_nobody_ends_anothers_session(client, enter):
    victim = make_account()
    other = Client()
    other.post("/people/log-in/", {"username": victim.username, "password": PASSWORD})
    foreign = AccountSession.objects.get(account=victim).pk
    enter(make_account())
    client.post("/people/me/sessions/", {"submission_key": uuid.uuid4(), "session": foreign})
    assert other.get("/people/me/").status_code == 200


def test_one_takes_ones_own_data_in_plain(client, enter):
    county = make_county()
    person = commands.enter_person(by=None, name="王秀英", id_number=id_number(), phone="13800000001")
    make_member(county["first_branch"], person)
    enter(make_account(person=person))
    told = json.loads(client.get("/people/me/data/?format=json").content)
    assert {"item": "公民身份号码", "content": person.id_number} in told["个人信息"]
    assert told["党员组织关系"][0]["item"] == "铁东社区党支部"
    assert client.get("/people/me/data/").content[:2] == b"PK"


def test_the_language_is_kept_with_the_account(client, enter):
    account = make_account("wang")
    enter(account)
    client.post("/people/me/language/", {"language": "en"})
    account.refresh_from_db()
    assert account.language == "en"
    other = Client()
    answer = other.post("/people/log-in/", {"username": "wang", "password": PASSWORD})
    assert answer.cookies["django_language"].value == "en"


def test_unmasking_on_the_page(client, enter):
    county = make_county()
    person = commands.enter_person(by=None, name="王秀英", id_number=id_number(), phone="13800000001")
    make_member(county["first_branch"], person)
    enter(make_account_with_post(county["first_branch"]))
    page = client.get(f"/people/{person.pk}/").content.decode()
    assert person.id_number not in page
    assert "231121********" in page
    address = f"/people/{person.pk}/unmask/id_number/"
    assert client.post(address, {"why": "看"}).status_code == 422
    shown = client.post(address, {"why": "核对党员档案"}, headers={"hx-request": "true"})
    assert person.id_number in shown.content.decode()
    assert "<html" not in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]


def test_correcting_never_shows_the_numbers(client, enter):
    county = make_county()
    person = commands.enter_person(by=None, name="王秀英", id_number=id_number(), phone="13800000001")
    make_member(county["first_branch"], person)
    enter(make_account_with_post(county["first_branch"]))
    page = client.get(f"/people/{person.pk}/correct/")
    assert person.id_number not in page.content.decode()
    form = {"name": "王秀英", "sex": 2, "born_on": "1972-03-04", "education": 30, "why": "补学历"}
    answer = client.post(f"/people/{person.pk}/correct/", form | {"submission_key": key_in(page)})
    assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.education, person.masked_phone) == (30, "138****0001")


def test_the_auditor_reads_the_record_in_words_and_proves_it(
    client, enter, auditor, django_capture_on_commit_callbacks
):
    county_person = commands.enter_person(by=None, name="王秀英", phone="13800000001")
    commands.correct_person(by=None, person=county_person, phone="13900000002", why="换号")
    enter(auditor)
    page = client.get("/kernel/record/").content.decode()
    assert "更正人员信息" in page
    entry = Entry.objects.get(verb="correct_person")
    shown = client.get(f"/kernel/record/{entry.sequence}/").content.decode()
    assert "138****0001" in shown
    assert "139****0002" in shown
    assert "换号" in shown
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/kernel/record/check/", {"submission_key": key_in(client.get("/kernel/record/check/"))})
    assert Job.objects.get(kind="verify_record").result["fault"] is None
    assert "一条未改" in client.get("/kernel/record/check/").content.decode()


def test_taking_the_record_away_is_recorded(client, enter, auditor):
    commands.enter_person(by=None, name="王秀英")
    enter(auditor)
    answer = client.post("/kernel/record/export/?verb=enter_person")
    assert answer.content[:2] == b"PK"
    assert '"rows":1' in Entry.objects.get(verb="export_record").body


def test_the_record_is_filtered_by_day_and_actor(client, enter, auditor):
    person = make_person()
    with transaction.atomic():
        record(by=auditor, verb="enter_person", target=person)
    enter(auditor)
    today = timezone.localdate()
    assert person.name in client.get(f"/kernel/record/?first={today}&last={today}").content.decode()
    earlier = today - timedelta(days=1)
    assert person.name not in client.get(f"/kernel/record/?last={earlier}").content.decode()
    assert person.name in client.get(f"/kernel/record/?q={auditor.person.name}").content.decode()
