"""`jiceng demo`: the county of the report with invented people, just before its reorganisation or after it."""

import json
import time
from collections.abc import Callable
from datetime import date
from typing import Annotated

import typer


def demo(
    after: Annotated[bool, typer.Option("--after", help="also carry the reorganisation through")] = False,
    seed: Annotated[int, typer.Option(help="same seed, same county")] = 20260901,
    accounts: Annotated[
        bool, typer.Option("--accounts", help="only print the accounts to log in with")
    ] = False,
    year: Annotated[
        bool, typer.Option("--year/--no-year", help="let it live a year under its institutions")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON for a program")] = False,
) -> None:
    """Build the demonstration county in an empty data folder; every person is invented."""
    from django.core.management import call_command

    from jiceng.console.demo import build
    from jiceng.kernel.bulk import uncollected

    if accounts:
        _print_accounts(as_json)
        return
    start = time.perf_counter()
    with uncollected():
        call_command("migrate", verbosity=0)
    if not build.is_empty():
        typer.echo(
            "The data folder holds a county already; nothing was changed. 数据目录中已有数据，未作改动。",
            err=True,
        )
        raise typer.Exit(2)
    result = _build(seed, after, year, quiet=as_json)
    result["seconds"] = round(time.perf_counter() - start, 1)
    typer.echo(json.dumps(result, ensure_ascii=False) if as_json else _sentence(result))


def _build(seed: int, after: bool, year: bool, quiet: bool) -> dict:
    from django.db import transaction
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from jiceng.console.demo.statistics import look_again
    from jiceng.kernel.bulk import uncollected
    from jiceng.kernel.pages import marked_demonstration

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), disable=quiet, refresh_per_second=4)
    with marked_demonstration(), bar, transaction.atomic(), uncollected():
        task = bar.add_task("demo", total=None)
        result = _poured(seed, after, year, lambda text: bar.update(task, description=text))
    look_again()
    return result


def _poured(seed: int, after: bool, year: bool, step: Callable[[str], None]) -> dict:
    """One part of the county after the other, each standing on those before."""
    from jiceng.console.demo import build
    from jiceng.console.demo.after import EFFECTIVE_ON, carry_through
    from jiceng.console.demo.appraising import appraise
    from jiceng.console.demo.cadres import keep_files
    from jiceng.console.demo.channel import govern
    from jiceng.console.demo.documents import write
    from jiceng.console.demo.matters import supervise
    from jiceng.console.demo.plans import plan
    from jiceng.console.demo.recruitment import recruit
    from jiceng.console.demo.resources import equip, keep_money
    from jiceng.console.demo.responsibility import take_charge, visit, weigh
    from jiceng.console.demo.service import serve
    from jiceng.console.demo.training import train
    from jiceng.console.demo.voting import vote
    from jiceng.console.demo.waivers import excuse
    from jiceng.console.demo.year import live
    from jiceng.institutions.commands.editions import load_library
    from jiceng.institutions.commands.evidence import weighed_later

    known = build.build(seed, step)
    step("institutions")
    load_library(by=None)
    result = {"seed": seed, "organisations": len(known), "after": after}
    if after:
        result |= carry_through(known, seed, step)
        result |= keep_files(date.fromisoformat(result["effective_on"]), seed, step)
    result |= equip(seed, step)
    if year and after:
        result |= take_charge(known, seed, step)
    if year:
        result |= live(seed, step, visited_since=EFFECTIVE_ON if after else None)
    if year and after:
        with weighed_later():
            result |= visit(seed, step)
            result |= keep_money(seed, step)
            result |= serve(known, seed, step)
            result |= train(known, date.fromisoformat(result["effective_on"]), seed, step)
    if year:
        result |= write(known, step)
    if year and after:
        result |= govern(known, step)
        result |= weigh(seed, step)
        result |= vote(seed, step)  # duties follow with the supervised matters
        result |= supervise(known, seed, step)
        result |= plan(known, step)
        result |= recruit(known, seed, step)
        result |= appraise(seed, step)
        result |= excuse(step)
    return result


def _sentence(result: dict) -> str:
    done = f"，组织调整已于{result['effective_on']}执行" if result["after"] else "，停在组织调整之前"
    return f"演示县已建成：{result['organisations']}个组织{done}（{result['seconds']}秒，人员均为虚构）。"


def _print_accounts(as_json: bool) -> None:
    from jiceng.console.demo import build

    rows = build.accounts(build.county(build.SEED))
    if as_json:
        found = [{"account": row.account, "name": row.person.name, "role": row.role} for row in rows]
        typer.echo(json.dumps({"password": build.PASSWORD, "accounts": found}, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(f"  {row.account:14} {row.role}（{row.person.name}）")
    typer.echo(f"  密码 password: {build.PASSWORD}")
