"""`jiceng serve`: the application server on loopback and the worker for long work, kept alive together."""

import ctypes
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command
from rich.console import Console

PATIENCE = 10.0  # seconds for a process to end by itself
PAUSE, STEADY = 0.5, 60.0  # seconds: before the first new start; of a run that makes up for earlier ends
PORTS_TRIED = 20
out = Console()


def is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def choose_port(host: str, asked: int | None) -> int:
    """The port asked for, or the first free one from 8000; a taken or missing one ends the command."""
    for port in [asked] if asked else range(8000, 8000 + PORTS_TRIED):
        if is_free(host, port):
            return port
    typer.echo(
        f"端口 {asked or 8000} 已被占用，请用 --port 指定另一个。 / The port is taken; choose another.",
        err=True,
    )
    raise typer.Exit(2)


LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Called in a child: it is told to end when this command dies, by whatever death. Linux only; elsewhere a
    killed command leaves its children."""
    if hasattr(LIBC, "prctl"):
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Kept:
    """A child process that is started again when it ends, less and less eagerly."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name, self.command = name, command
        self.pause, self.start_at, self.started_at = PAUSE, 0.0, 0.0
        self.process: subprocess.Popen | None = None

    def tend(self) -> None:
        """Start the process if it does not run and its pause is over."""
        if self.process and self.process.poll() is None:
            return
        if self.process:
            if time.monotonic() - self.started_at > STEADY:
                self.pause = PAUSE
            out.print(f"[red]{self.name} ended with {self.process.returncode}; again in {self.pause:.0f} s")
            self.start_at, self.pause = time.monotonic() + self.pause, min(self.pause * 2, 30)
            self.process = None
        if time.monotonic() >= self.start_at:
            self.started_at = time.monotonic()
            self.process = subprocess.Popen(  # noqa: S603  # fixed command
                self.command, start_new_session=True, preexec_fn=end_with_parent
            )

    def end(self) -> None:
        """Ask it to end; after PATIENCE seconds make it."""
        if not self.process or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def commands(host: str, port: int, workers: int) -> list[Kept]:
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    server += ["--workers", str(workers), "--blocking-threads", "2", "--no-ws", "--log-level", "warning"]
    server += ["--respawn-failed-workers", "--workers-kill-timeout", "8", "jiceng.config.wsgi:application"]
    # One worker: solving and importing use a core each, and the server needs one too.
    worker = [sys.executable, "-m", "django", "worker", "--queue-name", "*", "--no-reload", "-v", "0"]
    return [Kept("server", server), Kept("worker", worker)]


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310  # loopback address of our own
            return answer.status < 500
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def bring_up_to_date() -> None:
    """Folders, migrations, institutions that come with the program: a new version starts on an old data folder."""
    for folder in (settings.STATIC_ROOT, settings.MEDIA_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    from jiceng.institutions.commands.editions import load_library

    load_library(by=None)


def keep(children: list[Kept], address: str) -> None:
    """Until told to stop: tend the children, say once that the site answers."""
    told = False
    while True:
        for child in children:
            child.tend()
        if not told and answers(address):
            told = True
            out.print(
                f"\n  [bold]基层 Jiceng[/]  →  [bold cyan]{address}[/]   （Ctrl-C 停止 / to stop）\n",
                soft_wrap=True,
            )
        time.sleep(0.2)


def serve(
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port; without it the first free one from 8000.")
    ] = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on; loopback unless you say otherwise.")
    ] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, help="Server processes, two threads each.")] = 2,
) -> None:
    """Serve the site with the worker for long work beside it; both are started again if they die."""
    port = choose_port(host, port)
    bring_up_to_date()
    children = commands(host, port, workers)
    warming = subprocess.Popen([sys.executable, "-m", "jiceng.console.warming"], preexec_fn=end_with_parent)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    try:
        keep(children, f"http://{host}:{port}/")
    except KeyboardInterrupt:
        out.print("停止 / stopping")
    finally:
        warming.kill()
        warming.wait()
        for child in children:
            child.end()
