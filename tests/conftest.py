"""Fixtures for every test: databases, and no network but loopback.

- `database_url` runs a test once on SQLite and once on PostgreSQL, each time with a fresh database of its own;
  `module_database_url` does the same with one database for a whole file.
- `fresh_database("sqlite")` or `fresh_database("postgresql")` makes one by hand, for tests that need a particular kind.
- `postgres_url` is the cluster itself, as its superuser, for tests that need to create something in it.
"""

from collections.abc import Callable, Iterator
from functools import partial

import hypothesis
import pytest

from tests.support.network import block_network
from tests.support.postgres import Cluster, PostgresError

CLUSTER = pytest.StashKey[Cluster]()
BACKENDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]

# The same examples in every run, without a time limit: a red run is the fault of the change, not of chance.
hypothesis.settings.register_profile("project", deadline=None, derandomize=True)
hypothesis.settings.load_profile("project")


def _cluster_url(config: pytest.Config) -> str:
    handed_over = getattr(config, "workerinput", {}).get("postgres_url")
    if handed_over:
        return handed_over
    if CLUSTER not in config.stash:
        try:
            config.stash[CLUSTER] = Cluster.start()
        except PostgresError as error:
            pytest.exit(str(error), returncode=1)
    return config.stash[CLUSTER].url


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    """Hand the address of the one cluster to each worker of pytest-xdist."""
    node.workerinput["postgres_url"] = _cluster_url(node.config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the cluster, if this process started one."""
    if CLUSTER in config.stash:
        config.stash[CLUSTER].stop()


@pytest.fixture(scope="session", autouse=True)
def only_loopback() -> Iterator[None]:
    """Refuse connections to other machines."""
    with pytest.MonkeyPatch.context() as patch:
        block_network(patch)
        yield


@pytest.fixture(scope="session")
def postgres_url(request: pytest.FixtureRequest) -> str:
    """Give the address of the run's PostgreSQL; it is started when first asked for."""
    return _cluster_url(request.config)


@pytest.fixture(scope="session")
def migrated_template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """Give the migrated databases to copy from, one per kind and worker."""
    from tests.support.databases import MigratedTemplate  # noqa: PLC0415 - tests of pure code need no application

    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    return MigratedTemplate(tmp_path_factory.mktemp("databases"), partial(_cluster_url, request.config), worker)


@pytest.fixture(scope="session")
def fresh_database(migrated_template) -> Iterator[Callable[[str], str]]:
    """Give a function that makes a fresh, migrated database of the kind asked for; all are removed at the end."""
    made: list[str] = []

    def make(backend: str) -> str:
        made.append(migrated_template.copy(backend))
        return made[-1]

    yield make
    for url in made:
        migrated_template.remove(url)


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """Give "sqlite" and "postgresql" in turn."""
    return request.param


@pytest.fixture
def database_url(backend: str, migrated_template) -> Iterator[str]:
    """Give a fresh, migrated database for one test, on each kind in turn."""
    url = migrated_template.copy(backend)
    yield url
    migrated_template.remove(url)


@pytest.fixture(scope="module", params=BACKENDS)
def module_database_url(request: pytest.FixtureRequest, migrated_template) -> Iterator[str]:
    """Give a fresh, migrated database for one test file, on each kind in turn."""
    url = migrated_template.copy(request.param)
    yield url
    migrated_template.remove(url)
