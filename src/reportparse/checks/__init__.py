"""Checks: what the report's own arithmetic says about its figures. Report in, report out."""
