"""Fixtures every room uses, and the rule that CI accepts no skipped test."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# Before Django reads its settings, so not in pyproject.toml, which is read earlier: no test ever touches a real store.
os.environ["REPATRIA_HOME"] = tempfile.mkdtemp(prefix="repatria-test-")
if os.environ.get("REPATRIA_TEST_POSTGRES"):
    os.environ["REPATRIA_DATABASE_URL"] = os.environ["REPATRIA_TEST_POSTGRES"]
else:
    os.environ.pop("REPATRIA_DATABASE_URL", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "repatria.settings"

import django
import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
NIGHTLY = bool(os.environ.get("REPATRIA_NIGHTLY"))

settings.register_profile(
    "repatria",
    deadline=None,
    derandomize=not NIGHTLY,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    print_blob=True,
)
settings.load_profile("repatria")
django.setup()


def shared_folder() -> Path | None:
    """The folder of shared test data: $REPATRIA_SHARED, or ../shared beside the repository."""
    folder = Path(os.environ.get("REPATRIA_SHARED") or ROOT.parent / "shared")
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared test data; the test is skipped, with the reason, where it is not at hand."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("no shared test data: set REPATRIA_SHARED")
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """In CI a skipped test is a failed test: what was not run was not checked."""
    report = yield
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = (
            f"skipped in CI: {report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr}"
        )
    return report
