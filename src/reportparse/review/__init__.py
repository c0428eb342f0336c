"""The review page: the original beside what was extracted, every doubt a click from its place.

original.read_original(bytes)     the report, and its pages as pictures or its dump as lines
page.write_page(review)           one HTML file that needs nothing else
server.serve(engine, ...)         the reports of a database, on this machine only
"""

from reportparse.errors import MissingExtra

try:
    import jinja2  # noqa: F401
except ImportError as missing:
    raise MissingExtra("review", f"{missing.name} is not installed") from missing
