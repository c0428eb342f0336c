"""Vocabulary per language: words are data here, never in code."""
