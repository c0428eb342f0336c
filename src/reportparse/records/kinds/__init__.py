"""The kinds of records: each module holds one, `NAME.toml` beside it its words.

A module of this package has a `KIND`; the registry finds it by that and by nothing else.
"""
