"""Open recruitment with 5,000 applicants for ten places, each step beside the bare statements that write the same rows.

Run by `python -m bench.cadres`; what is written is rolled back after each time, so that every time begins alike.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta

TIMES = 3
PLACES = 10
LIST = """
    SELECT a.*, p.*, o.name, (SELECT r.passed FROM cadres_ruling r
        WHERE r.applicant_id = a.id AND r.step = a.step AND r.undone_at IS NULL LIMIT 1)
    FROM cadres_applicant a JOIN cadres_recruitmentplace p ON p.id = a.place_id
    JOIN organisations_post t ON t.id = p.post_id JOIN organisations_organisation o ON o.id = t.organisation_id
    WHERE a.round_id = %(round)s ORDER BY a.pinyin, a.id LIMIT 50
"""
BATCH = """
    INSERT INTO cadres_reviewbatch (round_id, step, passed, why, many, at)
    VALUES (%(round)s, 'qualification', TRUE, '', %(many)s, CURRENT_TIMESTAMP)
"""
RULE = """
    INSERT INTO cadres_ruling (applicant_id, batch_id, step, passed)
    SELECT id, (SELECT MAX(id) FROM cadres_reviewbatch), 'qualification', TRUE FROM cadres_applicant
    WHERE round_id = %(round)s AND standing = 'in' AND step = 'qualification'
"""
MARK = """
    UPDATE cadres_applicant SET written = (SELECT e.first FROM cadres_writtenentry e
        WHERE e.applicant_id = cadres_applicant.id) WHERE round_id = %(round)s
"""
OUT = """
    UPDATE cadres_applicant SET standing = 'out', out_at = 'written', out_why = 'below'
    WHERE round_id = %(round)s AND written < 60
"""
RANK = """
    UPDATE cadres_applicant SET rank = (SELECT ranks.rank FROM (
        SELECT id, RANK() OVER (PARTITION BY place_id ORDER BY written DESC) AS rank
        FROM cadres_applicant WHERE round_id = %(round)s AND written >= 60) AS ranks
        WHERE ranks.id = cadres_applicant.id)
    WHERE round_id = %(round)s AND written >= 60
"""
SHORT = """
    UPDATE cadres_applicant SET standing = CASE WHEN rank <= 3 THEN 'in' ELSE 'waiting' END,
        step = CASE WHEN rank <= 3 THEN 'second_check' ELSE step END
    WHERE round_id = %(round)s AND rank IS NOT NULL
"""


def build(many: int):
    """A round at the first review with so many applicants; gives it."""
    from jiceng.cadres.commands import recruitment as commands
    from jiceng.cadres.commands.recruitment import NewPlace, NewRound
    from jiceng.cadres.models import Applicant, RecruitmentRound
    from jiceng.kernel.pages import today
    from jiceng.organisations.enums import Kind, PostKind
    from jiceng.organisations.models import Organisation, Post

    first = date(2020, 1, 1)
    units = [
        Organisation.objects.create(
            kind=Kind.RESIDENTS_COMMITTEE,
            name=f"招聘社区{number}",
            pinyin="z",
            initials="z",
            valid_from=first,
        )
        for number in range(PLACES)
    ]
    new = NewRound("公开招聘社区工作者", today(), today() + timedelta(days=7), open_ratio=1)
    row = commands.open_round(by=None, organisation=units[0], new=new)
    for unit in units:
        post = Post.objects.create(organisation=unit, kind=PostKind.WORKER, places=9, valid_from=first)
        commands.add_place(by=None, round_=row, new=NewPlace(post, 1))
    commands.publish_notice(by=None, round_=row)
    RecruitmentRound.objects.filter(pk=row.pk).update(step="qualification")
    places = list(row.places.all())
    Applicant.objects.bulk_create(
        (
            Applicant(
                round=row,
                place=places[number % PLACES],
                number=number,
                code_fingerprint=f"{number:064d}",
                name=f"某{number}",
                pinyin=f"mou{number:05d}",
                initials="m",
                step="qualification",
            )
            for number in range(1, many + 1)
        ),
        batch_size=500,
    )
    return RecruitmentRound.objects.get(pk=row.pk)


def _entered(row) -> None:
    """Everybody has sat the test and is marked twice alike."""
    from jiceng.cadres.models import Applicant, WrittenEntry

    draw = random.Random(7)
    people = list(Applicant.objects.filter(round=row))
    Applicant.objects.filter(round=row).update(step="written")
    type(row).objects.filter(pk=row.pk).update(step="written")
    marks = [draw.randint(4000, 10000) / 100 for _one in people]
    WrittenEntry.objects.bulk_create(
        (
            WrittenEntry(applicant=one, first=mark, second=mark)
            for one, mark in zip(people, marks, strict=True)
        ),
        batch_size=500,
    )
    for number, one in enumerate(people, 1):
        one.ticket, one.room, one.seat = f"{number:012d}", "第一考场", number
    Applicant.objects.bulk_update(people, ["ticket", "room", "seat"], batch_size=500)
    row.refresh_from_db()


def measure(many: int, timed: Callable) -> list[str]:
    """Rows of the table: step, ours and the bare statements in ms, how many times as long."""
    from jiceng.cadres.commands import recruitment as commands
    from jiceng.cadres.models import Applicant
    from jiceng.cadres.queries.applicants import applicants

    row = build(many)
    people = list(Applicant.objects.filter(round=row))
    told = [
        _line(
            "first page of the list",
            timed(lambda: list(applicants(row).order_by("pinyin", "id")[:50]), TIMES),
            timed(_bare(row, many, LIST), TIMES),
        ),
        _line(
            "everybody passes the first review at once",
            timed(
                _undone(
                    lambda: commands.rule(
                        by=None, round_=row, step="qualification", applicants=people, passed=True
                    )
                ),
                TIMES,
            ),
            timed(_bare(row, many, BATCH, RULE), TIMES),
        ),
    ]
    _entered(row)
    told.append(
        _line(
            "written test published: marks, who is below, ranks, shortlists",
            timed(_undone(lambda: commands.publish_step(by=None, round_=row)), TIMES),
            timed(_bare(row, many, MARK, OUT, RANK, SHORT), TIMES),
        )
    )
    return told


def _line(what: str, ours: float, bare: float) -> str:
    found = f"| {what} | {ours:.0f} | {bare:.0f} | {ours / bare:.1f} |"
    print(found, flush=True)
    return found


def _undone(act: Callable) -> Callable:
    from django.db import transaction

    def work() -> None:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)

    return work


def _bare(row, many: int, *statements: str) -> Callable:
    from django.db import connection

    def act() -> None:
        with connection.cursor() as cursor:
            for one in statements:
                cursor.execute(one, {"round": row.pk, "many": many})
                if one is LIST:
                    cursor.fetchall()

    return _undone(act)
