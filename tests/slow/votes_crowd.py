"""A crowd that votes over HTTP against a real server (granian), which may be killed at any moment."""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from urllib.parse import urlencode

from django.urls import reverse

from tests.crash import Site
from tests.slow.votes_work import VOICES
from tools.postgres import free_port

ROOT = Path(__file__).parents[2]
CSRF = "c" * 32


@dataclass
class Server:
    """`granian` with two workers on a free port; `kill` sends SIGKILL to every process of it at once."""

    site: Site
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", "2", "--blocking-threads", "2", "--no-ws"]
        command += ["--backpressure", "64", "--log-level", "error", "jiceng.config.wsgi:application"]
        env = {**self.site._environment(), "DJANGO_SETTINGS_MODULE": "jiceng.config.settings"}
        self.process = subprocess.Popen(command, env=env, cwd=ROOT, start_new_session=True)
        for _try in range(400):
            if self.answers():
                return
            time.sleep(0.05)
        raise AssertionError("the server does not answer")

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", reverse("log_in"))
            return connection.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass
class Crowd:
    """Each voter has one choice and sends it until it is acknowledged; every seventh sends it twice at once with two
    keys. `latencies` in seconds, of acknowledged requests."""

    server: Server
    poll: int
    voters: list
    seed: int
    threads: int = 12
    chosen: dict[int, str] = field(default_factory=dict)
    acknowledged: set[int] = field(default_factory=set)
    latencies: list[float] = field(default_factory=list)
    retries: int = 0
    killed: int = 0
    refused: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, server: Server, seed: int) -> "Crowd":
        known = json.loads((server.site.folder / "load.json").read_text())
        crowd = cls(server, known["poll"], known["voters"], seed)
        chance = random.Random(seed)
        crowd.chosen = {entry: chance.choices(VOICES, (6, 3, 1))[0] for entry, _cookie in crowd.voters}
        return crowd

    def vote(self, patience: float = 120) -> float:
        """Everybody votes; gives the seconds from the first request to the last acknowledgement."""
        waiting: Queue = Queue()
        for number, (entry, cookie) in enumerate(self.voters):
            for _twice in range(2 if number % 7 == 0 else 1):
                waiting.put((entry, cookie, uuid.uuid4()))
        begun = time.monotonic()
        threads = [
            threading.Thread(target=self._work, args=(waiting, begun + patience))
            for _one in range(self.threads)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(patience + 30)
        return time.monotonic() - begun

    def vote_while_killed(self, kills: int, seed: int, patience: float = 600) -> float:
        """The same while the server is killed so many times, spread over the vote, and started anew each time."""
        chance = random.Random(seed)
        spent: list[float] = []
        voting = threading.Thread(target=lambda: spent.append(self.vote(patience)))
        voting.start()
        for number in range(1, kills + 1):
            while voting.is_alive() and len(self.acknowledged) < len(self.voters) * number // (kills + 1):
                time.sleep(0.01)
            time.sleep(chance.uniform(0, 0.05))
            if voting.is_alive():
                self.server.kill()
                self.killed += 1
                self.server.start()
        voting.join(patience + 60)
        return spent[0]

    def lost(self, found: dict) -> list[str]:
        """What is not in the box as it was cast, in words; empty when every voter was acknowledged and the box holds
        each one's own choice once."""
        faults = [one for one in self.refused if not one.startswith("5")]
        if self.acknowledged != set(self.chosen):
            faults.append(f"{len(set(self.chosen) - self.acknowledged)} not acknowledged")
        if found["lines"] != expected(self) or found["state"] != "counted":
            faults.append(f"counted {found['lines']} instead of {expected(self)}")
        numbers = {name: found[name] for name in ("taken", "sealed", "receipts", "first_votes")}
        if set(numbers.values()) != {len(self.voters)}:
            faults.append(str(numbers))
        return faults + [name for name in ("receipts_match", "recount", "chain") if not found[name]]

    def _work(self, waiting: Queue, until: float) -> None:
        while time.monotonic() < until:
            try:
                entry, cookie, key = waiting.get_nowait()
            except Empty:
                return
            if not self._sent(entry, cookie, key):
                self.retries += 1
                waiting.put((entry, cookie, key))
                time.sleep(0.02)

    def _sent(self, entry: int, cookie: str, key) -> bool:
        """Send once; True when the server said that the ballot lies in the box."""
        body = urlencode(
            {"submission_key": key, "entry": entry, "motion": self.chosen[entry], "go": "cast", "at": 1}
        )
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={cookie}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
        }
        begun = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        try:
            connection.request("POST", reverse("ballot", args=[self.poll]), body, headers)
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        if answer.status == 302 and answer.headers["Location"].endswith("/receipt/"):
            self.acknowledged.add(entry)
            self.latencies.append(time.monotonic() - begun)
            return True
        self.refused.append(f"{answer.status} {content[:200]!r}")
        return (
            answer.status < 500
        )  # a fault of the server is tried again; a refusal is not, and fails the test


def expected(crowd: Crowd) -> dict[str, int]:
    return {voice: sum(one == voice for one in crowd.chosen.values()) for voice in VOICES}
