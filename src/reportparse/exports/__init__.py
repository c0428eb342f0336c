"""The database as columns for other tools: CSV with a data package, Parquet, DuckDB, XLSX.

`source.py` reads the tables, typed and in the order of their keys; each form writes them so that
values, types, keys, and the difference between nil, blank, zero, unread and nothing travel along.
"""
