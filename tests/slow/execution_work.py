"""What the processes of the kill tests do: build a county, execute a reorganisation, look at what is there."""

from datetime import date
from uuid import UUID

from jiceng.kernel.models import Entry
from jiceng.kernel.record import canonical, digest, verify

KEY = UUID("8a7f7f0e-7d5b-4b53-9c4d-2d7e6b3b7a51")
DAY = date(2003, 5, 1)


def build() -> None:
    """Twelve old committees with branches and members become four communities."""
    from jiceng.organisations.commands.reorganisation import plan_reorganisation
    from tests.organisations.county import county, instrument

    place = county(committees=12)
    for number in range(12):
        place.members(place.branches[number], place.old[number], full=10, probationary=2)
    plan = [
        {
            "key": f"c{number}",
            "name": f"第{number}社区",
            "predecessors": [one.pk for one in place.old[3 * number : 3 * number + 3]],
        }
        for number in range(4)
    ]
    plan_reorganisation(
        by=None,
        key=KEY,
        title="12个居民委调整为4个社区",
        effective_on=DAY,
        instrument=instrument(),
        orders={
            "version": 1,
            "town": place.town.pk,
            "street_working_committee": {"name": "街道党工委"},
            "ends": [one.pk for one in (*place.streets, *place.general_branches)],
            "communities": plan,
        },
    )


def numbers_without_gaps() -> None:
    """PostgreSQL gives no number twice, also when what took it was undone: a gap is no difference between states."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    models = list(apps.get_app_config("organisations").get_models())
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def execute() -> None:
    from jiceng.organisations.commands.reorganisation import execute as execute_reorganisation
    from jiceng.organisations.models import Reorganisation

    numbers_without_gaps()
    execute_reorganisation(by=None, reorganisation=Reorganisation.objects.get(key=KEY))


def state() -> dict:
    """Digest of every row of the app (moments of execution left out), and whether the record's chain holds."""
    from django.apps import apps

    rows = {
        model.__name__: [
            {name: value for name, value in row.items() if not name.endswith("_at")}
            for row in model._base_manager.order_by("pk").values()
        ]
        for model in apps.get_app_config("organisations").get_models()
    }
    verdict = verify()
    return {
        "digest": digest(canonical(rows), "sha256"),
        "entries": Entry.objects.count(),
        "chain": verdict.ok,
        "steps": len(rows["ReorganisationStep"]),
    }


def look_then_repeat() -> dict:
    """What a crash left, and what is there after executing once more."""
    left = state()
    execute()
    return {"left": left, "repeated": state()}
