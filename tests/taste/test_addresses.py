"""Every address has a name, a rule, and a view and template of that name."""

import ast
import inspect
import textwrap

import rules

from tests.taste.addresses import addresses, everything, innermost


def test_each_address_has_a_name_of_its_own():
    names = [name for name, _pattern, _view in everything()]
    assert None not in names
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)


def test_each_view_names_its_rule():
    bare = [
        name
        for name, _pattern, view in addresses()
        if not isinstance(getattr(view, "rule", None), rules.Predicate)
    ]
    assert not bare, "decorate it with @page(rule)"


def test_a_view_has_the_name_of_its_address():
    """A word may be added where the name itself is taken by a module: `search` is answered by search_everything."""
    wrong = [
        f"{name}: {innermost(view).__name__}"
        for name, _pattern, view in addresses()
        if name not in innermost(view).__name__
    ]
    assert not wrong


def rendered(view) -> list[str]:
    """Templates that a view names literally."""
    parsed = ast.parse(textwrap.dedent(inspect.getsource(innermost(view))))
    texts = [node.value for node in ast.walk(parsed) if isinstance(node, ast.Constant)]
    return [text for text in texts if isinstance(text, str) and text.endswith(".html")]


def test_a_template_has_the_name_of_its_address():
    """The page is `<app>/<name>.html`; its parts and its other answers begin with the first word of that name."""
    wrong = []
    for name, _pattern, view in addresses():
        stems = [path.rsplit("/", 1)[1].removesuffix(".html") for path in rendered(view)]
        own = [stem for stem in stems if name in stem or stem in name or shares_a_word(stem, name)]
        if stems and not own:
            wrong.append(f"{name}: {stems}")
    assert not wrong


def shares_a_word(one: str, other: str) -> bool:
    return bool(set(one.split("_")) & set(other.split("_")))
