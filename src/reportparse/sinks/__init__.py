"""Where a report goes: JSON, JSON Lines, Markdown."""
