"""The face of the product: pydantic models of a report and their JSON Schema."""

from reportparse.report.model import SCHEMA_VERSION, Finding, Report

__all__ = ["SCHEMA_VERSION", "Finding", "Report"]
