"""Lines and rules to grids and tables."""
