"""A file being checked, as its page shows it."""

from dataclasses import dataclass

from jiceng.rezoning.commands.intake import open_faults
from jiceng.rezoning.enums import Repair
from jiceng.rezoning.intake import Fault, faults_of, repaired, sources_of
from jiceng.rezoning.models import Intake
from jiceng.rezoning.queries.units import present_territories


@dataclass(frozen=True)
class Shown:
    """A fault with what was decided; `open` while it still keeps the file out."""

    fault: Fault
    open: bool
    chosen: str
    value: str
    choices: tuple[tuple[str, str], ...]
    editable: bool


def faults_shown(intake: Intake) -> list[Shown]:
    """Every fault of the file as it came, and those that a repair left or made."""
    _rows, still = open_faults(intake)
    waiting = {fault.id for fault in still}
    all_faults = {fault.id: fault for fault in [*faults_of(intake.rows, intake.pairs), *still]}
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
    project = intake.project
    rows = [row for row in repaired(intake.rows, intake.decisions) if not row.get("dropped")]
    found = present_territories(project.body, project.units_as_of)
    known = sources_of(rows, [one.organisation for one in found])
    return [row["name"] or row["key"] or row["place"] for row in rows if row["key"] not in known]
