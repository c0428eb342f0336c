"""Writes the folder of years: python -m tests.years FOLDER [SEED]."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.years import write_years

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
write_years(folder, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
