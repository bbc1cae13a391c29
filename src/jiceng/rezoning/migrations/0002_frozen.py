"""A plan's assignment never changes; names, seats and venues of an approved plan neither."""

from django.db import migrations

SQLITE = (
    """CREATE TRIGGER rezoning_plan_frozen BEFORE UPDATE ON rezoning_plan
    WHEN OLD.assignment IS NOT NEW.assignment OR OLD.terms IS NOT NEW.terms OR OLD.project_id <> NEW.project_id
    BEGIN SELECT RAISE(ABORT, 'a plan never changes: make a branch of it'); END""",
    *(
        f"""CREATE TRIGGER rezoning_communities_{name} BEFORE {event} ON rezoning_draftcommunity
        WHEN EXISTS (SELECT 1 FROM rezoning_approval
                     WHERE plan_id = {row}.plan_id AND state IN ('proposed', 'approved'))
        BEGIN SELECT RAISE(ABORT, 'the plan is proposed or approved and frozen'); END"""
        for name, event, row in (
            ("insert", "INSERT", "NEW"),
            ("update", "UPDATE", "OLD"),
            ("delete", "DELETE", "OLD"),
        )
    ),
)
POSTGRESQL = (
    """CREATE FUNCTION rezoning_plan_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a plan never changes: make a branch of it' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    """CREATE TRIGGER rezoning_plan_frozen BEFORE UPDATE ON rezoning_plan FOR EACH ROW
    WHEN (OLD.assignment IS DISTINCT FROM NEW.assignment OR OLD.terms IS DISTINCT FROM NEW.terms
          OR OLD.project_id <> NEW.project_id) EXECUTE FUNCTION rezoning_plan_frozen()""",
    """CREATE FUNCTION rezoning_communities_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE changed bigint; BEGIN
    IF TG_OP = 'INSERT' THEN changed := NEW.plan_id; ELSE changed := OLD.plan_id; END IF;
    IF EXISTS (SELECT 1 FROM rezoning_approval WHERE plan_id = changed AND state IN ('proposed', 'approved')) THEN
      RAISE EXCEPTION 'the plan is proposed or approved and frozen'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER rezoning_communities_frozen BEFORE INSERT OR UPDATE OR DELETE ON rezoning_draftcommunity
    FOR EACH ROW EXECUTE FUNCTION rezoning_communities_frozen()""",
)
BACK = {
    "sqlite": (
        "DROP TRIGGER rezoning_plan_frozen",
        *(f"DROP TRIGGER rezoning_communities_{name}" for name in ("insert", "update", "delete")),
    ),
    "postgresql": (
        "DROP TRIGGER rezoning_plan_frozen ON rezoning_plan",
        "DROP TRIGGER rezoning_communities_frozen ON rezoning_draftcommunity",
        "DROP FUNCTION rezoning_plan_frozen()",
        "DROP FUNCTION rezoning_communities_frozen()",
    ),
}
FORWARD = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def run(statements):
    def step(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return step


class Migration(migrations.Migration):
    dependencies = [("rezoning", "0001_initial")]
    operations = [migrations.RunPython(run(FORWARD), run(BACK))]
