"""From the checked file to what the tables keep: clauses, obligations, pieces. Writes nothing."""

from dataclasses import dataclass

from jiceng.institutions.models import Clause, Edition, Obligation
from jiceng.institutions.reading import conflicts
from jiceng.institutions.reading.law import level_of
from jiceng.institutions.reading.nodes import Source
from jiceng.institutions.reading.schema import InstitutionFile, ObligationPart, Quorum


@dataclass
class Compiled:
    """Unsaved rows; `marks` are the pieces that each obligation asks for, in the same order."""

    clauses: list[Clause]
    obligations: list[Obligation]
    marks: list[list[str]]


def compiled(file: InstitutionFile, source: Source, edition: Edition) -> Compiled:
    """Rows for an edition; its own days give those of the obligations that name none."""
    clauses = [
        Clause(
            edition=edition,
            article=one.article,
            title=one.title,
            text=one.text.strip(),
            source=one.source,
            level=one.level,
            line=source.place(("clauses", number))[0],
        )
        for number, one in enumerate(file.clauses)
    ]
    by_article = {clause.article: clause for clause in clauses}
    obligations = [_row(one, file, edition, by_article[one.clause]) for one in file.obligations]
    return Compiled(clauses, obligations, [sorted(set(conflicts.marks(one))) for one in file.obligations])


def _row(one: ObligationPart, file: InstitutionFile, edition: Edition, clause: Clause) -> Obligation:
    quorum, majority = _share("quorum", one.quorum), _share("majority", one.majority)
    return Obligation(
        edition=edition,
        clause=clause,
        key=one.key,
        title=one.title,
        organisation_kinds=list(one.who.organisation),
        post_kinds=list(one.who.post),
        bearer=one.who.bearer,
        conditions=list(one.who.when),
        evidence=one.what.evidence,
        need=one.what.need,
        unit=one.what.unit,
        rhythm=one.rhythm.every,
        trigger=one.rhythm.after,
        interval_months=one.rhythm.months or 0,
        window_from=one.rhythm.begins or "",
        window_until=one.rhythm.until or "",
        due_days=one.due.days,
        due_working=one.due.working,
        reminders=sorted(one.reminders, reverse=True),
        escalation=[step.model_dump() for step in sorted(one.escalation, key=lambda step: step.after)],
        severity=one.severity,
        consequence=one.consequence,
        weight=one.weight,
        source=one.source or clause.source,
        level=level_of(one, file),
        to_verify=one.verify,
        valid_from=max(one.effective_from or edition.valid_from, edition.valid_from),
        valid_to=min((day for day in (one.effective_to, edition.valid_to) if day), default=None),
        **quorum,
        **majority,
    )


def _share(name: str, share: Quorum | None) -> dict:
    if share is None:
        return {}
    found = share.threshold
    return {
        f"{name}_num": found.num,
        f"{name}_den": found.den,
        f"{name}_strict": found.strict,
        f"{name}_base": found.base,
    }
