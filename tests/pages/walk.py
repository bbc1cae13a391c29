"""Walking the site as people do, from page to page, and what must be right on each page."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
# So many pages under one name are opened on the way: another one may show what the first does not.
SAMPLES = 4
WIDE = """() => {
  const across = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= across) return [];
  const rolls = one => one && one !== document.documentElement &&
    (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(one).overflowX) || rolls(one.parentElement));
  return [...document.body.querySelectorAll("*")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > across + 1 && !rolls(one.parentElement))
    .slice(0, 4)
    .map(one => one.tagName.toLowerCase() + "." + one.className + " " + one.textContent.trim().slice(0, 30));
}"""

# Colours that are still on their way from dark to light are no fault.
AT_REST = """() => new Promise(rest => requestAnimationFrame(() => {
  for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
  requestAnimationFrame(rest);
}))"""


class Links(HTMLParser):
    """The addresses that a page leads to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href") and "download" not in given:
            self.found.append(given["href"])


@dataclass
class Walk:
    """Follows links within the site; `seen` counts the pages opened under each name."""

    seen: dict[str, int] = field(default_factory=dict)
    asked: set[tuple[str, str]] = field(default_factory=set)
    samples: int = SAMPLES

    def pages(self, ask, account: str) -> Iterator[tuple[str, str]]:
        """Name and path of each page that is the first of its name. `ask(path)` gives the status, kind and text of an
        answer."""
        waiting = deque(["/"])
        own: dict[str, int] = {}
        while waiting:
            path = waiting.popleft()
            name = self.name(path)
            if name is None or (account, path) in self.asked or own.get(name, 0) >= self.samples:
                continue
            self.asked.add((account, path))
            status, kind, text = ask(path)
            assert status < 500, f"{path} as {account}: {status}"
            if status != 200 or not kind.startswith("text/html"):
                continue
            own[name] = own.get(name, 0) + 1
            if name not in self.seen:
                yield name, path
            self.seen[name] = self.seen.get(name, 0) + 1
            waiting.extend(within(path, Links(text).found))

    @staticmethod
    def name(path: str) -> str | None:
        try:
            return resolve(urlsplit(path).path).url_name
        except Resolver404:
            return None


def within(path: str, links: list[str]) -> list[str]:
    """Links of the same site, without marks and without the order, filter or day of a list."""
    found = (urlsplit(urldefrag(urljoin(path, link))[0]) for link in links)
    return [one.path for one in found if not one.netloc and one.scheme in {"", "http"}]


def faults(page, axe) -> list[str]:
    """On a phone in the dark and at a desk by day: nothing wider than the screen, nothing that shuts people out."""
    said = []
    for size, scheme in ((PHONE, "dark"), (DESK, "light")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(AT_REST)
        if wide := page.evaluate(WIDE):
            said.append(f"{page.url} wider than {size['width']}: {wide}")
        try:
            axe(page)
        except AssertionError as fault:
            said.append(f"{size['width']} {scheme}: {fault}")
    return said
