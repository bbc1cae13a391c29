"""The browser's own watch works: what it must report is reported, on the public front page of the live site."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_quiet_page_passes(browse, axe):
    page = browse("/")
    assert page.title()
    axe(page)


def test_an_error_on_the_console_is_seen(browse):
    page = browse("/")
    page.expected_faults = ["said by the test"]
    page.evaluate("console.error('said by the test')")


def test_an_uncaught_exception_is_seen(browse):
    page = browse("/")
    page.expected_faults = ["thrown by the test"]
    page.evaluate("setTimeout(() => { throw new Error('thrown by the test') })")
    page.wait_for_timeout(100)


def test_the_policy_stops_inline_script_and_style_and_says_so(browse):
    page = browse("/")
    page.expected_faults = ["script-src", "style-src"]
    page.evaluate(
        """() => {
            const script = document.createElement('script')
            script.textContent = 'window.breached = true'
            document.body.append(script)
            const style = document.createElement('style')
            style.textContent = 'body { display: none }'
            document.body.append(style)
        }"""
    )
    assert page.evaluate(
        "window.breached === undefined && getComputedStyle(document.body).display !== 'none'"
    )
