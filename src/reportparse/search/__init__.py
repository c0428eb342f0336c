"""Full-text search: what two texts must agree in, tokens, the query language, hits, snippets.

Nothing here knows a database: `storage/index/` keeps the index and asks it.
"""
