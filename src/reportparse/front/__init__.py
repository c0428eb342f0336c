"""The front matter of a report: masthead, title, summary, contents, abbreviations, period."""
