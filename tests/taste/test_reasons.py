"""An exception carries its reason; the house names no machine and no shop."""

import ast
import re
import subprocess
import tomllib

import pytest

from tests.taste.house import ROOT, SOURCE, name, python_files, tree

EVERYWHERE = ("src", "tools", "tests", "bench")
NOQA = re.compile(r"#\s*noqa\b(?P<codes>:\s*[A-Z0-9, ]+)?(?P<rest>.*)")
# A skipped test says which of these kinds its reason is.
SKIP_KINDS = ("browser:", "database:", "machine:")


def comments_with_noqa():
    for path in python_files(*EVERYWHERE):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = NOQA.search(line)
            if found and "NOQA = " not in line and path.name != "test_reasons.py":
                yield f"{name(path)}:{number}", found


def test_each_noqa_names_its_rule_and_its_reason():
    bare = [
        place
        for place, found in comments_with_noqa()
        if not found["codes"] or len(found["rest"].strip(" #-:")) < 8
    ]
    assert not bare, "write: # noqa: RULE  # the reason"


def test_each_ignored_type_names_its_kind():
    loose = [
        f"{name(path)}:{number}"
        for path in python_files(*EVERYWHERE)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r"#\s*type:\s*ignore(?!\[)", line) and path.name != "test_reasons.py"
    ]
    assert not loose


def skips():
    for path in python_files("tests"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {
                "pytest.skip",
                "pytest.mark.skip",
                "pytest.mark.skipif",
                "pytest.mark.xfail",
                "unittest.skip",
            }:
                yield f"{name(path)}:{node.lineno}", node


def reason_of(node: ast.Call) -> str:
    given = [keyword.value for keyword in node.keywords if keyword.arg in {"reason", "msg"}]
    texts = [part.value for part in [*given, *node.args] if isinstance(part, ast.Constant)]
    return next((text for text in texts if isinstance(text, str)), "")


def test_each_skip_has_a_reason_of_a_known_kind():
    wrong = [place for place, node in skips() if not reason_of(node).startswith(SKIP_KINDS)]
    assert not wrong, f"the reason begins with one of {SKIP_KINDS}"


def test_each_dependency_is_pinned_and_says_why():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    project = tomllib.loads("\n".join(lines))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    for requirement in wanted:
        line = next(line for line in lines if f'"{requirement}"' in line)
        assert "==" in requirement, requirement
        assert re.search(r'",\s*# \S.{3,}', line), f"{requirement}: say why, beside it"


def test_each_dependency_is_in_the_locked_lists():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    run = (ROOT / "requirements" / "run.txt").read_text()
    test = (ROOT / "requirements" / "test.txt").read_text()
    for requirement in project["dependencies"]:
        assert plain(requirement) in run, requirement
    for requirement in project["optional-dependencies"]["test"]:
        assert plain(requirement) in test, requirement


def plain(requirement: str) -> str:
    return re.sub(r"\[[^]]*\]", "", requirement).lower()


def test_each_dependency_is_used():
    """A package that nothing imports or starts is dropped."""
    started = {
        "psycopg": "the database driver, chosen by DATABASE_URL",
        "granian": "started by `jiceng serve`",
        "whitenoise": "named in the settings",
        "django-csp": "named in the settings",
        "django-axes": "named in the settings",
        "django-otp": "named in the settings",
        "django-tasks-db": "named in the settings",
    }
    modules = {
        "django-htmx": "django_htmx",
        "django-tasks": "django_tasks",
        "python-calamine": "python_calamine",
        "rustpy-xlsxwriter": "rustpy_xlsxwriter",
        "python-stdnum": "stdnum",
        "python-docx": "docx",
        "noto-cjk-sans-otc": "noto_cjk_sans_otc",
        "pylopdf-fonts-zh-cn": "pylopdf_fonts_zh_cn",
        "pyyaml": "yaml",
        "chinesecalendar": "chinese_calendar",
        "markdown-it-py": "markdown_it",
        "dj-database-url": "dj_database_url",
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    text = "\n".join(path.read_text() for path in python_files("src", "tools"))
    text += "\n".join(path.read_text() for path in SOURCE.rglob("*.html"))
    unused = []
    for requirement in project["dependencies"]:
        package = re.split(r"[\[=]", requirement)[0]
        module = modules.get(package, package)
        if package not in started and not re.search(rf"\b(import|from|load)\s+{module}\b", text):
            unused.append(package)
    assert not unused


# Written in halves, so that this file does not break its own rule.
FORBIDDEN = [
    "pypi" + r"\.org",
    "python" + "hosted",
    "npmjs" + r"\.",
    "deb" + r"\.debian",
    "/" + "work" + "/",
    "/" + "root" + "/",
    "/" + "opt" + "/" + "pypi",
    "bash" + "_jobs",
    "--" + "index-url",
    "--extra" + "-index",
    r"\bissue" + r" [0-9]",
]


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("machine: not a git work tree")
    return listed.stdout.splitlines()


def test_the_house_names_no_machine_and_no_shop(tracked):
    pattern = re.compile("|".join(FORBIDDEN))
    wrong = []
    for file in tracked:
        path = ROOT / file
        if not path.is_file() or path.suffix in {".png", ".svgz", ".json", ".geojson", ".gz"}:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if pattern.search(line):
                wrong.append(f"{file}:{number} {line.strip()[:80]}")
    assert not wrong
