"""`jiceng figures`: the county in numbers on any day; computed when asked, stored nowhere."""

import json
from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer


def gather(as_of: date, check_chain: bool = True) -> dict:
    """All figures of a day, ready for JSON. Also what the record says of itself: entries, and whether the chain
    holds."""
    from jiceng.cadres.queries.composition import report_figures
    from jiceng.cadres.queries.reserve import reserve_figures
    from jiceng.documents.queries.documents import issued_until
    from jiceng.documents.queries.tasks import plan_tasks_until
    from jiceng.institutions.queries.figures import institution_figures
    from jiceng.kernel.models import Entry
    from jiceng.kernel.record import verify
    from jiceng.meetings.models import Decision, Meeting
    from jiceng.organisations.models import Reorganisation
    from jiceng.organisations.queries import county_figures
    from jiceng.responsibility.queries.contacts import contact_figures
    from jiceng.responsibility.queries.matters import registered_until

    found = asdict(county_figures(seen_by=None, as_of=as_of))
    found["as_of"] = as_of.isoformat()
    executed = Reorganisation.objects.filter(state=Reorganisation.State.EXECUTED).order_by("effective_on")
    found["reorganised_on"] = [day.isoformat() for day in executed.values_list("effective_on", flat=True)]
    found |= institution_figures(seen_by=None, as_of=as_of)
    found["meetings"] = Meeting.objects.filter(state="closed", starts_at__date__lte=as_of).count()
    found["decisions"] = Decision.objects.filter(decided_on__lte=as_of).count()
    found["documents_issued"] = issued_until(as_of)
    found["plan_tasks"] = plan_tasks_until(as_of)
    found |= contact_figures(as_of)
    found["supervised_matters"] = registered_until(as_of)
    found |= report_figures(as_of)
    found |= reserve_figures(as_of)
    found["audit_entries"] = Entry.objects.count()
    if check_chain:
        found["audit_chain_ok"] = verify().ok
    return found


def figures(
    as_of: Annotated[str, typer.Option(help="the day, as 2026-11-23; default today")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="print JSON for a program")] = False,
) -> None:
    """Print the county's figures of a day."""
    from jiceng.kernel.pages import today

    try:
        day = date.fromisoformat(as_of) if as_of else today()
    except ValueError:
        typer.echo(f"--as-of: {as_of!r} is not a day; write it as 2026-11-23", err=True)
        raise typer.Exit(2) from None
    found = gather(day)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, sort_keys=True))
        return
    for name, value in found.items():
        typer.echo(f"{name:45} {value}")
