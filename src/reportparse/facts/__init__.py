"""What the words of a report state: found in plain text, knowing nothing of layout."""
