"""The reds, which nobody writes: each day that passed without a report, kept once."""

from datetime import date, timedelta

from jiceng.kernel.record import record
from jiceng.responsibility.commands.accountability import propose_file
from jiceng.responsibility.commands.matter_steps import step, told
from jiceng.responsibility.enums import MatterAct, MatterState
from jiceng.responsibility.models import Matter, MatterRed

OPEN = (MatterState.ASSIGNED, MatterState.WORKING)
TWO = 2


def redden(row: Matter, day: date) -> list[MatterRed]:
    """What passed its day before `day` is red; the second red of a matter calls for a decision of people. Whoever
    ends a round or gives it another day asks here first, so that no red hangs on the work of the night."""
    days = [row.due_on, *([row.urged_until] if row.urged_until else [])]
    made = []
    for due in days:
        if row.state not in OPEN or day <= due or row.reds.filter(due_on=due).exists():
            continue
        made.append(MatterRed.objects.create(matter=row, due_on=due, on=due + timedelta(days=1)))
        step(None, row, MatterAct.RED, due + timedelta(days=1), due.isoformat())
        record(by=None, verb="responsibility.matter_red", target=row, after={"due_on": due})
    if made and row.reds.count() >= TWO > row.reds.count() - len(made):
        told(row, "matter.second_red", row.office, made[-1].on)
        propose_file(matter=row, on=made[-1].on)
    return made
