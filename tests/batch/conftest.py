"""Where worker processes find the package, and these tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="session", autouse=True)
def _paths_of_workers() -> Iterator[None]:
    """The process that workers are forked from sees the environment, not the paths of pytest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), str(ROOT)]))
        yield
