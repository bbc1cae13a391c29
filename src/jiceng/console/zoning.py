"""The options of `jiceng zoning` as typer offers them; what each command does stands in `optimiser.py`."""

from pathlib import Path
from typing import Annotated

import typer

from jiceng.console import optimiser

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

Input = Annotated[Path, typer.Argument(help="Graph JSON, or GeoJSON of the units.")]
Barriers = Annotated[Path | None, typer.Option("--barriers", help="GeoJSON of barrier lines with a kind.")]
Count = Annotated[str, typer.Option("-k", help="Number of communities, LOW-HIGH, or auto.")]
Norms = Annotated[Path | None, typer.Option("--norms", help="Norms JSON.")]
Weights = Annotated[Path | None, typer.Option("--weights", help="Weights JSON.")]
LocksFile = Annotated[Path | None, typer.Option("--locks", help="Locks JSON.")]
Present = Annotated[Path | None, typer.Option("--present", help="Plan JSON of today, for units_moved.")]
Seed = Annotated[int, typer.Option("--seed", min=0)]
Seconds = Annotated[float, typer.Option("--budget", min=0.0, help="Seconds.")]
Effort = Annotated[
    float | None,
    typer.Option(
        "--effort",
        min=0.0,
        help="Do the work of so many seconds, however long it takes: same seed, same plan.",
    ),
]
Out = Annotated[Path | None, typer.Option("--out", help="Write the plan JSON here too.")]
PriceLocks = Annotated[
    bool, typer.Option("--price-locks", help="Say what each lock costs, within the budget once more.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on stdout.")]


@app.command("solve")
def solve_command(  # one option for each file of the contract
    units: Input,
    k: Count = "auto",
    barriers: Barriers = None,
    norms: Norms = None,
    weights: Weights = None,
    locks: LocksFile = None,
    present: Present = None,
    seed: Seed = 0,
    budget: Seconds = 60.0,
    effort: Effort = None,
    price_locks: PriceLocks = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Find the best plan and prove it, or say why there is none."""
    raise typer.Exit(optimiser.solve(**locals()))


@app.command("check")
def check_command(
    units: Input,
    plan: Annotated[Path, typer.Argument(help="Plan JSON.")],
    barriers: Barriers = None,
    norms: Norms = None,
    locks: LocksFile = None,
    present: Present = None,
    as_json: AsJson = False,
) -> None:
    """Recompute a plan from the two files, with code that the solvers do not share."""
    raise typer.Exit(optimiser.check(**locals()))


@app.command("explain")
def explain_command(  # one option for each file of the contract
    units: Input,
    plan: Annotated[Path, typer.Argument(help="Plan JSON.")],
    only: Annotated[list[str] | None, typer.Option("--unit", help="Only this unit; may be repeated.")] = None,
    seats: Annotated[
        list[str] | None,
        typer.Option(
            "--seats", help="Units where communities have their seat: known by it. With commas or repeated."
        ),
    ] = None,
    barriers: Barriers = None,
    norms: Norms = None,
    weights: Weights = None,
    locks: LocksFile = None,
    present: Present = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="Whole plans too where a single move is allowed.")
    ] = False,
    seed: Seed = 0,
    budget: Annotated[
        float, typer.Option("--budget", min=0.0, help="Seconds for each unit; 0: single moves only.")
    ] = 10.0,
    as_json: AsJson = False,
) -> None:
    """Why each unit is where it is, and what the runner-up would change.

    Where no single move is allowed, the best whole plan with the unit elsewhere is sought. Norms and weights are
    those in the plan's file unless given.
    """
    raise typer.Exit(optimiser.explain(**locals()))


@app.command("alternatives")
def alternatives_command(  # one option for each file of the contract
    units: Input,
    k: Count = "auto",
    count: Annotated[int, typer.Option("--count", min=1, max=50)] = 5,
    barriers: Barriers = None,
    norms: Norms = None,
    weights: Weights = None,
    locks: LocksFile = None,
    present: Present = None,
    seed: Seed = 0,
    budget: Seconds = 60.0,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Several really different good plans, each best at something and named after it."""
    raise typer.Exit(optimiser.alternatives(**locals()))


@app.command("front")
def front_command(  # one option for each file of the contract
    units: Input,
    k: Count = "auto",
    aims: Annotated[
        str, typer.Option("--aims", help="Two or three terms with commas; the first is made least first.")
    ] = "household_imbalance,streets_split,without_venue",
    barriers: Barriers = None,
    norms: Norms = None,
    locks: LocksFile = None,
    seed: Seed = 0,
    budget: Seconds = 60.0,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """What one aim costs in another: every plan that no plan beats in all the aims."""
    raise typer.Exit(optimiser.front(**locals()))
