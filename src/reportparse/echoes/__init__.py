"""Figures that repeat figures: prose against tables."""
