"""Glyphs or dump lines to lines, furniture, notes and blocks."""
