"""Sites for the console's tests: one is migrated, the others are its twins."""

import pytest

from tests.console.stage import Site, new_database


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    return Site(tmp_path_factory.mktemp("site") / "data", new_database()).migrate()


@pytest.fixture
def site(migrated, tmp_path):
    return migrated.twin(tmp_path / "old")


@pytest.fixture
def empty(tmp_path):
    """Where a backup may be restored: nothing there yet."""
    return Site(tmp_path / "new", new_database())
