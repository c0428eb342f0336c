"""Domain records: one module a kind, with its model, its words and its recogniser."""
