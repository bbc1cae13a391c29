"""Every page of the demonstration that a link leads to, as each of its accounts:

pytest -m slow tests/slow/test_walk.py -o log_cli=true --log-cli-level=INFO
"""

import json
import logging
import os
import subprocess

import pytest
from playwright.sync_api import Error

from tests.browser import listen
from tests.pages.walk import Walk, faults
from tools.screenshots import JICENG, ROOT, environment, served

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(7200)]
SAID = logging.getLogger(__name__)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """The folder of a demonstration after its reorganisation; `JICENG_WALK` names one that stands already."""
    folder = os.environ.get("JICENG_WALK") or str(tmp_path_factory.mktemp("walk"))
    if not os.environ.get("JICENG_WALK"):
        subprocess.run([*JICENG, "demo", "--after"], env=environment(folder), cwd=ROOT, check=True)
    return folder


def accounts(folder: str) -> tuple[str, list[dict]]:
    asked = [*JICENG, "demo", "--accounts", "--json"]
    said = subprocess.run(asked, env=environment(folder), cwd=ROOT, capture_output=True, check=True)
    known = json.loads(said.stdout)
    return known["password"], known["accounts"]


def enter(page, account: str, password: str) -> None:
    page.goto("/people/log-in/")
    page.fill("input[name=username]", account)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "log-in" not in url)


def asker(context):
    def ask(path):
        answer = context.request.get(path, max_redirects=0, timeout=60_000)
        kind = answer.headers.get("content-type", "")
        return answer.status, kind, answer.text() if kind.startswith("text/html") else ""

    return ask


def test_every_page_fits_and_shuts_nobody_out(chromium, axe, county):
    password, rows = accounts(county)
    walk, said = Walk(), []
    with served(county) as address:
        for account in ("", *dict.fromkeys(row["account"] for row in rows)):
            context = chromium.new_context(base_url=address, locale="zh-CN")
            context.set_default_timeout(60_000)
            page, heard = context.new_page(), []
            if account:
                enter(page, account, password)
            listen(page, heard)
            for name, path in walk.pages(asker(context), account):
                try:
                    page.goto(path)
                    here = faults(page, axe)
                except Error as error:
                    here = [f"{path}: {error}"]
                here += [f"{path}: {text}" for _page, text in heard]
                heard.clear()
                SAID.info("%s %s %s %s", account or "nobody", name, path, "\n".join(here))
                said += here
            context.close()
    assert len(walk.seen) > 90, sorted(walk.seen)
    assert not said, "\n".join(said)
