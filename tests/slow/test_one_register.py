"""Tasks of decisions and supervised matters are moved into the one register, and back, and nothing is lost."""

from datetime import date

import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800), pytest.mark.django_db(transaction=True)]

BEFORE = [("meetings", "0004_missed"), ("responsibility", "0007_accountability"), ("documents", "0001_first")]
BACK = BEFORE[:2]  # the register itself stays
AFTER = [
    ("documents", "0002_plans_and_tasks"),
    ("meetings", "0006_one_register_of_tasks"),
    ("responsibility", "0010_one_register_of_tasks"),
]
DAY = date(2026, 9, 1)


ALIAS = "former"


@pytest.fixture
def database(tmp_path, django_db_blocker):
    """An empty database beside the tests': a file, or a schema of its own."""
    settings = dict(connections["default"].settings_dict)
    with django_db_blocker.unblock():
        if connections["default"].vendor == "postgresql":
            with connections["default"].cursor() as cursor:
                cursor.execute("CREATE SCHEMA former")
            settings["OPTIONS"] = {**settings["OPTIONS"], "options": "-c search_path=former"}
            settings["OPTIONS"].pop("pool", None)
        else:
            settings["NAME"] = str(tmp_path / "former.sqlite3")
        connections.databases[ALIAS] = settings
        yield connections[ALIAS]
        connections[ALIAS].close()
        del connections[ALIAS], connections.databases[ALIAS]
        if connections["default"].vendor == "postgresql":
            with connections["default"].cursor() as cursor:
                cursor.execute("DROP SCHEMA former CASCADE")


def migrated(database, targets):
    """The models as they are after the migrations one by one, as a county goes that began before they were drawn
    together."""
    alone(database).migrate(targets)
    return alone(database).loader.project_state(targets).apps


def alone(database) -> MigrationExecutor:
    executor = MigrationExecutor(database)
    executor.loader.replace_migrations = False
    executor.loader.build_graph()
    return executor


def rows(apps, app: str, model: str):
    return apps.get_model(app, model).objects.using(ALIAS)


@pytest.fixture
def former(database):
    """The county as it stood before: two tasks of a decision, two matters, one of them closed with a helper."""
    apps = migrated(database, BEFORE)
    unit = rows(apps, "organisations", "Organisation").create(
        name="铁东社区党支部", kind="party_branch", valid_from=DAY
    )
    person = rows(apps, "people", "Person").create(name="王试", born_on=DAY, is_invented=True)
    meeting = rows(apps, "meetings", "Meeting").create(
        organisation=unit,
        kind="members",
        title="党员大会",
        starts_at="2026-09-01T09:00:00Z",
        year=2026,
        number=1,
    )
    decision = rows(apps, "meetings", "Decision").create(
        meeting=meeting, organisation=unit, number="1", text="修路灯", decided_on=DAY
    )
    task = rows(apps, "meetings", "Task")
    task.create(decision=decision, title="买灯泡", owner=person, due_on=DAY, done_on=DAY, result="买了")
    task.create(decision=decision, title="装灯泡", owner=None)
    matter = rows(apps, "responsibility", "Matter")
    days = {"raised_on": DAY, "registered_on": DAY, "due_on": DAY, "half_on": DAY, "acknowledge_by": DAY}
    words = {
        "measure": "都亮",
        "kind": "note",
        "source": "hand",
        "office": unit,
        "lead": unit,
        "year": 2026,
        **days,
    }
    closed = matter.create(
        serial=1,
        title="修屋面",
        mark="a",
        state="closed",
        acknowledged_on=DAY,
        reported_on=DAY,
        closed_on=DAY,
        result="修好了",
        **words,
    )
    rows(apps, "responsibility", "MatterHelper").create(matter=closed, unit=unit)
    matter.create(serial=2, title="清积雪", mark="b", state="assigned", **words)
    return apps


def known(apps) -> list[tuple]:
    found = rows(apps, "documents", "Task").order_by("source_kind", "pk")
    return [(one.source_kind, one.title, one.done_on, one.result, one.owner_id is not None) for one in found]


def test_every_task_is_there_once_and_comes_back(database, former):
    stood = list(rows(former, "meetings", "Task").order_by("pk").values_list("title", "result", "made_at"))
    apps = migrated(database, AFTER)
    expected = [
        ("meetings.decision", "买灯泡", DAY, "买了", True),
        ("meetings.decision", "装灯泡", None, "", False),
        ("responsibility.matter", "修屋面", DAY, "修好了", False),
        ("responsibility.matter", "清积雪", None, "", False),
    ]
    assert known(apps) == expected
    closed = rows(apps, "responsibility", "Matter").get(serial=1)
    assert (closed.task.title, closed.task.helpers.count(), closed.closed_on) == ("修屋面", 1, DAY)
    apps = migrated(database, BACK)
    back = rows(apps, "meetings", "Task").order_by("pk")
    assert list(back.values_list("title", "result", "made_at")) == stood
    matters = rows(apps, "responsibility", "Matter").order_by("serial")
    assert list(matters.values_list("title", "state", "result")) == [
        ("修屋面", "closed", "修好了"),
        ("清积雪", "assigned", ""),
    ]
    assert rows(apps, "responsibility", "MatterHelper").count() == 1
    assert known(migrated(database, AFTER)) == expected
