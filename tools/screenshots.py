"""Pictures of the running demonstration: `docs/screenshot.png` for the README, and any other page on request.

    python -m tools.screenshots                    the README's picture: a project of re-zoning
    python -m tools.screenshots /organisations/    other pages too, at both widths, into screenshots/

Builds the county in a folder of its own, serves it on a free port, and ends both.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "screenshot.png"
OTHERS = ROOT / "screenshots"
JICENG = [sys.executable, "-m", "jiceng.console.main"]
PATIENCE = 180  # seconds until the server must answer


def environment(folder: str) -> dict[str, str]:
    variables = {**os.environ, "JICENG_DATA": folder, "PYTHONPATH": str(ROOT / "src")}
    for name in ("DATABASE_URL", "JICENG_TASKS"):
        variables.pop(name, None)
    return variables


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


@contextmanager
def served(folder: str) -> Iterator[str]:
    """The site of that folder on a free port of loopback."""
    port = free_port()
    process = subprocess.Popen(
        [*JICENG, "serve", "--port", str(port)], env=environment(folder), cwd=ROOT, stdout=subprocess.DEVNULL
    )
    address, begun = f"http://127.0.0.1:{port}", time.monotonic()
    try:
        while not answers(address):
            if process.poll() is not None or time.monotonic() - begun > PATIENCE:
                raise RuntimeError("the server does not answer")
            time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def log_in(page, folder: str, role: str) -> None:
    """As the demonstration's first account whose role contains the word."""
    said = subprocess.run(
        [*JICENG, "demo", "--accounts", "--json"],
        env=environment(folder),
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    known = json.loads(said.stdout)
    row = next((row for row in known["accounts"] if role in row["role"]), known["accounts"][0])
    page.goto("/people/log-in/")
    page.fill("input[name=username]", row["account"])
    page.fill("input[name=password]", known["password"])
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "log-in" not in url)


def take(folder: str, address: str, role: str, paths: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 1180}, locale="zh-CN")
        log_in(page, folder, role)
        page.goto("/rezoning/")
        page.click("main tbody a")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=PICTURE)
        OTHERS.mkdir(exist_ok=True)
        for path in paths:
            for width in (390, 1280):
                page.set_viewport_size({"width": width, "height": 860})
                page.goto(path)
                name = path.strip("/").replace("/", "-") or "today"
                page.screenshot(path=OTHERS / f"{name}-{width}.png", full_page=True)
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", help="further pages, as /organisations/")
    parser.add_argument("--role", default="组织部", help="whose eyes: part of a role's name")
    parser.add_argument("--before", action="store_true", help="the county before its reorganisation")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jiceng-pictures-") as folder:
        after = [] if options.before else ["--after"]
        subprocess.run([*JICENG, "demo", *after], env=environment(folder), cwd=ROOT, check=True)
        with served(folder) as address:
            take(folder, address, options.role, options.paths)
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    main()
