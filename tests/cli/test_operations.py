"""docs/operations.md, Dockerfile and compose.yaml name commands, settings and packages that there are; they work."""

import configparser
import json
import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml
from flask import Flask

from dsar import create_app
from dsar.config import NAMES
from tests.support.app import SECRET_KEY
from tests.support.postgres import free_port

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
UNITS = ("verzoekenwijzer", "verzoekenwijzer-scheduler", "verzoekenwijzer-backup")
FLASK = re.compile(r"flask --app wsgi ([^`\n#'$]+)")


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app({"DATABASE_URL": "sqlite://", "SECRET_KEY": SECRET_KEY})


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def units() -> Iterator[configparser.ConfigParser]:
    for block in blocks("ini"):
        if block.startswith("[Unit]"):
            unit = configparser.ConfigParser(interpolation=None)
            unit.optionxform = str  # type: ignore[assignment, method-assign]  # systemd's names have capitals
            unit.read_string(block)
            yield unit


def leads_somewhere(app: Flask, words: list[str]) -> None:
    """Follow the words of a command as far as they name commands; its options must be there too."""
    found: click.Command = app.cli
    for word in words:
        if isinstance(found, click.Group):
            assert word in found.commands, words
            found = found.commands[word]
        elif word.startswith("--"):
            options = {name for parameter in found.params for name in parameter.opts} | {"--help"}
            assert word in options, words
    assert not isinstance(found, click.Group) or words[-1] == "--help", words


@pytest.mark.parametrize("text", [GUIDE, README], ids=["operations", "readme"])
def test_every_command_that_is_named_exists_with_its_options(app: Flask, text: str) -> None:
    named = [shlex.split(found.strip(" |")) for found in FLASK.findall(text)]
    assert len(named) > 5
    for words in named:
        leads_somewhere(app, words)


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", GUIDE + README, re.MULTILINE))
    assert {"run", "test", "messages"} <= named
    assert named | {"doctor"} <= targets


def test_every_setting_that_is_named_exists() -> None:
    named = set(re.findall(r"\b(?:DSAR_[A-Z_]+|DATABASE_URL|SECRET_KEY)\b", GUIDE + DOCKERFILE))
    assert {"DATABASE_URL", "SECRET_KEY", "DSAR_TRUSTED_HOSTS", "DSAR_METRICS_TOKEN", "DSAR_BACKUPS"} <= named
    assert named <= NAMES
    assert set(COMPOSE["x-application"]["environment"]) <= NAMES


def test_the_settings_of_the_guide_can_be_read(tmp_path: Path) -> None:
    examples = [block for block in blocks("ini") if block.startswith("DATABASE_URL=")]
    assert len(examples) == 2
    for example in examples:
        settings = dict(line.split("=", 1) for line in example.strip().splitlines())
        key = {"SECRET_KEY": SECRET_KEY, "DSAR_METRICS_TOKEN": "een-lang-geheim-0123"}
        made = create_app({**settings, **key})
        assert made.config["SESSION_COOKIE_SECURE"] is True


def test_every_file_that_the_guide_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", GUIDE)
    assert "../compose.yaml" in links
    for link in links:
        assert (ROOT / "docs" / link).exists(), link


def test_the_image_has_the_libraries_of_a_machine_and_what_a_backup_needs() -> None:
    listed = (ROOT / ".ci" / "system-packages").read_text(encoding="utf-8").split("packages=(")[1].split(")")[0]
    libraries = set(re.findall(r"^\s*([a-z0-9.-]+)", listed, re.MULTILINE))
    installed = re.search(r"--no-install-recommends \\\n\s+([^\n]+?) \\\n", DOCKERFILE)
    assert installed is not None
    assert len(libraries) == 3
    assert set(installed[1].split()) == libraries | {"postgresql-client"}


def test_the_image_copies_the_whole_application_and_nothing_else_and_is_not_root() -> None:
    copied = {source for source, _ in re.findall(r"^COPY (\S+) (\S+)$", DOCKERFILE, re.MULTILINE)}
    assert copied == {"requirements.txt", "wsgi.py", "dsar", "templates", "static", "migrations"}
    for source in copied:
        assert (ROOT / source).exists(), source
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[1] == "*"
    assert {line[1:] for line in ignored if line.startswith("!")} == copied
    assert re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE) == ["verzoekenwijzer"]
    assert "FROM python:3.11-" in DOCKERFILE


