"""`jiceng account`: the first accounts of an empty site, and help on the server for who is locked out."""

import json
from typing import Annotated

import typer


def first_accounts() -> dict[str, str]:
    """On a site without any account: county committee, organisation department, and two accounts with one-time
    passwords, `admin` (opens accounts) and `organisation` (founds organisations, appoints). Else nothing."""
    from django.db import transaction

    from jiceng.kernel.pages import today, unmark_demonstration
    from jiceng.organisations import commands as organising
    from jiceng.organisations.enums import Kind, Line, PostKind
    from jiceng.people.commands import enter_person, open_account
    from jiceng.people.models import Account

    with transaction.atomic():
        if Account.objects.exists():
            return {}
        unmark_demonstration()
        day = today()
        tops = {Line.PARTY: None, Line.RESIDENTS: None}
        county = organising.found(by=None, kind=Kind.COUNTY_COMMITTEE, name="县委", on=day, places=tops)
        department = organising.found(
            by=None, kind=Kind.ORGANISATION_DEPARTMENT, name="县委组织部", on=day, places={Line.PARTY: county}
        )
        opened = {}
        for username, name, kind in (
            ("admin", "系统管理员", PostKind.SYSTEM_ADMINISTRATOR),
            ("organisation", "组织部干事", PostKind.OFFICER),
        ):
            person = enter_person(by=None, name=name)
            post = organising.create_post(by=None, organisation=department, kind=kind, on=day)
            organising.appoint(by=None, post=post, person=person, on=day)
            opened[username] = open_account(by=None, person=person, username=username)[1]
        return opened


def help_out(username: str, why: str) -> dict[str, str]:
    """A new one-time password, no lock, no second factor. typer.Exit(1) with a sentence for an unknown account."""
    from django.db import transaction

    from jiceng.people.commands import (
        reactivate_account,
        release_lock,
        remove_second_factor,
        reset_password,
    )
    from jiceng.people.models import Account

    account = Account.objects.filter(username=username.lower()).first()
    if account is None:
        typer.echo(f"没有账号 {username} / no account {username}", err=True)
        raise typer.Exit(1)
    with transaction.atomic():
        reactivate_account(by=None, account=account, why=why)
        release_lock(by=None, account=account, why=why)
        remove_second_factor(by=None, account=account, why=why)
        return {account.username: reset_password(by=None, account=account, why=why)}


def account(
    first: Annotated[bool, typer.Option(help="Open the first accounts of an empty site.")] = False,
    reset: Annotated[str, typer.Option(help="Account that gets a new one-time password.")] = "",
    why: Annotated[str, typer.Option(help="Reason, kept in the record.")] = "在服务器上重置",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON for a program: account and password.")
    ] = False,
) -> None:
    """Open the first accounts of an empty site, or let somebody in again."""
    if first == bool(reset):
        typer.echo("--first 或 --reset 账号，二选一 / give either --first or --reset ACCOUNT", err=True)
        raise typer.Exit(2)
    made = first_accounts() if first else help_out(reset, why)
    if as_json:
        typer.echo(json.dumps(made))
        return
    for username, password in made.items():
        typer.echo(f"{username}   一次性密码 / one-time password: {password}")
    if first and not made:
        typer.echo("站点已有账号 / the site has accounts already")
