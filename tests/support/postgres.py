"""A throw-away PostgreSQL on loopback: made for one test run, gone when that run ends, however it ends."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

INSTALL = "sudo apt-get install --no-install-recommends postgresql"

# Nothing in this cluster has to survive, so it waits for no disk. No socket file: only the loopback address.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}

# Waits until its input closes, which also happens when the test run is killed; then nothing of the cluster may stay.
STOP_WHEN_INPUT_CLOSES = """
trap '' INT TERM HUP
read -r _
"$1/pg_ctl" --pgdata="$2/data" --mode=immediate --silent stop
rm -rf "$2"
"""


class PostgresError(RuntimeError):
    """PostgreSQL is not there or does not start; the text says what to do."""


@dataclass(frozen=True)
class Cluster:
    """A running cluster; `url` is the address of its maintenance database."""

    url: str
    folder: Path
    watcher: subprocess.Popen[bytes]

    @classmethod
    def start(cls, **settings: str) -> Self:
        """Make and start a cluster; `settings` win from those above."""
        programs = find_programs()
        folder = Path(tempfile.mkdtemp(prefix="dsar-postgres-"))
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        access = ["--username=postgres", "--auth=trust"]
        text = ["--encoding=UTF8", "--locale=C.UTF-8"]
        _run([programs / "initdb", "--pgdata", folder / "data", "--no-sync", *access, *text], folder)
        watcher = subprocess.Popen(
            ["/bin/sh", "-c", STOP_WHEN_INPUT_CLOSES, "stop-postgres", programs, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches the test run, which then closes the pipe
            **_as_user(folder),
        )
        return cls(url=_start_server(programs, folder, settings), folder=folder, watcher=watcher)

    def control(self, *words: str) -> None:
        """Run pg_ctl on the cluster, such as `stop` or `restart`, and wait until it is done; settings stay."""
        command = [find_programs() / "pg_ctl", "--pgdata", self.folder / "data", "--log", self.folder / "log"]
        _run([*command, "--silent", "--wait", *words], self.folder)

    def stop(self) -> None:
        """Stop the cluster and remove its files; may be called twice."""
        if self.watcher.stdin and not self.watcher.stdin.closed:
            self.watcher.stdin.close()
        self.watcher.wait(timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)


def find_programs() -> Path:
    """Find the folder with initdb and pg_ctl, the newest version first."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    if debian:
        return debian[-1].parent
    elsewhere = shutil.which("initdb")
    if elsewhere:
        return Path(elsewhere).resolve().parent
    raise PostgresError(f"the tests need PostgreSQL's programs; install them with\n{INSTALL}")


def _start_server(programs: Path, folder: Path, settings: Mapping[str, str], attempts: int = 3) -> str:
    for attempt in range(1, attempts + 1):  # another program may take the port between looking and starting
        port = free_port()
        chosen = {**SETTINGS, **settings, "port": str(port)}
        options = " ".join(f"-c {name}='{value}'" for name, value in chosen.items())
        command = [programs / "pg_ctl", "--pgdata", folder / "data", "--log", folder / "log", "--silent", "--wait"]
        try:
            _run([*command, "--options", options, "start"], folder)
        except PostgresError as error:
            if attempt == attempts:
                log = folder / "log"
                raise PostgresError(f"{error}\n{log.read_text() if log.exists() else ''}") from error
        else:
            return f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    raise AssertionError("unreachable")


def _run(command: list[str | Path], folder: Path) -> None:
    # Output goes to a file: the server inherits it, and a pipe would stay open as long as the server lives.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            command, check=False, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **_as_user(folder)
        )
        output.seek(0)
        if done.returncode:
            raise PostgresError(f"{command[0]} failed:\n{output.read().decode(errors='replace')}")


def _as_user(folder: Path) -> dict[str, object]:
    # PostgreSQL refuses to run as root; Debian's package made a user for it.
    user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    return {"cwd": folder, **user}


def free_port() -> int:
    """Give a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
