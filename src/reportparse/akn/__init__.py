"""A report in Akoma Ntoso as the United Nations uses it (AKN4UN); docs/akn.md says how."""

from reportparse.akn.write import write_akn

__all__ = ["write_akn"]
