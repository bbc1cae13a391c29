"""What nobody may change any more: a plan's assignment, and the communities of a plan proposed or approved.

The database keeps it, whoever asks; only the emptying of a test database lifts the guard. A later migration that
rebuilds one of the two tables on SQLite must set it again.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

PLAN = "a plan never changes: make a branch of it"
COMMUNITIES = "the plan is proposed or approved and frozen"
SETTLED = (
    "(SELECT 1 FROM rezoning_approval WHERE plan_id = {row}.plan_id AND state IN ('proposed', 'approved'))"
)
EVENTS = (("insert", "NEW"), ("update", "OLD"), ("delete", "OLD"))
NAMES = ["rezoning_plan_frozen", *(f"rezoning_communities_{event}" for event, _row in EVENTS)]

SQLITE_GUARD = [
    "CREATE TRIGGER IF NOT EXISTS rezoning_plan_frozen BEFORE UPDATE ON rezoning_plan "
    "WHEN OLD.assignment IS NOT NEW.assignment OR OLD.terms IS NOT NEW.terms OR OLD.project_id <> NEW.project_id "
    f"BEGIN SELECT RAISE(ABORT, '{PLAN}'); END",
    *(
        f"CREATE TRIGGER IF NOT EXISTS rezoning_communities_{event} BEFORE {event} ON rezoning_draftcommunity "
        f"WHEN EXISTS {SETTLED.format(row=row)} BEGIN SELECT RAISE(ABORT, '{COMMUNITIES}'); END"
        for event, row in EVENTS
    ),
]
SQLITE_LIFT = [f"DROP TRIGGER IF EXISTS {name}" for name in NAMES]

POSTGRES_GUARD = [
    "CREATE OR REPLACE FUNCTION rezoning_plan_frozen() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{PLAN}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE OR REPLACE TRIGGER rezoning_plan_frozen BEFORE UPDATE ON rezoning_plan FOR EACH ROW "
    "WHEN (OLD.assignment IS DISTINCT FROM NEW.assignment OR OLD.terms IS DISTINCT FROM NEW.terms "
    "OR OLD.project_id <> NEW.project_id) EXECUTE FUNCTION rezoning_plan_frozen()",
    *(
        f"CREATE OR REPLACE FUNCTION rezoning_communities_{event}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF EXISTS {SETTLED.format(row=row)} THEN RAISE EXCEPTION '{COMMUNITIES}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$"
        for event, row in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD"))
    ),
    *(
        f"CREATE OR REPLACE TRIGGER rezoning_communities_{event} BEFORE {event} ON rezoning_draftcommunity "
        f"FOR EACH ROW EXECUTE FUNCTION rezoning_communities_{event}()"
        for event, _row in EVENTS
    ),
]
POSTGRES_LIFT = [
    "DROP TRIGGER IF EXISTS rezoning_plan_frozen ON rezoning_plan",
    *(f"DROP TRIGGER IF EXISTS {name} ON rezoning_draftcommunity" for name in NAMES[1:]),
]


def _run(connection: BaseDatabaseWrapper, sqlite: list[str], postgres: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in sqlite if connection.vendor == "sqlite" else postgres:
            cursor.execute(statement)


def guard(connection: BaseDatabaseWrapper) -> None:
    """Set the triggers; again does nothing new."""
    _run(connection, SQLITE_GUARD, POSTGRES_GUARD)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away."""
    _run(connection, SQLITE_LIFT, POSTGRES_LIFT)
