"""A real browser (Debian's chromium) against a live server; any fault it reports fails the test.

`browse()` opens a page on the live server; `as_account=` logs in. `axe(page)` fails on a serious fault of
accessibility; `shoot(page, name)` keeps pictures at 390 and 1280 pixels, light and dark, in `screenshots/`.
"""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
SCREENSHOTS = Path(__file__).parent.parent / "screenshots"
WIDTHS = {"390": (390, 844), "1280": (1280, 900)}


@pytest.fixture(scope="session")
def chromium():
    """The browser, one for each test process."""
    if not CHROMIUM:
        pytest.skip("browser: chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium, live_server):
    """Open pages on the live server: `page = browse("/path", as_account=account)`.

    After the test every error on the console, every uncaught exception, every answer of 500 and every breach of the
    content security policy fails it; `page.expected_faults` is a list of texts that the test wants to see, each of
    which must come.
    """
    faults, contexts, pages = [], [], []

    def open_page(path="/", *, as_account=None, size="1280", scheme="light", **options):
        width, height = WIDTHS[size]
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale=options.pop("locale", "zh-CN"),
            **options,
        )
        contexts.append(context)
        if as_account is not None:
            context.add_cookies([session_cookie(as_account, live_server.url)])
        page = context.new_page()
        page.expected_faults = []
        pages.append(page)
        listen(page, faults)
        page.set_default_timeout(30_000)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    missing = [
        part for page in pages for part in page.expected_faults if not any(part in said for _, said in faults)
    ]
    assert not missing, f"the browser should have reported {missing}"
    unexpected = [text for page, text in faults if not any(part in text for part in page.expected_faults)]
    assert not unexpected, "the browser reported faults:\n" + "\n".join(unexpected)


def listen(page, faults):
    """Collect everything that a page should not say (breaches of the policy come as console errors)."""
    page.on(
        "console", lambda message: faults.append((page, message.text)) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: faults.append((page, str(error))))
    page.on(
        "response",
        lambda answer: (
            faults.append((page, f"{answer.status} {answer.url}")) if answer.status >= 500 else None
        ),
    )


def session_cookie(account, url):
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}


@pytest.fixture
def axe():
    """Fail on serious or critical faults of accessibility."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page):
        found = Axe().run(page).response["violations"]
        serious = [fault for fault in found if fault["impact"] in {"serious", "critical"}]
        lines = [
            f"{fault['id']}: {fault['help']} at {[node['target'] for node in fault['nodes']][:5]}"
            for fault in serious
        ]
        assert not serious, f"{page.url}\n" + "\n".join(lines)

    return check


@pytest.fixture
def shoot():
    """Keep pictures of the page as it stands: both widths, light and dark."""

    def take(page, name):
        SCREENSHOTS.mkdir(exist_ok=True)
        before = page.viewport_size
        for width, (across, down) in WIDTHS.items():
            page.set_viewport_size({"width": across, "height": down})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                page.screenshot(path=SCREENSHOTS / f"{name}-{width}-{scheme}.png", full_page=True)
        page.set_viewport_size(before)
        page.emulate_media(color_scheme="light")

    return take
