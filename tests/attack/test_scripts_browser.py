"""Stored scripts, in a real browser: every text of the database is hostile, every page is opened (threat 6)."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse

from jiceng.kernel.models import Job
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.models import ImportBatch
from jiceng.rezoning import commands, frozen
from jiceng.rezoning.commands.participation import Words
from jiceng.rezoning.commands.plans import Origin
from jiceng.rezoning.enums import Outcome, Pin, Stance
from jiceng.rezoning.models import BaseUnit, Intake
from jiceng.rezoning.queries.problem import problem_of
from jiceng.zoning.plan import Plan as ZoningPlan
from tests.access import matrix, objects
from tests.access.world import build
from tests.rezoning.town import feature, project, square

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]
objects.load()
LONG = (
    """"'><img src=x onerror="breach(1)"><svg onload=breach(2)>"""
    "<script>breach(3)</script>{{7*7}}javascript:breach(4)//"
)
SHORT = '"><img src=x onerror=breach(1)>'
KEYS = ('"><img src=x onerror=breach(5)>', "'-breach(6)-'", "</title><script>breach(7)</script>")
# Texts that the program itself writes and reads back: words of its own, keys, hashes, places on a line.
OURS = set(
    "path key slug hash previous_hash algorithm body fingerprint id_fingerprint phone_fingerprint code file_sha256 "
    "kind state password session_key session_data label verb target_kind target_id view pinyin initials username "
    "language participant action aim status method barrier unit venue seat theme preset pin stance outcome app".split()
)
MINE = """() => {
  const found = [];
  for (const one of document.querySelectorAll('*')) {
    for (const { name, value } of one.attributes) {
      if (name.startsWith('on')) found.push(`${one.tagName} ${name}`);
      if (/^\\s*javascript:/i.test(value) && ['href', 'src', 'action', 'formaction', 'xlink:href'].includes(name))
        found.push(`${one.tagName} ${name}=${value}`);
    }
    if (one.tagName === 'SCRIPT' && !(one.src || '').startsWith(location.origin) && one.type !== 'application/json'
        && one.type !== 'importmap' && one.textContent.trim()) found.push('inline script');
    if (one.tagName === 'IMG' && one.getAttribute('src') === 'x') found.push('planted image');
  }
  if (window.breached) found.push('breached');
  return found;
}"""


def text_fields(model) -> list[models.Field]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not field.primary_key
        and field.name not in OURS
        and type(field).__name__ != "EncryptedField"
        and (field.max_length is None or field.max_length > len(SHORT) + 6)
    ]


def poison() -> int:
    """Every text of ours says something hostile; how many fields that are."""
    frozen.lift(connection)
    poisoned = 0
    for app in ("kernel", "people", "organisations", "rezoning"):
        for model in apps.get_app_config(app).get_models():
            if model.__name__ in {"Entry", "Submission", "ChainHead", "AccountSession"}:
                continue
            for field in text_fields(model):
                words = LONG if field.max_length is None or field.max_length > len(LONG) + 8 else SHORT
                for pk in model.objects.values_list("pk", flat=True):
                    model.objects.filter(pk=pk).update(**{field.name: f"{words}{pk}"})
                poisoned += 1
    frozen.guard(connection)
    rows = [
        {"place": LONG, "key": KEYS[0], "name": LONG, "street": LONG, "households": LONG, "residents": None}
    ]
    rows[0] |= {"full_members": "x", "venue_area_m2": 1, "geometry": None, "x": None, "y": None}
    Intake.objects.update(rows=rows)
    fault = {"sheet": LONG, "row": 2, "column": LONG, "value": LONG, "expected": LONG}
    ImportBatch.objects.update(faults=[fault], state="faulty")
    Job.objects.update(result={LONG: LONG})
    return poisoned


def readable_pages(world) -> list[tuple[str, str]]:
    """(role, address) of every page of the site that shows HTML, asked as the first role that may open it."""
    rows, wanted = matrix.rows(), []
    for address in matrix.addresses():
        row = rows.get((address.name, "GET"), {})
        role = next((name for name in world.accounts if row.get(name, "").startswith("+")), None)
        if role is None:
            continue
        kwargs = {}
        if address.arguments:
            kwargs = objects.arguments(address.name, set(address.arguments), world, role, "own")
        wanted.append((role, reverse(address.name, kwargs=kwargs)))
        busy = next(
            (name for name in ("OrganisationDepartment", "Auditor") if row.get(name, "")[:1] == "+"), None
        )
        if busy and not address.arguments and busy != role:
            wanted.append((busy, reverse(address.name)))
    return wanted


