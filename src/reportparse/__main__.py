"""`python -m reportparse`: the same as the command `reportparse`."""

from __future__ import annotations

import os

from reportparse.collector import for_one_file, loading
from reportparse.shelf import keep


def run() -> None:
    """Be the command: a process that does one thing and ends, quick to start and to end."""
    for_one_file()
    keep()
    # The models need no plugins, and to look for some means to read the metadata of all that is
    # installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    with loading():
        from reportparse.cli import main
    main()


if __name__ == "__main__":
    run()
