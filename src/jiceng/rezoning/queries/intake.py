"""A file being checked, as its page shows it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from jiceng.rezoning.enums import Repair
from jiceng.rezoning.intake import Fault
from jiceng.rezoning.models import Intake


@dataclass(frozen=True)
class Shown:
    """A fault with what was decided; `open` while it still keeps the file out."""

    fault: Fault
    open: bool
    chosen: str
    value: str
    choices: tuple[tuple[str, str], ...]
    editable: bool


def intakes() -> QuerySet[Intake]:
    """Files without the units in them, which may be many."""
    return Intake.objects.defer("rows", "pairs", "barriers").select_related("project__body", "job")


def open_faults(intake: Intake) -> list[Fault]:
    """The faults that keep the file out; none while it is not checked."""
    return [Fault.of(one) for one in intake.found["open"]] if intake.checked else []


def faults_shown(intake: Intake) -> list[Shown]:
    """Every fault of the file as it came, and those that a repair left or made."""
    if not intake.checked:
        return []
    still = open_faults(intake)
    waiting = {fault.id for fault in still}
    all_faults = {fault.id: fault for fault in [*map(Fault.of, intake.found["first"]), *still]}
    shown = []
    for fault in sorted(
        all_faults.values(), key=lambda f: (f.id not in waiting, -1 if f.row is None else f.row, f.id)
    ):
        decision = intake.decisions.get(fault.id, {})
        value = decision.get("value") or ("" if fault.value is None else str(fault.value))
        choices = tuple((repair.value, str(repair.label)) for repair in fault.repairs)
        chosen = decision.get("repair", "")
        shown.append(Shown(fault, fault.id in waiting, chosen, value, choices, Repair.EDIT in fault.repairs))
    return shown


def strangers(intake: Intake) -> list[str]:
    """Names of units that are no organisation of the county: a plan of them can be shown, not carried out."""
    return intake.found["strangers"] if intake.checked else []
