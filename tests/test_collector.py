"""The collector of cycles: off where it only costs time, and as before afterwards."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

from reportparse.collector import OBJECTS, loading, uncollected

SOURCE = Path(__file__).resolve().parent.parent / "src"


def test_an_error_leaves_the_collector_on() -> None:
    try:
        with uncollected():
            raise ValueError
    except ValueError:
        pass
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_in_a_process_of_others_nothing_is_frozen() -> None:
    before = gc.get_freeze_count()
    with loading():
        pass
    assert gc.get_freeze_count() == before


def test_a_process_of_its_own_never_looks_at_its_modules_again() -> None:
    program = (
        "import gc\n"
        "from reportparse.collector import for_one_file, loading\n"
        "for_one_file()\n"
        "with loading():\n"
        "    import reportparse.reading\n"
        "print(gc.isenabled(), gc.get_threshold()[0], gc.get_freeze_count())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    active, threshold, frozen = done.stdout.split()
    assert (active, int(threshold)) == ("True", OBJECTS)
    assert int(frozen) > 10_000
