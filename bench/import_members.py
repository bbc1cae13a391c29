"""How fast 100,000 party members come in, beside the least that any program has to do.

`python -m bench.import_members [ROWS]`. In one run, on one machine, on a new database in a temporary folder (or the
one that DATABASE_URL names, which must be empty):

- bare: read the same file with the same reader into Python lists, and insert the same finished rows (people and
  memberships) with executemany (COPY on PostgreSQL) in one transaction. Nothing is checked, sealed or compared.
- ours: check (read, every cell, every rule, preview kept) and apply (read and check again, pinyin, sealing,
  fingerprints, undo, record), as two jobs of the site do it.
"""

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
GIVEN = "秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂芳玲建国华文志海红春玉梅辉"
BRANCHES = 200
RESULTS = Path(__file__).parent / "results"


def people(count: int):
    """Invented rows for the table, all different."""
    from stdnum.cn import ric

    for number in range(count):
        name = FAMILY[number % 20] + GIVEN[number // 20 % len(GIVEN)] + GIVEN[number // 700 % len(GIVEN)]
        stem = f"231121{1945 + number % 50}{1 + number // 50 % 12:02d}{1 + number // 600 % 28:02d}"
        stem += f"{number // 16800 % 1000:03d}"
        branch = f"第{1 + number % BRANCHES}社区党支部"
        yield (
            None,
            name,
            stem + ric.calc_check_digit(stem + "0"),
            None,
            None,
            "大学专科",
            f"1380000{number % 10000:04d}",
            branch,
            None,
            "正式党员",
            date(2015, 7, 1),
            date(2016, 7, 1),
            date(2016, 7, 1),
            None,
        )


def county():
    """A street with the branches that the table names, and an account that may import."""
    from tests import factories

    made = factories.make_county()
    for number in range(1, BRANCHES + 1):
        community = factories.make_organisation(f"第{number}社区", under=made["town"])
        factories.make_branch(community, under=made["street"])
    return factories.make_account_with_post(made["department"], "officer")


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and of processor time (children included), of one step."""

    wall: float
    cpu: float

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.wall + other.wall, self.cpu + other.cpu)


def timed(work) -> tuple[Cost, object]:
    start, busy = time.perf_counter(), sum(os.times()[:4])
    found = work()
    return Cost(time.perf_counter() - start, sum(os.times()[:4]) - busy), found


def bare_read(path: Path) -> None:
    from python_calamine import CalamineWorkbook

    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def bare_rows() -> list[tuple]:
    """The rows that our import has written, ready for the bare insert; then they are deleted."""
    from django.db import connection

    from jiceng.organisations.models import PartyMembership
    from jiceng.people.models import Person

    found = []
    with connection.cursor() as cursor:
        for model, where in ((Person, "is_invented = %s"), (PartyMembership, "%s = %s")):
            columns = [field.column for field in model._meta.concrete_fields]
            arguments = [False] if model is Person else [1, 1]
            cursor.execute(
                f"SELECT {', '.join(columns)} FROM {model._meta.db_table} WHERE {where}", arguments
            )
            found.append((model, columns, cursor.fetchall()))
        for model, _columns, rows in reversed(found):
            first, last = min(row[0] for row in rows), max(row[0] for row in rows)
            cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE id BETWEEN %s AND %s", [first, last])
    return found


def bare_insert(found: list[tuple]) -> None:
    from django.db import transaction

    from jiceng.kernel import bulk

    with transaction.atomic():
        for model, columns, rows in found:
            bulk.insert(model, columns, rows)


def measure(count: int, folder: Path) -> list[tuple[str, Cost]]:
    from jiceng.kernel.xlsx.writer import write_table
    from jiceng.organisations.commands import exchange
    from jiceng.organisations.enums import BatchKind
    from jiceng.organisations.exports.columns import member_columns
    from jiceng.organisations.exports.units import Units

    by = county()
    path = folder / "members.xlsx"
    write_table(path, "党员", member_columns(Units([])), people(count))
    read, _nothing = timed(lambda: bare_read(path))
    batch = exchange.receive_import(
        by=by, account=by, kind=BatchKind.MEMBERS, file_name=path.name, blocks=[path.read_bytes()]
    )
    check, batch = timed(lambda: exchange.check_import(by=by, batch=batch))
    assert batch.counts.get("new") == count, (batch.counts, batch.faults[:3])
    apply, batch = timed(lambda: exchange.apply_import(by=by, batch=batch))
    undo, _done = timed(lambda: exchange.undo_import(by=by, batch=batch, why="bench"))
    again = exchange.receive_import(
        by=by, account=by, kind=BatchKind.MEMBERS, file_name=path.name, blocks=[path.read_bytes()]
    )
    exchange.apply_import(by=by, batch=exchange.check_import(by=by, batch=again))
    found = bare_rows()
    insert, _nothing = timed(lambda: bare_insert(found))
    return [
        ("bare: read the file", read),
        ("bare: insert the same rows", insert),
        ("bare: together", read + insert),
        ("ours: check and preview", check),
        ("ours: apply", apply),
        ("ours: together", check + apply),
        ("ours: undo", undo),
    ]


def table(rows: list[tuple[str, Cost]], title: str) -> str:
    bare = dict(rows)["bare: together"]
    count = int(title.split()[0])
    lines = [
        f"{title}\n",
        "| step | seconds | processor s | rows/s | times the bare | of its processor time |",
        "|---|---|---|---|---|---|",
    ]
    for name, cost in rows:
        times = f"{cost.wall / bare.wall:.2f} | {cost.cpu / bare.cpu:.2f}"
        lines.append(f"| {name} | {cost.wall:.2f} | {cost.cpu:.2f} | {count / cost.wall:,.0f} | {times} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JICENG_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiceng.config.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        rows = measure(count, Path(folder))
        text = table(rows, f"{count} members, {connection.vendor}")
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"import_members_{connection.vendor}.md").write_text(text)
        print(text)
        connection.close()


if __name__ == "__main__":
    main()
