"""Tasks of decisions move into the one register of tasks; run again, it moves nothing twice."""

from django.db import migrations
from django.utils import timezone

from jiceng.kernel.pinyin import initials, spelled

KIND = "meetings.decision"
BATCH = 500


def _both(apps, alias: str) -> tuple:
    return tuple(apps.get_model(app, "Task").objects.using(alias) for app in ("meetings", "documents"))


def _known(register) -> set:
    """A task moved before is known by its decision, title and moment."""
    return set(register.filter(source_kind=KIND).values_list("source_id", "title", "made_at"))


def move(apps, schema_editor) -> None:
    old, new = _both(apps, schema_editor.connection.alias)
    known, made = _known(new), []
    for row in old.select_related("decision").order_by("pk"):
        if (str(row.decision_id), row.title, row.made_at) in known:
            continue
        given = min(filter(None, (row.decision.decided_on, row.due_on, row.done_on)))
        task = new.model(
            title=row.title,
            pinyin=spelled(row.title)[:720],
            initials=initials(row.title)[:120],
            source_kind=KIND,
            source_id=str(row.decision_id),
            source_name=row.decision.text[:200],
            unit_id=row.decision.organisation_id,
            owner_id=row.owner_id,
            assigned_on=given,
            due_on=row.due_on,
            done_on=row.done_on,
            acknowledged_on=row.done_on,
            result=row.result,
        )
        made.append((task, row.made_at))
    new.bulk_create([task for task, _at in made], batch_size=BATCH)
    for task, at in made:
        task.made_at = at  # set by the field itself when a row is made
    new.bulk_update([task for task, _at in made], ["made_at"], batch_size=BATCH)


def move_back(apps, schema_editor) -> None:
    old, new = _both(apps, schema_editor.connection.alias)
    known = set(old.values_list("decision_id", "title", "made_at"))
    for row in new.filter(source_kind=KIND).order_by("pk"):
        decision = int(row.source_id)
        if (decision, row.title, row.made_at) not in known:
            made = old.create(
                decision_id=decision,
                title=row.title,
                owner_id=row.owner_id,
                due_on=row.due_on,
                done_on=row.done_on,
                result=row.result[:500],
            )
            old.filter(pk=made.pk).update(made_at=row.made_at or timezone.now())
    new.filter(source_kind=KIND).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_plans_and_tasks"),
        ("meetings", "0004_missed"),
    ]

    operations = [migrations.RunPython(move, move_back, elidable=True)]
