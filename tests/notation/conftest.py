"""Settings of the property tests here: the machine may be busy, so no deadline per example."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
