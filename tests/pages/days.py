"""Whether the ways out of a page keep the day that is looked at."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve

# The one way that leaves the day on purpose.
BACK_TO_TODAY = "回到今天"


class Ways(HTMLParser):
    """Where a page leads: links, parts that are loaded later, forms that only read; and whether it follows the day."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[list[str]] = []
        self.forms: list[tuple[str, str]] = []
        self.days: set[str] = set()
        self.follows = False
        self._form, self._link = "", False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "div" and given.get("class") == "other-day-bar":
            self.follows = True
        if tag == "a" and given.get("href"):
            self.links.append([given["href"], ""])
            self._link = True
        elif tag not in {"form", "input", "select"} and given.get("hx-get"):
            self.links.append([given["hx-get"], ""])
        if tag == "form":
            self._form = given.get("id") or f"form {len(self.forms)}"
            if given.get("method", "get") == "get":
                self.forms.append((self._form, given.get("action", "")))
        if tag == "input" and given.get("name") == "as_of":
            self.days.add(given.get("form") or self._form)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = False

    def handle_data(self, data: str) -> None:
        if self._link:
            self.links[-1][1] += data

    def out(self) -> list[tuple[str, bool]]:
        """Each address that the page leads to, and whether the way there keeps the day."""
        links = [(url, keeps(url)) for url, text in self.links if text.strip() != BACK_TO_TODAY]
        return links + [(url, name in self.days) for name, url in self.forms]


def keeps(url: str) -> bool:
    return "as_of" in parse_qs(urlsplit(url).query)


@dataclass
class Trail:
    """What was seen on a walk: which pages follow the day, and every way that leaves it."""

    following: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    leaving: dict[tuple[str, str], str] = field(default_factory=dict)

    def read(self, path: str, text: str) -> None:
        ways, here = Ways(text), name_of(path)
        self.opened.add(here)
        if ways.follows:
            self.following.add(here)
        for url, kept in ways.out():
            there = urlsplit(urldefrag(urljoin(path, url))[0])
            if kept or url.startswith("#") or there.netloc or there.scheme not in {"", "http"}:
                continue
            self.leaving.setdefault((here, name_of(there.path)), url)

    def lost(self) -> list[str]:
        """The ways that lead to a page which follows the day, and lose it."""
        return [
            f"{here} -> {url}"
            for (here, there), url in sorted(self.leaving.items())
            if there in self.following
        ]


def name_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).url_name or ""
    except Resolver404:
        return ""
