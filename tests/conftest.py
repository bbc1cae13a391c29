"""What every test stands on: a real database, no network, and a browser that reports every fault.

Sockets are closed by pytest-socket except for loopback; an undefined template variable fails
(`--fail-on-template-vars`); warnings are errors.
"""

import os

import pytest
from django.conf import settings
from django.db import connection
from django.db.models.signals import post_migrate
from django.test import override_settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as properties

pytest_plugins = ["tests.browser"]
# A machine that is busy with other work is no fault of the examples.
properties.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("house")


# These start programs of their own, which find the database by themselves.
STARTING = ("tests/console/", "tests/attack/", "tests/exchange/", "tests/slow/", "tests/stories/")


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL runs what asks the database; arithmetic, texts and layout have just run beside SQLite."""
    if os.environ.get("JICENG_TEST_DB", "sqlite") == "sqlite":
        return
    same = [one for one in items if not _asks_database(one)]
    items[:] = [one for one in items if _asks_database(one)]
    config.hook.pytest_deselected(items=same)


def _asks_database(item) -> bool:
    marked = item.get_closest_marker("django_db") is not None
    given = bool({"db", "transactional_db", "live_server"} & set(item.fixturenames))
    path = item.path.relative_to(item.config.rootpath).as_posix()
    return marked or given or path.startswith(STARTING)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """SQLite tests run on a file, as the site does: a live server and threads see the same rows."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(settings.DATA_DIR / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def record_may_be_emptied_between_tests(django_db_setup):
    """The database refuses to delete from the record; emptying all tables after a test with real transactions
    lifts that guard and sets it again."""
    from jiceng.kernel import append_only
    from jiceng.rezoning import frozen

    # The class, not the object: a browser's event loop gives the thread a second connection.
    operations = type(connection.ops)
    original = operations.execute_sql_flush
    # Emptied tables would get Django's own permissions back each time, which nothing of ours asks for.
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")

    def flush(self, statements):
        append_only.lift(self.connection)
        frozen.lift(self.connection)
        try:
            original(self, statements)
        finally:
            append_only.guard(self.connection)
            frozen.guard(self.connection)

    operations.execute_sql_flush = flush
    yield
    operations.execute_sql_flush = original


@pytest.fixture(scope="session", autouse=True)
def nobody_else_holds_the_test_database(django_db_setup, django_db_blocker):
    """A thread or browser that a test left behind must not keep PostgreSQL from dropping the database at the end."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def fast_passwords():
    """Hashing a password is slow on purpose; not here."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def each_test_begins_in_chinese():
    """A page that a test asked for in English leaves that language behind."""
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def throttles_start_empty():
    """Lock-outs and throttles of one test do not reach the next."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def enter(client):
    """Give back a client that is logged in as the account."""

    def log_in(account):
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in