def test_the_services_start_after_the_schema_is_there_and_as_little_as_can_be(app: Flask) -> None:
    services = COMPOSE["services"]
    assert set(services) == {"db", "setup", "web", "scheduler"}
    for name in ("web", "scheduler"):
        assert services[name]["depends_on"]["setup"] == {"condition": "service_completed_successfully"}
    for name in ("setup", "web", "scheduler"):
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
    for name in ("setup", "scheduler"):
        command = services[name]["command"]
        assert command[:5] == ["python", "-m", "flask", "--app", "wsgi"]
        leads_somewhere(app, command[5:])
    assert all(port.startswith("127.0.0.1:") for port in services["web"]["ports"]), "only a proxy gets at it"
    assert "ports" not in services["db"]


def test_the_units_of_the_guide_start_what_there_is(app: Flask) -> None:
    services = [unit for unit in units() if unit.has_section("Service")]
    assert len(services) == len(UNITS)
    for unit in services:
        service = unit["Service"]
        assert service["User"] == "verzoekenwijzer"
        assert service["EnvironmentFile"] == "/etc/verzoekenwijzer.env"
        words = re.search(r"-m (?:flask --app wsgi (\w+)|gunicorn (.+))", service["ExecStart"])
        assert words is not None
        if words[1]:
            leads_somewhere(app, [words[1]])
        else:
            assert service["RestartPreventExitStatus"] == "3"


def served_by(arguments: list[str], folder: Path, port: int) -> tuple[subprocess.Popen[str], dict[str, str]]:
    address = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/a.sqlite3", "SECRET_KEY": SECRET_KEY}
    setup = [sys.executable, "-m", "flask", "--app", "wsgi", "setup"]
    subprocess.run(setup, cwd=ROOT, env=address, check=True, capture_output=True)
    bound = [f"127.0.0.1:{port}" if word.endswith(":8000") else word for word in arguments]
    server = subprocess.Popen(
        [sys.executable, *bound], cwd=ROOT, env=address, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return server, address


def test_the_image_serves_with_its_command_and_its_health_check_sees_it(tmp_path: Path) -> None:
    health, serve = (json.loads(found) for found in re.findall(r"CMD (\[.*\])$", DOCKERFILE, re.MULTILINE))
    port = free_port()
    server, environment = served_by(serve[1:], tmp_path, port)
    check = [sys.executable, *(word.replace(":8000/", f":{port}/") for word in health[1:])]
    try:
        for _ in range(60):
            asked = subprocess.run(check, env=environment, check=False, capture_output=True)
            if asked.returncode == 0:
                break
            assert server.poll() is None, server.communicate()[0]
            time.sleep(0.5)
        assert asked.returncode == 0, asked.stderr
    finally:
        server.terminate()
        told = server.communicate(timeout=30)[0]
    assert "/readyz" not in told, "no access log beside our own lines"


def test_the_unit_of_the_web_has_options_that_the_server_knows() -> None:
    web = next(unit["Service"]["ExecStart"] for unit in units() if "gunicorn" in unit["Service"]["ExecStart"])
    arguments = shlex.split(web)[1:]
    checked = subprocess.run(
        [sys.executable, *arguments[:2], "--check-config", *arguments[2:]],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": "sqlite://", "SECRET_KEY": SECRET_KEY},
        check=False,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stderr


def test_the_figures_that_the_guide_explains_are_those_that_there_are() -> None:
    source = (ROOT / "dsar" / "web" / "metrics.py").read_text(encoding="utf-8")
    assert set(re.findall(r"`(dsar_\w+)`", GUIDE)) == set(re.findall(r'"(dsar_\w+)"', source))


def test_the_example_for_prometheus_is_one() -> None:
    (example,) = blocks("yaml")
    (job,) = yaml.safe_load(example)["scrape_configs"]
    assert job["static_configs"] == [{"targets": ["verzoeken.example.com"]}]
