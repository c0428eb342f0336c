"""The one place that holds the version of the package."""

VERSION = "0.1.0"
