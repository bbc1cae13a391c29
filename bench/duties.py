"""Duties at 17 and at 3,000 communities: the county's year as a board, every verdict at once, one new record.

    python -m bench.duties [--sizes 17,300,3000] [--commit]

Each community has a branch and a committee; thirteen institutions with four obligations each (monthly, two quarterly,
yearly). Beside each time stands the bare statement that reads the same rows, in the same run. Temporary data folder.
"""

import argparse
import os
import random
import resource
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS-duties.md")
YEAR, DAY = 2026, date(2026, 11, 23)
RHYTHMS = ("month", "quarter", "quarter", "year")
BARE = """
    SELECT d.organisation_id, e.institution_id,
           CASE WHEN d.fulfilled_on <= %s THEN 1 WHEN d.opens_on > %s THEN 2 WHEN d.due_on >= %s THEN 3 ELSE 4 END s,
           COUNT(*)
    FROM institutions_duty d JOIN institutions_obligation o ON o.id = d.obligation_id
    JOIN institutions_edition e ON e.id = o.edition_id
    WHERE d.due_on >= %s AND d.due_on < %s GROUP BY 1, 2, 3
"""


def build(communities: int) -> None:
    """Organisations, library and evidence for a year; three of four duties are kept."""
    from django.db import transaction
    from django.utils import timezone

    from jiceng.institutions.models import Clause, Edition, Institution, Obligation
    from jiceng.kernel.pinyin import initials, spelled
    from jiceng.organisations.enums import Kind
    from jiceng.organisations.models import Organisation

    first = date(2020, 1, 1)
    with transaction.atomic():
        areas, rest = [], []
        for number in range(communities):
            name = f"第{number}社区"
            fields = {"name": name, "pinyin": spelled(name), "initials": initials(name), "valid_from": first}
            areas.append(Organisation(kind=Kind.COMMUNITY, **fields))
        areas = Organisation.objects.bulk_create(areas)
        for area in areas:
            for kind in (Kind.PARTY_BRANCH, Kind.RESIDENTS_COMMITTEE):
                fields = {
                    "name": f"{area.name}{kind.label}",
                    "pinyin": area.pinyin,
                    "initials": area.initials,
                }
                rest.append(Organisation(kind=kind, territory=area, valid_from=first, **fields))
        Organisation.objects.bulk_create(rest)
        kinds = (Kind.PARTY_BRANCH, Kind.RESIDENTS_COMMITTEE)
        for number in range(13):
            institution = Institution.objects.create(
                key=f"i{number}", number=number + 1, name=f"制度{number}"
            )
            edition = Edition.objects.create(
                institution=institution,
                version=1,
                pack="bench",
                source_text="",
                valid_from=first,
                published_at=timezone.now(),
            )
            clause = Clause.objects.create(edition=edition, article=1, text="…")
            for place, rhythm in enumerate(RHYTHMS):
                Obligation.objects.create(
                    edition=edition,
                    clause=clause,
                    key=f"B{number}.{place}",
                    title="开会",
                    organisation_kinds=[kinds[number % 2]],
                    post_kinds=["secretary"],
                    evidence=f"bench.{number}.{place}",
                    rhythm=rhythm,
                    valid_from=first,
                    quorum_num=1,
                    quorum_den=2,
                )


def keep_evidence(seed: int) -> int:
    """One record for three of four duties, on a day of its time."""
    from jiceng.institutions.models import Duty, Evidence

    chance, rows = random.Random(seed), []
    duties = Duty.objects.filter(opens_on__lte=DAY).values_list(
        "pk", "organisation_id", "obligation__evidence", "opens_on", "due_on"
    )
    for pk, organisation, kind, opens, due in duties.iterator(chunk_size=5000):
        if chance.random() < 0.75:
            on = opens + timedelta(days=chance.randrange((due - opens).days + 1))
            rows.append(
                Evidence(
                    kind=kind,
                    organisation_id=organisation,
                    on=on,
                    entitled=40,
                    present=chance.randrange(15, 41),
                    source_kind="bench",
                    source_id=str(pk),
                    source_name="x",
                )
            )
    for start in range(0, len(rows), 5000):
        Evidence.objects.bulk_create(rows[start : start + 5000])
    return len(rows)


