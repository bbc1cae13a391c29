"""What residents see and said."""

from dataclasses import dataclass

from django.db.models import Count

from jiceng.rezoning.enums import Pin, Stance
from jiceng.rezoning.models import Answer, Consultation, Remark


@dataclass(frozen=True)
class Support:
    """How many of each stance; `answered` of all."""

    counts: tuple[tuple[str, str, int], ...]
    total: int
    answered: int

    @property
    def waiting(self) -> int:
        return self.total - self.answered


def support(consultation: Consultation) -> Support:
    rows = consultation.remarks.values("stance").annotate(count=Count("id"), done=Count("answer"))
    by_stance = {row["stance"]: row for row in rows}
    counts = tuple(
        (stance.value, str(stance.label), by_stance.get(stance.value, {}).get("count", 0))
        for stance in Stance
    )
    return Support(counts, sum(row["count"] for row in rows), sum(row["done"] for row in rows))


def remarks(consultation: Consultation):
    return consultation.remarks.select_related("unit", "other_unit", "home", "answer__by__person").order_by(
        "number"
    )


def place_of(remark: Remark) -> str:
    """What a remark is pinned to, in words."""
    if remark.pin == Pin.UNIT and remark.unit:
        return remark.unit.name
    if remark.pin == Pin.BOUNDARY and remark.unit and remark.other_unit:
        return f"{remark.unit.name} | {remark.other_unit.name}"
    return f"“{remark.passage}”" if remark.pin == Pin.PASSAGE else ""


def answer_of(remark: Remark) -> Answer | None:
    return getattr(remark, "answer", None)


def passages(consultation: Consultation) -> list[str]:
    """The explanation's paragraphs, each of which can be spoken to."""
    return [line.strip() for line in consultation.explanation.splitlines() if line.strip()]
