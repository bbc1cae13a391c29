"""`jiceng serve` keeps server and worker alive together, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from jiceng.console import serve
from tests.console.stage import ROOT
from tools.postgres import free_port


def children(pid: int) -> dict[int, str]:
    """Direct children with their command lines."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if parent == pid:
                found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
        except (OSError, ValueError):
            continue
    return found


def runs(pid: int) -> bool:
    """A dead process whose parent is dead too stays in /proc until somebody collects it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_for(answer, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = answer()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("waited in vain")


def is_up(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/people/log-in/", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.fixture
def serving(site):
    port = free_port()
    command = [sys.executable, "-m", "jiceng.console.main", "serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(
        command, env=site.env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    wait_for(lambda: is_up(port))
    yield process, port
    if process.poll() is None:
        process.terminate()
        process.wait(30)
    process.stdout.close()


@pytest.mark.skipif(not Path("/proc").exists(), reason="machine: children are read from /proc")
def test_a_worker_that_died_is_started_again_and_all_end_together(serving):
    process, port = serving

    def worker():
        return next((pid for pid, line in children(process.pid).items() if "django worker" in line), None)

    first = wait_for(worker)
    os.kill(first, signal.SIGKILL)
    second = wait_for(lambda: (found := worker()) and found != first and found)
    assert is_up(port)
    everybody = set(children(process.pid))
    assert second in everybody
    process.terminate()
    assert process.wait(30) == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in everybody)


@pytest.mark.skipif(not Path("/proc").exists(), reason="machine: children are read from /proc")
def test_a_command_that_is_killed_leaves_nothing_running(serving):
    process, port = serving
    everybody = set(wait_for(lambda: len(found := children(process.pid)) >= 2 and found))
    process.kill()
    process.wait(30)
    wait_for(lambda: not any(runs(pid) for pid in everybody))
    assert not is_up(port)


def test_a_taken_port_is_named(site):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = site.jiceng("serve", "--port", str(port))
    assert done.returncode == 2
    assert str(port) in done.stderr


def test_help_of_the_command_needs_no_site_and_no_database(tmp_path):
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "JICENG_DATA": str(tmp_path / "never")}
    done = subprocess.run(
        [sys.executable, "-m", "jiceng.console.main", "--help"],
        env=env,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0
    assert "restore" in done.stdout
    assert not (tmp_path / "never").exists()


def test_a_child_that_ran_well_for_long_is_started_again_soon():
    """Ends long ago do not count: after a steady run the pause is the first one again."""
    kept = serve.Kept("worker", [sys.executable, "-c", ""])
    for ran, pause in ((0.0, 16.0), (serve.STEADY + 1, 2 * serve.PAUSE)):
        kept.pause = 8.0
        kept.process = subprocess.Popen([sys.executable, "-c", ""])
        kept.process.wait()
        kept.started_at = time.monotonic() - ran
        kept.tend()
        assert kept.pause == pause
