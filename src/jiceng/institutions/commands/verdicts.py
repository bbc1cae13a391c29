"""Verdicts: computed in sets, by two statements, from the table of evidence; nobody types one.

A piece of evidence counts towards a duty when kind, organisation and day fit, the holder (if the duty has one) and the
subject (if it has one) are the same, the quorum of the obligation is met, and each required mark is there. The duty is
fulfilled on the first day on which what counts adds up to its need; several on one day add up whatever their order.
"""

from collections.abc import Iterable

from django.db import connection

from jiceng.institutions.models import Duty, Evidence

FITS = """
    e.organisation_id = d.organisation_id AND e.kind = o.evidence AND e.annulled_at IS NULL
    AND e."on" >= d.opens_on AND (d.closes_on IS NULL OR e."on" < d.closes_on)
    AND (d.term_id IS NULL OR e.person_id = (SELECT t.person_id FROM organisations_term t WHERE t.id = d.term_id))
    AND (d.subject = '' OR e.subject = d.subject)
    AND (o.quorum_den = 0 OR (e.entitled > 0 AND (
          (o.quorum_strict AND e.present * o.quorum_den > o.quorum_num * e.entitled)
       OR (NOT o.quorum_strict AND e.present * o.quorum_den >= o.quorum_num * e.entitled))))
    AND NOT EXISTS (
          SELECT 1 FROM institutions_requiredmark r
          WHERE r.obligation_id = o.id AND NOT EXISTS (
              SELECT 1 FROM institutions_evidencemark m WHERE m.evidence_id = e.id AND m.mark = r.mark))
"""
READ = """
    FROM institutions_duty d JOIN institutions_obligation o ON o.id = d.obligation_id
    LEFT JOIN institutions_evidence e ON {fits} WHERE {which}
"""
EVERY = 'd.withdrawn_on IS NULL AND d.opens_on <= (SELECT MAX("on") FROM institutions_evidence)'
# Where one record is enough nothing need be sorted: nine duties of ten.
BY_ONE = """
    SELECT d.id AS duty, COALESCE(SUM(e.amount), 0) AS amount, MIN(CASE WHEN e.amount >= 1 THEN e."on" END) AS day
    {read} AND d.need = 1 GROUP BY d.id
    HAVING d.amount <> COALESCE(SUM(e.amount), 0)
        OR d.fulfilled_on IS DISTINCT FROM MIN(CASE WHEN e.amount >= 1 THEN e."on" END)
"""
ADDED_UP = """
    SELECT duty, COALESCE(MAX(so_far), 0) AS amount, MIN(CASE WHEN so_far >= need THEN day END) AS day FROM (
        SELECT d.id AS duty, d.need, d.amount AS was, d.fulfilled_on AS was_on, e."on" AS day,
               SUM(e.amount) OVER (PARTITION BY d.id ORDER BY e."on") AS so_far
        {read} AND d.need > 1
    ) AS sums GROUP BY duty, was, was_on
    HAVING was <> COALESCE(MAX(so_far), 0) OR was_on IS DISTINCT FROM MIN(CASE WHEN so_far >= need THEN day END)
"""
# Only what comes out otherwise than it stands is written.
SAY = """
    UPDATE institutions_duty SET amount = verdict.amount, fulfilled_on = verdict.day
    FROM ({verdict}) AS verdict WHERE verdict.duty = institutions_duty.id
"""


def weigh(evidence: Evidence) -> None:
    """Weigh again only the duties that this piece can change."""
    duties = Duty.objects.filter(
        organisation_id=evidence.organisation_id,
        obligation__evidence=evidence.kind,
        opens_on__lte=evidence.on,
        withdrawn_on__isnull=True,
    ).exclude(closes_on__lte=evidence.on)
    weigh_duties(duties.values_list("pk", flat=True))


def weigh_duties(duties: Iterable[int]) -> None:
    """Weigh these duties (ids) again; any number, five hundred at a time."""
    ids = list(duties)
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        marks = ",".join(["%s"] * len(part))
        _weigh(f"d.id IN ({marks})", part)


def weigh_all() -> None:
    """Weigh every duty that a record can lie in: in sets over the whole county."""
    _weigh(EVERY, [])


def _weigh(which: str, values: list) -> None:
    """One pass over those that one record fulfils, one over those that many add up to."""
    read = READ.format(fits=FITS, which=which)
    with connection.cursor() as cursor:
        for verdict in (BY_ONE, ADDED_UP):
            cursor.execute(SAY.format(verdict=verdict.format(read=read)), values)
