"""A published mark stays what it is unless somebody else granted its correction, and nobody gets one afterwards without
such a decision: the database keeps it, whoever asks.

A later migration that rebuilds the table on SQLite must set the guard again.
"""

from collections.abc import Iterator

SENTENCE = "a published mark changes by a granted correction only"
KINDS = ("written", "interview")


def _granted(kind: str) -> str:
    return (
        "SELECT 1 FROM cadres_markcorrection AS c WHERE c.applicant_id = NEW.id "  # noqa: S608  # names of our own tables
        f"AND c.kind = '{kind}' AND c.state = 'granted' AND c.after = NEW.{kind}"
    )


def _published(kind: str) -> str:
    """There was a mark, or the marks of the others are out."""
    return (
        f"(OLD.{kind} IS NOT NULL OR EXISTS (SELECT 1 FROM cadres_roundstep AS s "  # noqa: S608  # names of our own tables
        f"WHERE s.round_id = NEW.round_id AND s.step = '{kind}' AND s.published_at IS NOT NULL))"
    )


def guards(vendor: str) -> Iterator[str]:
    for kind in KINDS:
        name = f"cadres_applicant_{kind}_frozen"
        refused = f"{_published(kind)} AND NOT EXISTS ({_granted(kind)})"
        if vendor == "sqlite":
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE UPDATE OF {kind} ON cadres_applicant "
                f"WHEN OLD.{kind} IS NOT NEW.{kind} AND {refused} "
                f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
            )
            continue
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {refused} THEN RAISE EXCEPTION '{SENTENCE}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
        )
        yield (
            f"CREATE OR REPLACE TRIGGER {name} BEFORE UPDATE OF {kind} ON cadres_applicant FOR EACH ROW "
            f"WHEN (OLD.{kind} IS DISTINCT FROM NEW.{kind}) EXECUTE FUNCTION {name}()"
        )


def lifts(vendor: str) -> Iterator[str]:
    for kind in KINDS:
        name = f"cadres_applicant_{kind}_frozen"
        yield f"DROP TRIGGER IF EXISTS {name}" + ("" if vendor == "sqlite" else " ON cadres_applicant")
        if vendor != "sqlite":
            yield f"DROP FUNCTION IF EXISTS {name}()"
