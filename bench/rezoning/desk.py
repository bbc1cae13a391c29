"""How long one hand edit takes, server side: the POST of the desk through the whole stack, at 51 and 2,000 units.

    python -m bench.rezoning.desk

Runs on a database of its own that is thrown away. Prints a line for each size with the median and the 95th
percentile of 40 edits, and the first edit of a process (nothing in memory yet).
"""

import os
import statistics
import tempfile
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiceng.config.settings")
os.environ["JICENG_DATA"] = tempfile.mkdtemp(prefix="jiceng-bench-")
os.environ.pop("DATABASE_URL", None)
os.environ["JICENG_HOSTS"] = "testserver"

EDITS = 40


def grid(town, across: int, down: int):
    """across x down square units."""
    from jiceng.rezoning import commands
    from tests.rezoning.town import collection, feature, project, square

    made = project(town, k=None)
    cells = [(x, y) for y in range(down) for x in range(across)]
    content = collection(
        *(feature(f"{x:03d}{y:03d}", square(x / 100, y / 100, 0.01), name=f"单元{x}-{y}") for x, y in cells)
    )
    intake = commands.take_in(by=None, project=made, file_name="grid.geojson", content=content)
    if intake.path:
        commands.read_kept(by=None, intake=intake)
    if not intake.checked:
        commands.check_intake(by=None, intake=intake)
    commands.load_intake(by=None, intake=intake)
    made.refresh_from_db()
    return made


def edits(made, officer) -> tuple[float, list[float], int]:
    """Milliseconds of the first edit, of the others in order of length, and bytes of the last answer."""
    from django.test import Client

    from jiceng.rezoning import commands
    from jiceng.rezoning.commands.plans import Origin
    from jiceng.rezoning.queries.drawing import _ground
    from jiceng.rezoning.queries.problem import _problem, problem_of
    from jiceng.zoning.plan import Plan as ZoningPlan

    problem = problem_of(made)
    plan = commands.keep_plan(
        by=None,
        project=made,
        plan=ZoningPlan.of(problem, [unit // 3 for unit in range(problem.n)]),
        title="bench",
        origin=Origin(),
    )
    draft = commands.open_desk(by=officer, plan=plan)
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    keys = [unit.id for unit in problem.units]
    _problem.cache_clear()
    _ground.cache_clear()
    times, size = [], 0
    for step in range(EDITS + 1):
        unit = keys[step * 7 % len(keys)]
        to = plan.assignment[keys[(step * 7 + 4) % len(keys)]]
        body = {"verb": "move", "cursor": step, "units": unit, "to": to}
        began = time.perf_counter()
        answer = client.post(f"/rezoning/desk/{draft.pk}/", body, headers={"Accept": "application/json"})
        times.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, answer.content[:500]
        if answer.json()["cursor"] == step:
            raise SystemExit("an edit changed nothing")
        size = len(answer.content)
    return times[0], sorted(times[1:]), size


def main() -> None:
    django.setup()
    from django.core.management import call_command

    from tests.factories import make_account_with_post, make_county
    from tests.rezoning.town import loaded

    call_command("migrate", verbosity=0)
    town = make_county()["town"]
    officer = make_account_with_post(town, "officer")
    for name, make in (("51 units", lambda: loaded(town)), ("2,000 units", lambda: grid(town, 50, 40))):
        first, times, size = edits(make(), officer)
        p95 = times[int(len(times) * 0.95) - 1]
        middle = statistics.median(times)
        print(f"{name}: median {middle:.0f} ms, p95 {p95:.0f} ms, first {first:.0f} ms, {size // 1024} kB")


if __name__ == "__main__":
    main()
