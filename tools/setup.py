"""Behind `./run` and `./test`: a fresh machine with python3 becomes one that serves or tests the site.

Standard library only: it runs before anything is installed. Every step can be interrupted and repeated; its
mark is written last. Packages come from wherever the user's pip takes them, with the hashes in `requirements/`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


class Stop(SystemExit):
    """End with a sentence for the person at the keyboard."""

    def __init__(self, sentence: str) -> None:
        print("\n" + sentence, file=sys.stderr)
        super().__init__(1)


class Steps:
    """Prints a line for each step, with its seconds."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0

    def __call__(self, title: str, work, *arguments) -> None:
        self.done += 1
        print(f"[{self.done}/{self.total}] {title} ".ljust(58, "."), end=" ", flush=True)
        begun = time.monotonic()
        said = work(*arguments)
        print("{:6.1f} s  {}".format(time.monotonic() - begun, said or ""), flush=True)


def call(*command, env=None, quiet: bool = True) -> str:
    """Run to the end; on failure show all that the command said and stop."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
    )
    if done.returncode:
        raise Stop("{}\n{}: exit code {}".format(done.stdout or "", command[0], done.returncode))
    return done.stdout or ""


def check_python() -> None:
    """Python new enough, with the parts that Debian packs separately."""
    here = "{}.{}".format(*sys.version_info[:2])
    if sys.version_info < OLDEST:
        raise Stop(
            f"需要 Python 3.11 或更新，本机 python3 是 {here}。 / Python 3.11 or newer is needed, python3 is {here}.\n"
            "Debian 12, 13: apt install python3 python3-venv"
        )
    if not find_spec("venv") or not find_spec("ensurepip"):
        raise Stop(
            "缺少 venv 模块。 / The venv module is missing.\n"
            f"Debian: apt install python3-venv   (or python{here}-venv)"
        )


def digest(*names: str) -> str:
    """One hash over the files that decide what is installed."""
    state = hashlib.sha256(sys.version.encode() + str(ROOT).encode())
    for name in names:
        state.update((ROOT / name).read_bytes())
    return state.hexdigest()


def is_marked(name: str, value: str) -> bool:
    mark = VENV / name
    return mark.exists() and mark.read_text() == value


def mark(path: Path, value: str) -> None:
    """Write a mark whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_text(value)
    part.replace(path)


def make_venv() -> str:
    wanted = digest()
    if is_marked("made", wanted) and PYTHON.exists():
        return "there already"
    call(sys.executable, "-m", "venv", "--clear", VENV)
    mark(VENV / "made", wanted)
    return ""


PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}


def environment_for_uv() -> dict:
    """uv does not read pip's configuration: hand it on, so that one configuration is enough."""
    env = {**os.environ, "VIRTUAL_ENV": str(VENV), "UV_INDEX_STRATEGY": "unsafe-best-match"}
    for line in call(PYTHON, "-m", "pip", "config", "list").splitlines():
        name, equals, value = line.partition("=")
        variable = PIP_TO_UV.get(name.rpartition(".")[2])
        if equals and variable and variable not in os.environ:
            env[variable] = " ".join(value.strip("'\"").split("\\n")).strip()
    if "UV_FIND_LINKS" in env:
        env["UV_FIND_LINKS"] = env["UV_FIND_LINKS"].replace(" ", ",")
    return env


def install(*names: str) -> str:
    """Everything in the lists, hashes checked; then the project itself."""
    lists = ["requirements/build.txt", *names]
    wanted, mark_name = digest("pyproject.toml", *lists), "installed-" + Path(names[-1]).stem
    if is_marked(mark_name, wanted):
        return "there already"
    call(PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", "requirements/uv.txt")
    chosen = [part for name in lists for part in ("-r", name)]
    uv = [VENV / "bin" / "uv", "pip", "install", "-q", "--python", PYTHON]
    env = environment_for_uv()
    try:
        subprocess.run(
            [*map(str, uv), "--require-hashes", *chosen], cwd=ROOT, env=env, check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):  # slower, but it understands every configuration of pip
        call(PYTHON, "-m", "pip", "install", "-q", "--require-hashes", *chosen)
    call(PYTHON, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "-e", ".")
    mark(VENV / mark_name, wanted)
    return ""


def compile_messages() -> str:
    return call(PYTHON, "-m", "tools.messages", "--compile").strip()


def data_folder() -> Path:
    return Path(os.environ.get("JICENG_DATA", "data")).resolve()


def make_data_folder() -> str:
    folder = data_folder()
    try:
        folder.mkdir(0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise Stop(
            f"The data folder cannot be used: {folder} ({fault.strerror}). Check JICENG_DATA."
        ) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Stop(f"The data folder cannot be written to: {folder}. Check JICENG_DATA.")
    return str(folder)


def migrate() -> None:
    call(PYTHON, "-m", "django", "migrate", "--verbosity", "0", env=django_environment())


def django_environment() -> dict:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "jiceng.config.settings"}


COUNT = """
import django
django.setup()
from jiceng.organisations.models import Organisation
print(Organisation.objects.count())
"""


def first_county(empty: bool) -> str:
    """The demonstration, once, into a data folder that never had anything else."""
    started = data_folder() / "started"
    if started.exists():
        return started.read_text().strip()
    if empty:
        mark(started, "empty")
        return "skipped, as asked"
    if int(call(PYTHON, "-c", COUNT, env=django_environment()).split()[-1]) == 0:
        call(VENV / "bin" / "jiceng", "demo", env=django_environment())
    mark(started, "demonstration")
    return ""


def show_accounts() -> None:
    if (data_folder() / "started").read_text() == "demonstration":
        print(call(VENV / "bin" / "jiceng", "demo", "--accounts", env=django_environment()))
    else:
        print(call(VENV / "bin" / "jiceng", "account", "--first", env=django_environment()))


def run(arguments: list) -> None:
    parser = argparse.ArgumentParser(prog="./run", description="Set up everything and serve the site.")
    parser.add_argument("--empty", action="store_true", help="start without the demonstration county")
    parser.add_argument("--port", type=int, help="port on loopback (default: the first free one from 8000)")
    options = parser.parse_args(arguments)
    step = Steps(7)
    step("Python", check_python)
    step("environment", make_venv)
    step("packages", install, "requirements/run.txt")
    step("interface texts", compile_messages)
    step("data folder", make_data_folder)
    step("database", migrate)
    step("demonstration county", first_county, options.empty)
    show_accounts()
    command = [str(VENV / "bin" / "jiceng"), "serve"]
    if options.port:
        command += ["--port", str(options.port)]
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execve(command[0], command, django_environment())


def find_chromium() -> str:
    """The browser for the browser stories: Debian's, installed when root."""
    if shutil.which("chromium") or shutil.which("chromium-browser"):
        return "there already"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        wanted = ["chromium", "fonts-noto-cjk"]
        for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *wanted]):
            done = subprocess.run(["apt-get", *command], env=env, capture_output=True, text=True)
            if done.returncode:
                break
    if shutil.which("chromium"):
        return "installed"
    return "MISSING: THE BROWSER STORIES WILL BE SKIPPED (apt install chromium fonts-noto-cjk)"


