"""The commands of `jiceng`. Each is loaded when it is called: `jiceng zoning` never loads Django."""

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

# name: (module:function or module:Typer, what it does, whether it needs the site)
COMMANDS: dict[str, tuple[str, str, bool]] = {
    "serve": ("jiceng.console.serve:serve", "Serve the site on loopback, with the worker beside it.", True),
    "demo": ("jiceng.console.demo:demo", "Build the demonstration county in an empty data folder.", True),
    "import": ("jiceng.console.importing:import_file", "Load organisations or members from .xlsx.", True),
    "figures": ("jiceng.console.figures:figures", "Print the county's figures of a day.", True),
    "institutions": (
        "jiceng.console.institutions:app",
        "Check an institution's file at its lines, list and load the library.",
        True,
    ),
    "zoning": ("jiceng.console.zoning:app", "Solve and check re-zoning problems (no site needed).", False),
    "account": (
        "jiceng.console.account:account",
        "Open the first accounts of an empty site, or let somebody in again.",
        True,
    ),
    "verify": (
        "jiceng.console.verify:verify",
        "Prove the record of writes, or name the first broken link.",
        True,
    ),
    "votes": ("jiceng.console.votes:app", "Recount a vote from its stored ballots.", True),
    "backup": ("jiceng.console.backup:backup", "Write database, files and manifest into one file.", True),
    "restore": ("jiceng.console.backup:restore", "Rebuild an empty data folder from a backup.", True),
}


# These may begin with nothing (an institution's file is checked without a county); every other one reads one.
BEGINNERS = {"serve", "demo", "restore", "institutions"}
NO_COUNTY = "这里还没有数据，请先运行jiceng serve或demo / no county here; run jiceng serve or demo first"


class OnDemand(TyperGroup):
    """A group whose subcommands are imported when named."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        if {"--help", "-h"} & set(sys.argv[1:2]) or len(sys.argv) < 2:
            return TyperCommand(cmd_name, help=COMMANDS[cmd_name][1])
        asks = not {"--help", "-h"} & set(sys.argv)
        needs_county = COMMANDS[cmd_name][2] and cmd_name not in BEGINNERS
        return on_a_county(cmd_name) if asks and needs_county else load(cmd_name)


def load(name: str) -> Any:
    """The real subcommand, with Django set up before it if it needs the site."""
    target, about, needs_site = COMMANDS[name]
    if needs_site:
        site()
    module, attribute = target.split(":")
    found = getattr(import_module(module), attribute)
    if not isinstance(found, typer.Typer):
        function, found = found, typer.Typer(add_completion=False)
        found.command(name=name, help=function.__doc__ or about)(function)
    command = typer.main.get_command(found)
    command.name = name
    return command


def site() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiceng.config.settings")
    # What is imported stays: the collector need not walk it again and again, now or later.
    gc.disable()
    django.setup()
    gc.freeze()
    gc.enable()


def on_a_county(name: str) -> Any:
    """The real subcommand, if a county stands: a mistyped data folder is told, not made."""
    own = Path(os.environ.get("JICENG_DATA", "data")).resolve()
    embedded = not os.environ.get("DATABASE_URL")
    if embedded and not (own / "jiceng.sqlite3").exists():
        no_county(str(own))
    command = load(name)
    if not has_tables():
        no_county(str(own) if embedded else "DATABASE_URL")
    return command


def has_tables() -> bool:
    from django.db import connection

    return "kernel_chainhead" in connection.introspection.table_names()


def no_county(where: str) -> NoReturn:
    typer.echo(f"{where}: {NO_COUNTY}", err=True)
    raise SystemExit(2)


app = typer.Typer(cls=OnDemand, add_completion=False, no_args_is_help=True)


@app.callback()
def main() -> None:
    """基层: work is recorded once, by the person who did it; everything else is computed."""
