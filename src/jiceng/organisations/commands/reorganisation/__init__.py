"""One reversible transaction that rebuilds organisations and moves what hangs on them (51 → 17)."""

from jiceng.organisations.commands.reorganisation.engine import Blocker
from jiceng.organisations.commands.reorganisation.execution import (
    Preview,
    assess,
    blockers,
    drop_orders,
    execute,
    follow_up,
    plan_reorganisation,
    preview,
    reverse,
)

__all__ = [
    "Blocker",
    "Preview",
    "assess",
    "blockers",
    "drop_orders",
    "execute",
    "follow_up",
    "plan_reorganisation",
    "preview",
    "reverse",
]
