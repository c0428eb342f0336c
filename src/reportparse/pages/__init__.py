"""The readers: bytes of a PDF to typed pages, bytes of a text dump to its lines."""
