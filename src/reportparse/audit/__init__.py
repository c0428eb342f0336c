"""The audit: a plain list of checks over a report, each with place, equation and verdict."""
