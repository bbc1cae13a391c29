"""One open recruitment of the demonstration, at its interviews: forty applicants, all invented."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from jiceng.cadres.commands import recruitment as commands
from jiceng.cadres.commands.recruitment import NewPlace, NewRound
from jiceng.cadres.enums_recruitment import Standing, Step
from jiceng.cadres.models import Applicant, Examiner, InterviewMark, RecruitmentPlace, RecruitmentRound
from jiceng.cadres.queries.recruitment import unruled
from jiceng.console.demo.invented import Inventor
from jiceng.kernel.crypt import fingerprint
from jiceng.kernel.own_code import new_code, print_of
from jiceng.kernel.pages import today
from jiceng.kernel.pinyin import initials_of_name, spelled_name
from jiceng.organisations.commands import create_post
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Organisation
from jiceng.people.enums import Education
from jiceng.people.models import Account

# Places: people sought, applicants.
SOUGHT = ((2, 16), (1, 13), (1, 11))
SERIAL = 30_000
ONE = timedelta(days=1)
BEGAN = 30  # days ago
EXAMINERS = ("zuzhibu", "zhenshuji", "zhenganshi", "jiedaoshuji", "jiedaoganshi")
SCHOOLS = ("黑河学院", "齐齐哈尔大学", "黑龙江农垦职业学院", "大庆师范学院", "绥化学院")
MAJORS = ("社会工作", "行政管理", "法学", "会计", "汉语言文学", "计算机应用")
TEXT = (
    "为充实社区力量，面向社会公开招聘社区工作者。拥护党的领导，遵纪守法，热心居民工作，"
    "身体健康，具有大专以上学历。（演示：单位、人员均为虚构）"
)


def recruit(known: dict[str, Organisation], seed: int, step: Callable[[str], None]) -> dict:
    """The first check refused two, the written test cut the list, one examiner of five has not marked yet."""
    step("open recruitment")
    chance = random.Random(seed + 41)  # noqa: S311  # demonstration data, not secrets
    row = _announced(known)
    people = _apply(row, Inventor(seed + 41, SERIAL), chance)
    _publish(row)
    refused = people[5:40:19]
    _rule(row, refused, False, "毕业证书的专业和学历与报名不一致")
    _rule(row, list(unruled(row, Step.QUALIFICATION)), True)
    _publish(row)
    appeal = commands.make_appeal(
        applicant=refused[0], step=Step.QUALIFICATION, text="已补交学历认证报告，请再看。"
    )
    commands.answer_appeal(by=None, appeal=appeal, upheld=False, answer="认证报告与报名学历仍不一致。")
    commands.assign_seats(by=None, round_=row, rooms=[("第一考场", 30), ("第二考场", 30)])
    _test(row, chance)
    _publish(row)
    _rule(row, list(unruled(row, Step.SECOND_CHECK)), True)
    _publish(row)
    _interview(row, chance)
    _back_date(row)
    return {"applicants": len(people)}


def _announced(known: dict[str, Organisation]) -> RecruitmentRound:
    first = today() - BEGAN * ONE
    new = NewRound(
        "嫩江县公开招聘社区工作者",
        first,
        first + 6 * ONE,
        TEXT,
        "0456-7000000",
    )
    row = commands.open_round(by=None, organisation=known["organisation"], new=new)
    committees = Organisation.objects.on(today()).filter(kind=Kind.RESIDENTS_COMMITTEE)
    for committee, (many, _applied) in zip(committees.order_by("code", "pk"), SOUGHT, strict=False):
        post = create_post(
            by=None,
            organisation=committee,
            kind=PostKind.WORKER,
            on=today() - ONE,
            title="专职网格员",
            places=many,
        )
        commands.add_place(by=None, round_=row, new=NewPlace(post, many, Education.COLLEGE))
    return commands.publish_notice(by=None, round_=row)


def _apply(row: RecruitmentRound, inventor: Inventor, chance: random.Random) -> list[Applicant]:
    made = [
        _applicant(place, inventor, chance)
        for place, (_many, applied) in zip(row.places.order_by("code"), SOUGHT, strict=False)
        for _one in range(applied)
    ]
    chance.shuffle(made)
    for number, one in enumerate(made, 1):
        one.number = number
    return Applicant.objects.bulk_create(made)


def _applicant(place: RecruitmentPlace, inventor: Inventor, chance: random.Random) -> Applicant:
    one = inventor.person(youngest=22, oldest=34, on=today() - BEGAN * ONE)
    return Applicant(
        round=place.round,
        place=place,
        code_fingerprint=print_of(new_code()),
        name=one.name,
        pinyin=spelled_name(one.name),
        initials=initials_of_name(one.name),
        sex=one.sex,
        born_on=one.born_on,
        education=chance.choice((Education.BACHELOR, Education.COLLEGE, Education.COLLEGE)),
        id_number=one.id_number,
        id_fingerprint=fingerprint(one.id_number),
        phone=one.phone,
        school=chance.choice(SCHOOLS),
        major=chance.choice(MAJORS),
        party_member=chance.random() < 0.3,
    )


def _publish(row: RecruitmentRound) -> None:
    commands.publish_step(by=None, round_=row)
    row.refresh_from_db()


def _rule(row: RecruitmentRound, people: list[Applicant], passed: bool, why: str = "") -> None:
    commands.rule(by=None, round_=row, step=row.step, applicants=people, passed=passed, why=why)


def _test(row: RecruitmentRound, chance: random.Random) -> None:
    there = row.applicants.filter(standing=Standing.IN).exclude(ticket="").order_by("ticket")
    marks = {one: Decimal(chance.randint(104, 188)) / 2 for one in there.values_list("ticket", flat=True)}
    marks[min(marks)] = Decimal(-1)
    for hand in (1, 2):
        commands.enter_marks(by=None, round_=row, hand=hand, marks=marks)


def _interview(row: RecruitmentRound, chance: random.Random) -> None:
    people = [one.person for one in Account.objects.filter(username__in=EXAMINERS).select_related("person")]
    seats = commands.seat_examiners(by=None, round_=row, people=people, panel=1)
    InterviewMark.objects.bulk_create(_marks(row, seats, chance))


def _marks(row: RecruitmentRound, seats: list[Examiner], chance: random.Random) -> Iterator[InterviewMark]:
    """The last examiner's marks are still missing; one examiner keeps out of one interview."""
    there = list(row.applicants.filter(standing=Standing.IN, step=Step.INTERVIEW).order_by("number"))
    for number, one in enumerate(there):
        base = chance.randint(70, 90)
        for at, seat in enumerate(seats[:-1]):
            if (number, at) == (0, 0):
                yield InterviewMark(examiner=seat, applicant=one, recused=True, why="大学同学")
                continue
            mark = Decimal(base) + Decimal(chance.randint(-12, 12)) / 2
            yield InterviewMark(examiner=seat, applicant=one, mark=mark)


def _back_date(row: RecruitmentRound) -> None:
    """What was done over weeks stands on its days: a step was published when it closed."""
    noon = timezone.now().replace(hour=4, minute=0, second=0, microsecond=0)
    began = noon - BEGAN * ONE
    RecruitmentRound.objects.filter(pk=row.pk).update(published_at=began - 3 * ONE)
    for one in row.steps.filter(published_at__isnull=False):
        one.published_at = noon - (today() - one.closes_on).days * ONE
        one.appeal_until = one.closes_on + 5 * ONE
        one.save(update_fields=["published_at", "appeal_until"])
    row.applicants.update(registered_at=began + 2 * ONE)
