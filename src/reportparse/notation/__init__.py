"""How the print writes things: text to value, without layout and without files."""
