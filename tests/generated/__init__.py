"""Reports set by the typesetter, parsed, and compared with what was set."""
