"""The reorganisation carried through in the demonstration, by the same commands and accounts as on the pages."""

from collections.abc import Callable
from datetime import date, timedelta

from jiceng.console.demo.county import read_features
from jiceng.console.demo.holding import moment
from jiceng.console.demo.restructuring import fill_posts
from jiceng.console.demo.staff import staff_of
from jiceng.kernel.pages import today
from jiceng.organisations.models import Organisation, Reorganisation
from jiceng.people.models import Account
from jiceng.rezoning import commands as rezoning
from jiceng.rezoning.commands.participation import Words
from jiceng.rezoning.commands.plans import Naming, Origin
from jiceng.rezoning.commands.projects import Wishes, preset_norms
from jiceng.rezoning.enums import Outcome, Pin, Preset, Stance
from jiceng.rezoning.models import Answer, Consultation, Plan, Project, Remark
from jiceng.rezoning.orders import Staff
from jiceng.rezoning.queries.problem import problem_of
from jiceng.zoning.alternatives import alternatives

EFFECTIVE_ON = date(2026, 1, 1)
CONSULTED_ON, ANSWERED_ON = date(2025, 12, 2), date(2025, 12, 17)
NAMES = [
    *("邮政", "旭光", "东风", "军民", "繁华", "嫩水", "警民", "回民", "四季鲜"),
    *("墨尔根", "四季青", "立新", "兴农", "铁西", "新建", "晨光", "滨江"),
]
REMARKS = (
    (
        Words(Stance.SUPPORT, "几个居民委合在一起办事方便，支持。", home="13", signed="居民"),
        Outcome.NOTED,
        "谢谢支持。",
    ),
    (
        Words(Stance.ACCEPT, "希望办公场所离铁路近的住户不要太远。", Pin.UNIT, unit="01", home="01"),
        Outcome.PARTLY,
        "原居民委场所保留为服务点，老人不必走远路。",
    ),
    (
        Words(Stance.OBJECT, "两边隔着主干道，过马路不安全。", Pin.BOUNDARY, unit="13", other_unit="14"),
        Outcome.NOTED,
        "方案已把跨主干道的边界降到最少，此处增设过街设施列入明年计划。",
    ),
)


def carry_through(known: dict[str, Organisation], seed: int, step: Callable[[str], None]) -> dict:
    """Design, consult, approve, execute with the posts filled; gives what stands now. Nothing is written after the
    execution, so that it can be taken back."""
    accounts = {account.username: account for account in Account.objects.select_related("person")}
    step("plans")
    plan = _design(accounts["zhenganshi"], known["town"], seed)
    step("consultation")
    _consult(accounts, plan)
    step("execution")
    done = _execute(accounts, plan, known, seed)
    return {"effective_on": done.effective_on.isoformat(), "communities": plan.communities.count()}


def _design(by: Account, town: Organisation, seed: int) -> Plan:
    """A project with five named plans; the first, proved best for the mixed aims, gets the names of the town."""
    wishes = Wishes(preset=Preset.LAW_2026, norms=preset_norms(Preset.LAW_2026), k_low=17, k_high=17)
    project = rezoning.begin_project(
        by=by, title="嫩江镇社区区划调整", body=town, units_as_of=date(2025, 12, 1), wishes=wishes
    )
    barriers = [
        {**one["properties"], "geometry": one["geometry"]} for one in read_features("barriers.geojson")
    ]
    rezoning.load_present(by=by, project=project, barriers=barriers)
    project.refresh_from_db()
    plans = _search(by, project, seed)
    _name(by, plans[0])
    return plans[0]


def _search(by: Account, project: Project, seed: int) -> list[Plan]:
    problem, kept = problem_of(project), []
    for found in alternatives(problem, count=5, seed=seed):
        solution = found.solution
        data = solution.as_dict()
        origin = Origin(
            status=solution.status,
            aim=found.theme.id,
            bound=solution.bound,
            gap=solution.gap,
            seed=solution.seed,
            seconds=round(solution.seconds, 3),
            method=solution.method,
            versions={**data["versions"], "weights": data["weights"], "objective": data["objective"]},
        )
        assert solution.plan is not None  # the town's norms can be met: a test holds it
        plan = solution.plan.for_problem(problem)
        kept.append(
            rezoning.keep_plan(by=by, project=project, plan=plan, title=found.theme.zh, origin=origin)
        )
    return kept


def _name(by: Account, plan: Plan) -> None:
    rows = [
        Naming(one.label, f"{name}社区", one.seat.key if one.seat else "", one.venue.key if one.venue else "")
        for one, name in zip(
            plan.communities.select_related("seat", "venue").order_by("pk"), NAMES, strict=True
        )
    ]
    rezoning.name_communities(by=by, plan=plan, rows=rows)


def _consult(accounts: dict[str, Account], plan: Plan) -> Consultation:
    secretary = accounts["zhenshuji"]
    consultation = rezoning.publish(
        by=secretary,
        plan=plan,
        opens_on=today(),
        closes_on=today(),
        explanation="51个居民委按居住地合并为17个社区，每个社区建立一个党支部。请说说您的看法。",
        contact="嫩江镇党委办公室",
    )
    for words, outcome, text in REMARKS:
        row = rezoning.remark(by=None, consultation=consultation, words=words)
        rezoning.answer(by=secretary, remark=row, outcome=outcome, text=text)
    if today() >= EFFECTIVE_ON:
        _put_back(consultation)
    return consultation


def _put_back(consultation: Consultation) -> None:
    """Residents speak only while a consultation runs; afterwards all of it lies before the approval."""
    Consultation.objects.filter(pk=consultation.pk).update(
        opens_on=CONSULTED_ON,
        closes_on=ANSWERED_ON - timedelta(days=1),
        published_at=moment(CONSULTED_ON, 9),
    )
    for days, row in enumerate(consultation.remarks.order_by("number"), 1):
        Remark.objects.filter(pk=row.pk).update(at=moment(CONSULTED_ON + timedelta(days=3 * days), 10))
        Answer.objects.filter(remark=row).update(at=moment(ANSWERED_ON, 9))


def _execute(
    accounts: dict[str, Account], plan: Plan, known: dict[str, Organisation], seed: int
) -> Reorganisation:
    effective = min(EFFECTIVE_ON, today())
    approval = rezoning.propose(
        by=accounts["zhenshuji"], plan=plan, proposer=known["town"], note="已公示并逐条答复意见。"
    )
    rezoning.approve(
        by=accounts["shuji"],
        approval=approval,
        number="嫩发〔2025〕17号",
        issued_on=min(date(2025, 12, 20), effective),
        title="关于嫩江镇社区区划调整的批复",
    )
    approval.refresh_from_db()
    ends = [known[key].pk for key in ("east-office", "west-office", "east-general", "west-general")]
    staff = staff_of(plan, accounts, seed)
    adoption = rezoning.plan_adoption(
        by=accounts["buzhang"],
        approval=approval,
        effective_on=effective,
        working_committee="嫩江镇街道党工委",
        ends=ends,
        staff=Staff(staff.working_committee),
    )
    fill_posts(accounts, plan, adoption.reorganisation, staff)
    return rezoning.adopt_plan(by=accounts["shuji"], adoption=adoption)
