"""The training of the demonstration: two classes and the tours to 大庆 and 哈尔滨, as the report tells them,
and what became of the proposals that they brought home."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from jiceng.cadres import commands
from jiceng.cadres.commands import NewTraining, Result
from jiceng.cadres.enums_development import Audience, Need, Outcome, TrainingKind
from jiceng.cadres.models import Training, TrainingPlan
from jiceng.cadres.queries.people import cadres
from jiceng.documents.commands import finish_task, tell_progress
from jiceng.kernel.pages import today
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person

AIMS = "新任干部都经过一次任职培训；书记、主任出去看一看，回来有建议、有落实。"


@dataclass(frozen=True)
class Brought:
    """A proposal of a tour: what became of it (`open`, `declined`, or the state of its task)."""

    seen_at: str
    learned: str
    title: str
    state: str
    answer: str = ""


@dataclass(frozen=True)
class Held:
    """A training, how many days after the reorganisation it begins, who comes, and what it brought home."""

    begins: int
    new: NewTraining
    evaluation: str
    brought: tuple[Brought, ...] = ()


ANY = date(2026, 1, 1)
HELD = (
    Held(
        18,
        NewTraining(
            "新任社区书记、主任任职培训班",
            "县委党校",
            ANY,
            ANY + timedelta(days=4),
            40,
            TrainingKind.CLASS,
            Audience.LEADS,
            Need.FIRST,
            "第一天：社区党建和十三项制度\n第二天：居民自治和民主协商\n第三天：为民服务和诉求办理\n"
            "第四天：信访和应急\n第五天：交流和测评",
            "县委党校、县委组织部、县民政局",
            Decimal(26_000),
        ),
        "新任书记、主任对十三项制度的掌握明显提高；协商议事一课时间不够，明年加半天。",
    ),
    Held(
        82,
        NewTraining(
            "赴大庆考察社区党建",
            "大庆市",
            ANY,
            ANY + timedelta(days=2),
            24,
            TrainingKind.TOUR,
            Audience.SECRETARIES,
            Need.OTHER,
            "看社区党组织设置、驻区单位共建、居民议事三个方面。",
            "大庆市有关街道和社区",
            Decimal(38_000),
        ),
        "看得细，带回三条建议，两条已交办。",
        (
            Brought(
                "大庆某社区",
                "驻区单位把会议室、食堂登记成清单，居民预约使用。",
                "把驻区单位可用场所列成清单开放预约",
                "working",
                "先在三个社区试，形成一张场所清单",
            ),
            Brought(
                "大庆某街道",
                "社区干部每周三下午集中入户，群众知道哪天能找到人。",
                "固定每周半天集中入户走访",
                "done",
                "各社区公布走访半日",
            ),
            Brought(
                "大庆某社区",
                "居民活动中心建筑面积近三千平方米。",
                "新建同样规模的居民活动中心",
                "declined",
                "本县财力不够，先盘活现有场所",
            ),
        ),
    ),
    Held(
        165,
        NewTraining(
            "赴哈尔滨考察社区服务",
            "哈尔滨市",
            ANY,
            ANY + timedelta(days=2),
            24,
            TrainingKind.TOUR,
            Audience.DIRECTORS,
            Need.OTHER,
            "看一站式服务、物业联动、志愿服务三个方面。",
            "哈尔滨市有关街道和社区",
            Decimal(34_000),
        ),
        "对一站式服务看得透；物业联动的做法要结合本县实际再研究。",
        (
            Brought(
                "哈尔滨某社区",
                "居民办事一个窗口受理，不再一项一个窗口。",
                "社区服务站改为一个窗口受理",
                "given",
                "制定一窗受理事项清单，两个社区先行",
            ),
            Brought(
                "哈尔滨某街道",
                "物业、社区、居民代表每月碰头一次，问题当场定人。",
                "建立物业联动月会",
                "open",
            ),
        ),
    ),
    Held(
        340,
        NewTraining(
            "社区干部业务培训班",
            "县委党校",
            ANY,
            ANY + timedelta(days=4),
            40,
            TrainingKind.CLASS,
            Audience.OTHERS,
            Need.HOURS,
            "档案和台账、诉求办理、民主协商、文书写作。",
            "县委党校、县民政局",
            Decimal(42_000),
        ),
        "结合案例讲，听得懂、用得上；文书写作还要多练。",
    ),
)
PASS = 60


def train(known: dict[str, Organisation], on: date, seed: int, step: Callable[[str], None]) -> dict:
    """The plan of the year of the reorganisation; whatever has ended by today is closed with its results."""
    step("training")
    chance = random.Random(seed + 41)  # noqa: S311  # demonstration data, not secrets
    rows = list(cadres(seen_by=None, as_of=on).order_by("pk"))
    who = {
        Audience.SECRETARIES: [one for one in rows if one.secretary],
        Audience.DIRECTORS: [one for one in rows if one.director and not one.secretary],
        Audience.LEADS: [one for one in rows if one.lead],
        Audience.OTHERS: [one for one in rows if not one.lead],
    }
    plan = commands.make_training_plan(by=None, unit=known["organisation"], year=on.year, aims=AIMS)
    made = [
        (one, _planned(plan, one, on)) for one in HELD if (on + timedelta(days=one.begins)).year == on.year
    ]
    commands.adopt_training_plan(by=None, plan=plan, on=min(on + timedelta(days=5), today()))
    for one, training in made:
        _carry(one, training, who[one.new.audience], known["town"], chance)
    return {"trainings": len(made)}


def _planned(plan: TrainingPlan, one: Held, on: date) -> Training:
    begins = on + timedelta(days=one.begins)
    days = {"starts_on": begins, "ends_on": begins + (one.new.ends_on - one.new.starts_on)}
    return commands.plan_training(by=None, plan=plan, new=NewTraining(**vars(one.new) | days))


def _carry(
    one: Held, training: Training, people: list[Person], town: Organisation, chance: random.Random
) -> None:
    commands.enrol(by=None, training=training, people=dict.fromkeys(people, one.new.need))
    called = training.starts_on - timedelta(days=7)
    if called > today():
        return
    commands.call_training(by=None, training=training, on=called)
    trainees = list(training.trainees.all())
    absent = trainees[-1:] if len(trainees) > 20 else []
    commands.answer_release(by=None, trainees=[row for row in trainees if row not in absent], granted=True)
    if absent:
        commands.answer_release(by=None, trainees=absent, granted=False, why="同期有居民会议，走不开")
    if training.ends_on > today():
        return
    results = {row.pk: _result(training, chance) for row in trainees if row not in absent}
    commands.enter_results(by=None, training=training, results=results)
    closed = training.ends_on + timedelta(days=1)
    commands.close_training(
        by=None,
        training=training,
        evaluation=one.evaluation,
        spent=training.cost - 1200,
        on=min(closed, today()),
    )
    for brought in one.brought:
        _bring(training, brought, town, min(closed + timedelta(days=3), today()))


def _result(training: Training, chance: random.Random) -> Result:
    if training.kind == TrainingKind.TOUR:
        return Result(training.hours, outcome=Outcome.PASSED)
    before = chance.randint(45, 75)
    after = min(100, before + chance.randint(5, 30))
    hours = training.hours if chance.random() < 0.85 else training.hours - 8
    return Result(hours, before, after, Outcome.PASSED if after >= PASS else Outcome.FAILED)


def _bring(training: Training, one: Brought, town: Organisation, on: date) -> None:
    row = commands.bring_home(
        by=None, training=training, seen_at=one.seen_at, learned=one.learned, title=one.title
    )
    if one.state == "open":
        return
    if one.state == "declined":
        commands.decline_proposal(by=None, proposal=row, answer=one.answer, on=on)
        return
    due = on + timedelta(days=60)
    row = commands.adopt_proposal(by=None, proposal=row, unit=town, due_on=due, answer=one.answer, on=on)
    later = min(on + timedelta(days=9), today())
    if one.state == "working":
        tell_progress(by=None, task=row.task, text="已摸清十二处场所，清单初稿完成。", on=later)
    if one.state == "done":
        finish_task(by=None, task=row.task, result="十七个社区都公布了走访半日。", on=later)
