"""Pages of re-zoning."""

from jiceng.rezoning.views.adoption import (
    rezoning_adoption,
    rezoning_approval,
    rezoning_approve,
    rezoning_execute,
    rezoning_propose,
    rezoning_result,
    rezoning_return,
    rezoning_reverse,
)
from jiceng.rezoning.views.consultation import (
    rezoning_answer,
    rezoning_consultation,
    rezoning_public,
    rezoning_publish,
    rezoning_withdraw,
)
from jiceng.rezoning.views.desk import rezoning_desk, rezoning_desk_save, rezoning_open_desk
from jiceng.rezoning.views.problem import (
    rezoning_locks,
    rezoning_neighbours,
    rezoning_prices,
    rezoning_unlock,
    rezoning_wishes,
)
from jiceng.rezoning.views.projects import rezoning_begin, rezoning_projects
from jiceng.rezoning.views.trades import rezoning_take_trade, rezoning_trades, rezoning_work_out_trades
from jiceng.rezoning.views.units import (
    rezoning_intake,
    rezoning_intake_drop,
    rezoning_intake_load,
    rezoning_load_present,
    rezoning_units,
    rezoning_upload,
)
from jiceng.rezoning.views.workspace import (
    rezoning_compare,
    rezoning_discard,
    rezoning_names,
    rezoning_plan_file,
    rezoning_project,
    rezoning_relax,
    rezoning_run,
    rezoning_search,
    rezoning_why,
)

__all__ = [
    "rezoning_adoption",
    "rezoning_answer",
    "rezoning_approval",
    "rezoning_approve",
    "rezoning_begin",
    "rezoning_compare",
    "rezoning_consultation",
    "rezoning_desk",
    "rezoning_desk_save",
    "rezoning_discard",
    "rezoning_execute",
    "rezoning_intake",
    "rezoning_intake_drop",
    "rezoning_intake_load",
    "rezoning_load_present",
    "rezoning_locks",
    "rezoning_names",
    "rezoning_neighbours",
    "rezoning_open_desk",
    "rezoning_plan_file",
    "rezoning_prices",
    "rezoning_project",
    "rezoning_projects",
    "rezoning_propose",
    "rezoning_public",
    "rezoning_publish",
    "rezoning_relax",
    "rezoning_result",
    "rezoning_return",
    "rezoning_reverse",
    "rezoning_run",
    "rezoning_search",
    "rezoning_take_trade",
    "rezoning_trades",
    "rezoning_units",
    "rezoning_unlock",
    "rezoning_upload",
    "rezoning_why",
    "rezoning_wishes",
    "rezoning_withdraw",
    "rezoning_work_out_trades",
]
