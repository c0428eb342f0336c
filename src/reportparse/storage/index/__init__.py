"""The search index: filled and emptied with each report, asked by searches.

texts.py     which texts a report has, from its rows
engines.py   where each kind of database keeps the tokens
fill.py      a report into the index and out of it, the whole index anew
state.py     what the index lacks
find.py      texts by words
values.py    prints by value
"""
