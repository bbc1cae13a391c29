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
    """Digest of every row of the app (moments of execution left out), the same with ids replaced by ranks, and
    whether the record's chain holds. PostgreSQL leaves gaps in its sequences after a crash, so an execution that is
    repeated may give other ids and nothing else."""
    from django.apps import apps

    models = list(apps.get_app_config("organisations").get_models())
    rows = {
        model: [
            {name: value for name, value in row.items() if not name.endswith("_at")}
            for row in model._base_manager.order_by("pk").values()
        ]
        for model in models
    }
    ranks = {model: {row["id"]: place for place, row in enumerate(found)} for model, found in rows.items()}
    ranked = {model.__name__: [by_rank(model, row, ranks) for row in found] for model, found in rows.items()}
    exact = {model.__name__: found for model, found in rows.items()}
    return {
        "digest": digest(canonical(exact), "sha256"),
        "content": digest(canonical(ranked), "sha256"),
        "entries": Entry.objects.count(),
        "chain": verify().ok,
        "steps": len(exact["ReorganisationStep"]),
    }


def by_rank(model, row: dict, ranks: dict) -> dict:
    """The row with its own id and those of its foreign keys and paths as ranks; a step's own copies left out."""
    left_out = {"target_id", "before", "after"} if model.__name__ == "ReorganisationStep" else set()
    found = {name: value for name, value in row.items() if name not in left_out}
    for field in model._meta.concrete_fields:
        related = model if field.primary_key else field.related_model
        value = found.get(field.attname)
        if related in ranks and value is not None:
            found[field.attname] = ranks[related][value]
    if "path" in found and model.__name__ == "Placement":
        organisations = ranks[model._meta.get_field("organisation").related_model]
        path = found["path"]
        found["path"] = [organisations[int(path[at : at + 10])] for at in range(0, len(path), 10)]
    return found


def look_then_repeat() -> dict:
    """What a crash left, and what is there after executing once more."""
    left = state()
    execute()
    return {"left": left, "repeated": state()}
