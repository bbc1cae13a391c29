"""Templates: each is used, none bears script or style of its own, every one is read by the same rules."""

import re

from django.template.loader import get_template

from tests.taste.house import SOURCE, name, python_files, template_name, templates

# Names that Django looks for by itself.
CALLED_BY_DJANGO = re.compile(r"^(django/forms/|(400|403|404|500|403_csrf)\.html$)")


def test_each_template_is_used():
    text = "\n".join(path.read_text() for path in [*python_files(), *templates()])
    unused = []
    for path in templates():
        called = template_name(path)
        stem = called.rsplit("/", 1)[-1]
        if not CALLED_BY_DJANGO.match(called) and f'"{called}"' not in text and f"/{stem}" not in text:
            unused.append(name(path))
    assert not unused


def test_each_template_named_exists():
    """A name written in code or in another template leads to a template that compiles."""
    text = "\n".join(path.read_text() for path in [*python_files(), *templates()])
    for called in sorted(set(re.findall(r'["\']([a-z_]+/[a-z_/]+\.html)["\']', text))):
        get_template(called)


def test_each_template_compiles():
    for path in templates():
        get_template(template_name(path))


def test_no_script_and_no_style_in_a_template():
    """The content security policy would refuse it; the browser tests see it, this says where."""
    wrong = []
    for path in templates():
        text = path.read_text()
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on", line):
                wrong.append(f"{name(path)}:{number} {line.strip()[:80]}")
        for tag in re.findall(r"<script\b[^>]*>", text):
            if " src=" not in tag and 'type="application/json"' not in tag:
                wrong.append(f"{name(path)} {tag}")
    assert not wrong


def test_no_text_is_marked_safe_in_a_template():
    assert not [
        name(path) for path in templates() if re.search(r"\|\s*safe\b|autoescape off", path.read_text())
    ]


def test_nothing_comes_from_a_third_party():
    """Pages, styles and scripts name no other origin (the names of XML vocabularies are no addresses)."""
    files = [*templates(), *SOURCE.rglob("static/**/*.js"), *SOURCE.rglob("static/**/*.css")]
    wrong = []
    for path in files:
        for found in re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}[^\s\"')]*", path.read_text()):
            if not found.startswith("http://www.w3.org/"):
                wrong.append(f"{name(path)} {found}")
    assert not wrong