def is_page(world, role, address) -> bool:
    """A whole page: no file, no part of one that stands in a page anyway."""
    client = Client()
    if world.accounts[role] is not None:
        client.force_login(world.accounts[role], backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(address)
    if answer.status_code != 200 or not answer.headers.get("Content-Type", "").startswith("text/html"):
        answer.close()
        return False
    return answer.content.lstrip().lower().startswith(b"<!doctype")


def watched(browse, account, missing):
    """A page of the browser that notes dialogs, calls of the planted function and what it asks for in vain."""
    page = browse("/", as_account=account)
    page.on("dialog", lambda dialog: (_ for _ in ()).throw(AssertionError(dialog.message)))
    page.on("response", lambda answer: answer.status >= 400 and missing.append(f"{page.url}: {answer.url}"))
    page.context.add_init_script("window.breach = () => { window.breached = true }")
    return page


@pytest.mark.walk
def test_no_page_runs_what_somebody_wrote(browse):
    world = build()
    pages = readable_pages(world)
    for account in filter(None, world.accounts.values()):
        with transaction.atomic():
            record(
                by=account, verb="log_in", target=account, why=LONG, after={LONG: LONG}, before={"name": LONG}
            )
    assert poison() >= 40
    windows, breaches, missing, opened = {}, [], [], 0
    for role, address in pages:
        if not is_page(world, role, address):
            continue
        if role not in windows:
            windows[role] = watched(browse, world.accounts[role], missing)
        windows[role].goto(address)
        breaches += [(address, what) for what in windows[role].evaluate(MINE)]
        opened += 1
    assert not breaches
    assert not missing
    assert opened > 60, "the pages must have been opened"


def hostile_plan(world):
    """A plan made of a hostile file of units, published, with a remark and its answer: project, plan, consultation."""
    town = world.places["TownSecretary", "own"].above
    shapes = [feature(key, square(n, 0), name=f"{LONG}{n}", street=LONG) for n, key in enumerate(KEYS)]
    river = {
        "type": "Feature",
        "properties": {"kind": SHORT[:30], "name": LONG},
        "geometry": {"type": "LineString", "coordinates": [[1, 0], [1, 1]]},
    }
    made = project(town, k=3)
    files = [{"type": "FeatureCollection", "features": each} for each in (shapes, [river])]
    units, barriers = (json.dumps(each).encode() for each in files)
    intake = commands.take_in(
        by=None, project=made, file_name=f"{SHORT}.geojson", content=units, barriers=barriers
    )
    commands.load_intake(by=None, intake=intake)
    made.refresh_from_db()
    alone = ZoningPlan.of(problem_of(made), [0, 1, 2])
    plan = commands.keep_plan(by=None, project=made, plan=alone, title=LONG, origin=Origin())
    for community in plan.communities.all():
        plan.communities.filter(pk=community.pk).update(name=f"{SHORT}{community.pk}")
    shown = commands.publish(
        by=None,
        plan=plan,
        opens_on=today(),
        closes_on=today() + timedelta(days=9),
        explanation=LONG,
        contact=LONG,
    )
    words = Words(Stance.OBJECT, LONG, Pin.UNIT, unit=KEYS[0], home=KEYS[1], signed=SHORT)
    remark = commands.remark(by=None, consultation=shown, words=words)
    commands.answer(by=None, remark=remark, outcome=Outcome.NOTED, text=LONG)
    assert BaseUnit.objects.filter(project=made, key=KEYS[2]).exists()
    return made, plan, shown


def test_hostile_units_on_the_map_the_desk_and_the_public_page(browse):
    """Keys, names and barriers of a file of units, through maps, moves by script, remarks and the search."""
    world = build()
    made, plan, shown = hostile_plan(world)
    page = watched(browse, world.accounts["TownSecretary"], [])
    names = ("rezoning_project", "rezoning_units", "rezoning_consultation", "rezoning_gallery")
    known = {address.name: address for address in matrix.addresses()}
    addresses = [reverse(name, args=[made.pk]) for name in names if name in known]
    addresses += [reverse("rezoning_public", args=[shown.slug]), f"/search/?q={LONG[:20]}"]
    for address in [*addresses, *(f"{one}?layer=households" for one in addresses)]:
        page.goto(address)
        assert page.evaluate(MINE) == [], address
    draft = commands.open_desk(by=world.accounts["TownSecretary"], plan=plan)
    page.goto(reverse("rezoning_desk", args=[draft.pk]))
    page.locator("[data-key]").first.click()
    page.wait_for_timeout(300)
    assert page.evaluate(MINE) == []
    outcome = page.evaluate(
        """async (unit) => {
            const form = document.querySelector('form[data-desk]');
            const body = new FormData(form);
            const to = form.querySelector('#desk-to').options[1].value;
            for (const [name, value] of Object.entries({ verb: 'move', units: unit, to })) body.set(name, value);
            const headers = { Accept: 'application/json' };
            const answer = await fetch(form.dataset.desk, { method: 'POST', body, headers });
            return answer.status;
        }""",
        KEYS[0],
    )
    assert outcome < 500
    page.reload()
    assert page.evaluate(MINE) == []
