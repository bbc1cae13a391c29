"""Official documents of the demonstration, made through the same commands as on the pages: thirty issued, of more than
ten kinds; some papers that came in, and a plan that people are asked about.

They go to organisations that stand before and after the reorganisation, so that it can still be taken back.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_default_timezone, now

from jiceng.console.demo.documents_texts import ROWS, Row
from jiceng.console.demo.papers import ask_about_a_draft, ask_about_the_plan, take_in
from jiceng.documents import commands, sources
from jiceng.documents.commands import Addressee, Words
from jiceng.documents.commands.register import Cause
from jiceng.documents.models import Document, Series
from jiceng.kernel.pages import today
from jiceng.kernel.working_days import add_working_days
from jiceng.meetings.models import Decision
from jiceng.meetings.models.results import DECISION
from jiceng.organisations.models import Organisation
from jiceng.people.models import Account

CODES = {
    "county": ("嫩发", "嫩江县委文件"),
    "office": ("嫩办发", "县委办公室文件"),
    "government": ("嫩政发", "县政府文件"),
    "organisation": ("嫩组发", "县委组织部文件"),
    "town": ("嫩镇发", "嫩江镇党委文件"),
}
ISSUER = {"office": "county"}
SIGNERS = {"county": "shuji", "government": "xianzhang", "organisation": "buzhang", "town": "zhenshuji"}
SINCE = date(2002, 1, 1)
FILED_BEFORE = date(2025, 2, 1)
# A decision made after the office's first paper of the year is signed as the next one, and issued on the day after it.
LIVED_SINCE, SIGNED_AFTER, LONG_AGO = date(2026, 1, 12), 3, timedelta(days=20)
MEALS = "关于办好社区老年助餐的意见"
MEALS_TEXT = """为让社区老年人吃上热饭，提出以下意见。
一、每个社区设一处助餐点，可以与社区食堂、养老机构合办。
二、午餐价格由社区成员代表大会商定，困难老年人给予补助。"""


def write(known: dict[str, Organisation], step: Callable[[str], None]) -> dict:
    """Issue what lies before today; the last ones stop on their way, so that every step can be seen."""
    step("official documents")
    accounts = {one.username: one for one in Account.objects.select_related("person")}
    series = {
        key: commands.open_series(
            by=None, organisation=known[ISSUER.get(key, key)], code=code, name=name, on=SINCE
        )
        for key, (code, name) in CODES.items()
    }
    made: dict[str, Document] = {}
    for row in ROWS:
        if row.on >= today():
            continue
        made[row.title] = _written(row, known, accounts, series)
        if row.replaces:
            commands.replace(
                by=None, document=made[row.replaces], successor=made[row.title], why="新文件已印发"
            )
    carry_out_a_decision(known, accounts, series["office"])
    take_in(known, accounts)
    ask_about_the_plan(known, accounts)
    words = Words(kind="opinion", title=MEALS, text=MEALS_TEXT, main=tuple(_addressees(("town",), known)))
    draft = commands.draft(by=None, organisation=known["county"], series=series["county"], words=words)
    ask_about_a_draft(draft, accounts)
    return {"documents": len(made)}


def carry_out_a_decision(
    known: dict[str, Organisation], accounts: dict[str, Account], series: Series
) -> None:
    """The county committee's last decision that lies three weeks back, drafted into a paper and issued as its page
    does it: begun by what the decision says, each step by who may."""
    county, clerk, signer = known["county"], accounts["zuzhibu"], accounts["shuji"]
    rows = Decision.objects.filter(organisation=county, decided_on__range=(LIVED_SINCE, today() - LONG_AGO))
    decision = rows.order_by("-decided_on", "-pk").first()
    if decision is None:
        return
    cause = Cause(DECISION, str(decision.pk))
    begun = sources.of(DECISION).begin(clerk, cause.pk)
    words = Words(
        kind=begun.kind,
        title=begun.title,
        text=begun.text,
        main=tuple(_addressees(("town",), known)),
        count_reason="落实会议决定",
    )
    row = commands.draft(by=clerk, organisation=county, series=series, words=words, cause=cause)
    row = commands.review(by=signer, document=commands.submit(by=clerk, document=row))
    signed, issued = (
        add_working_days(decision.decided_on, days) for days in (SIGNED_AFTER, SIGNED_AFTER + 1)
    )
    row = commands.sign(by=signer, document=row, on=signed)
    row = commands.issue(by=clerk, document=row, on=issued)
    _receive(row, accounts)
    _on_its_days(row, signed, (issued - signed).days)


def _written(row: Row, known, accounts: dict[str, Account], series: dict[str, Series]) -> Document:
    """One document up to where its row lets it go."""
    issuer = ISSUER.get(row.series, row.series)
    words = Words(
        kind=row.kind,
        title=row.title,
        text=row.text,
        main=tuple(_addressees(row.main, known)),
        copies=tuple(_addressees(row.copies, known)),
        attachments=row.attachments,
        count_reason="城区社区调整" if row.on.year > SINCE.year else "",
        urgency=row.urgency,
    )
    signer = accounts[SIGNERS[issuer]]
    document = commands.draft(by=None, organisation=known[issuer], series=series[row.series], words=words)
    for name in ("submit", "review", "sign", "issue", "file"):
        if name == row.until or (name == "file" and row.on >= FILED_BEFORE):
            break
        if name == "sign":
            document = commands.sign(by=signer, document=document, on=row.on)
        elif name == "issue":
            on = min(today(), row.on + timedelta(days=row.wait))
            document = commands.issue(by=None, document=document, on=on)
            _receive(document, accounts)
        elif name == "file":
            number = f"A1-{document.year}-{document.series.code}-{document.number:03d}"
            commands.file(by=None, document=document, archive_number=number)
        else:
            document = getattr(commands, name)(by=None, document=document)
    _on_its_days(document, row.on, row.wait)
    return document


def _on_its_days(document: Document, on: date, wait: int) -> None:
    """The handling sheet bears the days on which it was handled."""
    days = {"submitted": -3, "reviewed": -2, "signed": 0, "issued": wait, "filed": wait + 30}
    for step, after in days.items():
        moment = datetime.combine(on + timedelta(days=after), time(10), tzinfo=get_default_timezone())
        document.handlings.filter(step=step).update(at=min(moment, now()))


def _addressees(names: tuple[str, ...], known: dict[str, Organisation]) -> Iterator[Addressee]:
    for name in names:
        yield Addressee.of(known[name]) if name in known else Addressee(name)


def _receive(document: Document, accounts: dict[str, Account]) -> None:
    """The town signs for all but the latest; others are still to do it."""
    for recipient in document.recipients.filter(organisation__kind="town_party_committee"):
        if (today() - document.issued_on).days > 20:
            commands.receive(by=accounts["zhenganshi"], recipient=recipient)
