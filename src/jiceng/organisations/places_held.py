"""On no day does a post have more people than places: kept by the database, whoever writes.

A trigger on the terms, not an exclusion, because a post may have several places. On PostgreSQL it locks the post, so
that two who write at once are counted one after the other. A later migration that rebuilds the table of terms on SQLite
must set it again.
"""

from collections.abc import Iterator

NAME = "organisations_term_places"
TABLE = "organisations_term"
PLACES = "(SELECT p.places FROM organisations_post AS p WHERE p.id = NEW.post_id)"
# Most posts never had more terms than places, whatever the days: the first question is cheap. The most terms of one day
# are reached on a day on which one of them begins.
FULL = (
    f"(SELECT COUNT(*) FROM {TABLE} AS t WHERE t.post_id = NEW.post_id) > {PLACES} AND EXISTS ("  # noqa: S608  # names of our own tables
    f"SELECT 1 FROM (SELECT DISTINCT b.valid_from AS day FROM {TABLE} AS b WHERE b.post_id = NEW.post_id "
    "AND b.valid_from >= NEW.valid_from AND (NEW.valid_to IS NULL OR b.valid_from < NEW.valid_to)) AS begun "
    f"WHERE (SELECT COUNT(*) FROM {TABLE} AS o WHERE o.post_id = NEW.post_id AND o.valid_from <= begun.day "
    f"AND (o.valid_to IS NULL OR o.valid_to > begun.day)) > {PLACES})"
)
SENTENCE = "organisations_term: more people than the post has places"
COLUMNS = "post_id, valid_from, valid_to"


def guards(vendor: str) -> Iterator[str]:
    if vendor == "sqlite":
        for event in ("INSERT", f"UPDATE OF {COLUMNS}"):
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {NAME}_{event[:6].lower()} AFTER {event} ON {TABLE} WHEN {FULL} "
                f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
            )
        return
    yield (
        f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "PERFORM 1 FROM organisations_post AS p WHERE p.id = NEW.post_id FOR NO KEY UPDATE; "
        f"IF {FULL} THEN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN NULL; END $$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER {NAME} AFTER INSERT OR UPDATE OF {COLUMNS} ON {TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION {NAME}()"
    )


def lifts(vendor: str) -> Iterator[str]:
    if vendor == "sqlite":
        yield from (f"DROP TRIGGER IF EXISTS {NAME}_{event}" for event in ("insert", "update"))
        return
    yield f"DROP TRIGGER IF EXISTS {NAME} ON {TABLE}"
    yield f"DROP FUNCTION IF EXISTS {NAME}()"