def processor(what) -> float:
    """Seconds of the processor: what other work on the machine does not change much."""
    start = time.process_time()
    what()
    return time.process_time() - start


def timed(times: int, what, *args, **kwargs) -> float:
    """Median seconds of some runs."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        what(*args, **kwargs)
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def bare() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(BARE, [DAY, DAY, DAY, date(YEAR, 1, 1), date(YEAR + 1, 1, 1)])
        cursor.fetchall()


def one_record(organisation, number: int) -> None:
    from jiceng.institutions.commands.evidence import attest
    from jiceng.institutions.models import WorkRecord

    work = WorkRecord.objects.create(kind="x", organisation=organisation, on=DAY, title="x")
    attest(
        kind=f"bench.{number % 13}.0", organisation=organisation, on=DAY, source=work, entitled=10, present=9
    )


def measure(communities: int) -> dict:
    """All times of one size, in a fresh database."""
    from django.core.management import call_command

    from jiceng.institutions.commands.duties import refresh
    from jiceng.institutions.commands.verdicts import weigh_all
    from jiceng.institutions.models import Duty, Freshness
    from jiceng.institutions.queries.boards import county_board
    from jiceng.organisations.models import Organisation

    call_command("flush", verbosity=0, interactive=False)
    build(communities)
    Freshness.objects.create(pk=1, since=date(YEAR, 1, 1))
    start = time.perf_counter()
    refresh(on=DAY)
    made = time.perf_counter() - start
    records = keep_evidence(communities)
    weighed, again = processor(weigh_all), processor(weigh_all)
    units = list(Organisation.objects.filter(kind="party_branch")[:13])
    numbers = iter(range(1000))
    return {
        "communities": communities,
        "duties": Duty.objects.count(),
        "records": records,
        "made": made,
        "weighed": weighed,
        "again": again,
        "board": timed(3, county_board, seen_by=None, as_of=DAY, year=YEAR),
        "bare": timed(3, bare),
        "record": statistics.median(timed(1, one_record, unit, next(numbers)) for unit in units),
    }


def table(rows: list[dict]) -> str:
    head = (
        "| communities | duties | records | make all (s) | weigh all (CPU s) | weigh again (CPU s) |"
        " board of the year (ms) | bare (ms) |"
        " board / bare | one new record (ms) |\n|---|---|---|---|---|---|---|---|---|---|\n"
    )
    lines = [
        f"| {row['communities']} | {row['duties']:,} | {row['records']:,} | {row['made']:.2f} | {row['weighed']:.2f} |"
        f" {row['again']:.2f} |"
        f" {row['board'] * 1000:.0f} | {row['bare'] * 1000:.0f} | {row['board'] / row['bare']:.1f} |"
        f" {row['record'] * 1000:.1f} |"
        for row in rows
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    load = os.getloadavg()[0]
    return head + "\n".join(lines) + f"\n\nPeak memory {peak} MiB, load of the machine {load:.1f}.\n"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sizes", default="17,300,3000")
    options.add_argument("--commit", action="store_true", help=f"write {RESULTS.name}")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(JICENG_DATA=folder, DJANGO_SETTINGS_MODULE="jiceng.config.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        from django.db import connection

        from jiceng.kernel import append_only

        append_only.lift(connection)
        found = table([measure(int(size)) for size in chosen.sizes.split(",")])
    print(found)
    if chosen.commit:
        RESULTS.write_text(f"# Duties\n\n`python -m bench.duties`\n\n{found}")


if __name__ == "__main__":
    main()
