"""Chinese-language UN reports to validated JSON, every figure with its place."""
