"""Domain records: what reports must state in them, and what they must not."""
