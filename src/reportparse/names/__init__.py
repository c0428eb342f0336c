"""Names and terms: who and what the report names, its own words, and words cut by them."""
