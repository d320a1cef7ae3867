"""The real server on a set-up that is not in order: it says what is wrong, ends, and does not try again for ever."""

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
SERVER = (sys.executable, "-m", "gunicorn", "--no-control-socket", "--bind", "127.0.0.1:0", "wsgi:app")


def test_the_server_ends_on_a_broken_regulation_file_and_names_it(tmp_path: Path) -> None:
    (tmp_path / "stuk.toml").write_text("format = 1\n", encoding="utf-8")
    environment = {
        **os.environ,
        "DSAR_REGULATIONS": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3",
        "SECRET_KEY": "only-for-the-tests-" + "0" * 32,
    }
    ended = subprocess.run(
        SERVER,
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 3
    assert "daarom start de server niet" in ended.stderr
    assert "stuk.toml: regulation: ontbreekt" in ended.stderr
