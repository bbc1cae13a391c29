"""The composition of cadres at 17, 300 and 3,000 communities (40,000 cadres), on one day.

    python -m bench.cadres [--sizes 17,300,3000] [--commit]

Beside the composition and the drift stands the bare statement that reads the same rows, in the same run; then the
whole page's numbers, the first page of a list, and growth. Then open recruitment with 5,000 applicants
(`bench.recruitment`), likewise. Temporary data folder.
"""

import argparse
import os
import random
import resource
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from bench import recruitment

RESULTS = Path(__file__).with_name("RESULTS-cadres.md")
DAY = date(2026, 11, 23)
CADRES = 13  # of each community, and a little more: 40,000 of 3,000
NUMBER = DAY.year * 10000 + DAY.month * 100 + DAY.day
BARE = """
    WITH held AS (
        SELECT t.person_id, MAX(p.kind = 'secretary') AS secretary, MAX(p.kind = 'director') AS director
        FROM organisations_term t JOIN organisations_post p ON p.id = t.post_id
        JOIN organisations_organisation o ON o.id = p.organisation_id
        WHERE t.valid_from <= %(day)s AND (t.valid_to IS NULL OR t.valid_to > %(day)s)
          AND p.valid_from <= %(day)s AND (p.valid_to IS NULL OR p.valid_to > %(day)s)
          AND p.kind IN ('secretary', 'deputy_secretary', 'organisation_member', 'director', 'committee_member')
          AND o.kind IN ('party_branch', 'residents_committee')
        GROUP BY t.person_id),
    level AS (
        SELECT file_id, MIN(level) AS level FROM cadres_schooling WHERE finished_on <= %(day)s GROUP BY file_id),
    party AS (
        SELECT DISTINCT person_id FROM organisations_partymembership
        WHERE valid_from <= %(day)s AND (valid_to IS NULL OR valid_to > %(day)s))
    SELECT held.secretary, held.director, n.sex, level.level, e.rank, e.status, party.person_id IS NOT NULL,
           (%(number)s - CAST(replace(n.born_on, '-', '') AS INTEGER)) / 10000, COUNT(*)
    FROM held JOIN people_person n ON n.id = held.person_id
    LEFT JOIN cadres_cadrefile f ON f.person_id = n.id LEFT JOIN level ON level.file_id = f.id
    LEFT JOIN cadres_employment e ON e.file_id = f.id AND e.valid_from <= %(day)s
        AND (e.valid_to IS NULL OR e.valid_to > %(day)s)
    LEFT JOIN party ON party.person_id = n.id
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""


def build(communities: int) -> int:
    """Communities with branch and committee, and their cadres with files; gives how many cadres."""
    from django.db import transaction

    from jiceng.kernel.pinyin import initials, spelled
    from jiceng.organisations.enums import Kind, PostKind
    from jiceng.organisations.models import Organisation, Post

    first = date(2020, 1, 1)
    with transaction.atomic():
        rows = []
        for number in range(communities):
            for kind in (Kind.PARTY_BRANCH, Kind.RESIDENTS_COMMITTEE):
                name = f"第{number}社区{kind.label}"
                spelt = {"pinyin": spelled(name), "initials": initials(name)}
                rows.append(Organisation(kind=kind, name=name, valid_from=first, **spelt))
        made = Organisation.objects.bulk_create(rows)
        kinds = {
            Kind.PARTY_BRANCH: (PostKind.SECRETARY, PostKind.DEPUTY_SECRETARY, PostKind.ORGANISATION_MEMBER),
            Kind.RESIDENTS_COMMITTEE: (PostKind.DIRECTOR, PostKind.COMMITTEE_MEMBER),
        }
        posts = Post.objects.bulk_create(
            Post(organisation=one, kind=kind, places=9, valid_from=first)
            for one in made
            for kind in kinds[one.kind]
        )
        return _people(posts, made, first)


def _people(posts: list, organisations: list, first: date) -> int:
    from jiceng.cadres.models import CadreFile, Employment, Schooling
    from jiceng.organisations.models import PartyMembership, Term
    from jiceng.people.models import Person

    draw = random.Random(7)
    places = [post for post in posts for _one in range(1 if post.kind in {"secretary", "director"} else 4)]
    people = Person.objects.bulk_create(
        Person(
            name=f"王{number}",
            pinyin=f"wang{number}",
            initials="w",
            sex=draw.choice((1, 2)),
            born_on=date(draw.randint(1963, 2003), draw.randint(1, 12), draw.randint(1, 28)),
        )
        for number in range(len(places))
    )
    Term.objects.bulk_create(
        Term(post=post, person=person, valid_from=first) for post, person in zip(places, people, strict=True)
    )
    files = CadreFile.objects.bulk_create(CadreFile(person=one, opened_on=first) for one in people)
    Employment.objects.bulk_create(
        Employment(file=one, status="elected", rank=draw.choice((30, 50, 90)), valid_from=first)
        for one in files
    )
    Schooling.objects.bulk_create(
        Schooling(file=one, level=level, mode="full_time", finished_on=date(2010, 7, 1))
        for one in files
        for level in draw.sample((20, 30, 40, 60, 70), draw.choice((1, 1, 2)))
    )
    branches = [one for one in organisations if one.kind == "party_branch"]
    PartyMembership.objects.bulk_create(
        PartyMembership(
            person=one,
            branch=draw.choice(branches),
            standing="full",
            joined_on=first,
            full_since=first,
            valid_from=first,
        )
        for one in people[::2]
    )
    return len(people)


def timed(action, times: int = 5) -> float:
    taken = []
    for _number in range(times):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def bare() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(BARE, {"day": DAY.isoformat(), "number": NUMBER})
        return sum(row[-1] for row in cursor.fetchall())


def measure(communities: int) -> str:
    from django.core.management import call_command

    from jiceng.cadres.queries import composition
    from jiceng.cadres.queries.lists import Look, listed

    call_command("flush", interactive=False, verbosity=0)
    cadres = build(communities)
    about = {"seen_by": None, "as_of": DAY}
    found = composition.composition(**about)
    assert found.count() == bare() == cadres
    look = Look(DAY)
    page = timed(
        lambda: list(listed({"trait": "college"}, seen_by=None, look=look)[0].order_by("pinyin")[:50])
    )
    whole = timed(lambda: composition.composition(**about))
    plain = timed(bare)
    years = timed(lambda: composition.drift(**about))
    row = f"| {communities} | {cadres:,} | {whole:.0f} | {plain:.0f} | {whole / plain:.1f} | {years:.0f} | {page:.0f} |"
    print(row, flush=True)
    return row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="17,300,3000")
    parser.add_argument("--applicants", type=int, default=5000)
    parser.add_argument("--commit", action="store_true", help="write the results file")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"JICENG_DATA": folder, "DJANGO_SETTINGS_MODULE": "jiceng.config.settings"}
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        rows = [measure(int(size)) for size in asked.sizes.split(",")]
        call_command("flush", interactive=False, verbosity=0)
        steps = recruitment.measure(asked.applicants, timed)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    text = (
        "# Composition of cadres\n\n"
        "`python -m bench.cadres` (2 cores, SQLite; other work ran on the machine: see its load below)\n\n"
        "| communities | cadres | composition (ms) | bare (ms) | composition / bare | drift (ms) | "
        "first page of a list (ms) |\n|---|---|---|---|---|---|---|\n" + "\n".join(rows) + "\n\n"
        f"# Open recruitment, {asked.applicants:,} applicants for {recruitment.PLACES} places\n\n"
        "| step | with rules, record and evidence (ms) | bare statements (ms) | times as long |\n|---|---|---|---|\n"
        + "\n".join(steps)
        + "\n\n"
        f"Peak memory {memory} MiB, load of the machine {os.getloadavg()[0]:.1f}.\n"
    )
    if asked.commit:
        RESULTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