def checks(fast: bool) -> list:
    """Name and command of each check before the tests."""
    python = [str(PYTHON), "-m"]
    listed = [
        ("lint", [*python, "ruff", "check", "."]),
        ("format", [*python, "ruff", "format", "--check", "."]),
        ("layers", [str(VENV / "bin" / "lint-imports")]),
    ]
    return listed if fast else [*listed, ("types", [*python, "mypy", "src", "tools"])]


def check(failed: list, *command) -> str:
    """Run one check; a fault is shown and remembered, and the rest goes on."""
    try:
        call(*command)
    except Stop:
        failed.append(Path(command[2] if len(command) > 1 else command[0]).name)
        return "FAILED, see above"
    return ""


# What never touches a database answers the same on both; of the stories in a browser these run on both.
STORIES_ON_BOTH = ("test_51_to_17.py", "test_congress_vote.py", "test_restructuring.py")
ONCE = (
    *("tests/zoning", "tests/tools", "tests/taste/test_english.py", "tests/taste/test_docs.py"),
    "tests/attack/test_workbooks.py",
)


def suites(options, extra: list) -> list:
    """(name, arguments of pytest, environment) for each run of the suite."""
    if options.slow:
        return [("slow tests, SQLite", ["-m", "slow", *extra], {})]
    side_by_side = ["-n", "2", "--dist", "worksteal"]
    sqlite = {"JICENG_TEST_DB": "sqlite"}
    quick = [*side_by_side, "-m", "not slow and not walk and not story", *extra]
    listed = [("quick suite, SQLite", quick, sqlite)]
    if not (options.fast or options.sqlite):
        once = [
            *(f"--ignore={path}" for path in ONCE),
            *(
                f"--ignore={path}"
                for path in Path("tests/stories").glob("test_*.py")
                if path.name not in STORIES_ON_BOTH
            ),
            "--ignore-glob=*_browser.py",
            "--ignore-glob=*/test_browser.py",
        ]
        both = [*side_by_side, "-m", "not slow and not walk", *once, *extra]
        listed.append(("quick suite and three stories, PostgreSQL", both, {"JICENG_TEST_DB": "postgres"}))
    if not options.fast:
        beside = [*side_by_side, "-m", "(walk or story) and not slow", *extra]
        listed.append(("stories, and walks through all pages, SQLite", beside, sqlite))
    return listed


def run_suite(name: str, arguments: list, variables: dict) -> int:
    print(f"\n== {name} ==", flush=True)
    begun = time.monotonic()
    env = {**os.environ, **variables}
    code = subprocess.run([str(PYTHON), "-m", "pytest", "-q", *arguments], cwd=ROOT, env=env).returncode
    print(f"== {name}: {time.monotonic() - begun:.0f} s, exit code {code} ==", flush=True)
    return code


def test(arguments: list) -> None:
    parser = argparse.ArgumentParser(
        prog="./test", description="Set up everything, check and test. What is not an option goes to pytest."
    )
    parser.add_argument(
        "--fast", action="store_true", help="no types, no PostgreSQL, no stories, no walks through all pages"
    )
    parser.add_argument("--sqlite", action="store_true", help="no PostgreSQL")
    parser.add_argument("--slow", action="store_true", help="only the slow tests (kill tests, large graphs)")
    options, extra = parser.parse_known_args(arguments)
    listed = checks(options.fast)
    step = Steps(5 + len(listed))
    step("Python", check_python)
    step("environment", make_venv)
    step("packages", install, "requirements/run.txt", "requirements/test.txt")
    step("interface texts", compile_messages)
    step("browser", find_chromium)
    failed: list = []
    for name, command in listed:
        step(name, check, failed, *command)
    codes = [run_suite(*suite) for suite in suites(options, extra)]
    if failed:
        print("FAILED before the tests: " + ", ".join(failed), file=sys.stderr)
    raise SystemExit(max([*codes, len(failed) > 0]))


if __name__ == "__main__":
    os.chdir(ROOT)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or every start compiles two thousand files anew
    {"run": run, "test": test}[sys.argv[1]](sys.argv[2:])
