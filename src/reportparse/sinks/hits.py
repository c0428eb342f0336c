"""Hits of a search: as text for the terminal, as JSON, as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from reportparse.search.model import Found, Hit, Place, Snippet
from reportparse.search.snippets import parts

Mark = Callable[[str], str]
"""How a hit is marked in its snippet."""

CONTEXT_SIGN: Final = " › "

COLUMNS: Final = (
    *("report_id", "symbol", "file_name", "element", "kind", "section"),
    *("page", "x0", "top", "x1", "bottom", "line", "column", "end_line", "end_column"),
    *("value", "score", "context", "snippet"),
)


def bracketed(words: str) -> str:
    """Mark a hit where nothing can be styled."""
    return f"【{words}】"


def marked(snippet: Snippet, mark: Mark = bracketed) -> str:
    """Return a snippet in one line, its hits marked, `…` where the text goes on.

    >>> marked(Snippet("注销的减排量", ((0, 2), (3, 6)), before=True, after=False))
    '…【注销】的【减排量】'
    """
    line = "".join(
        mark(" ".join(words.split())) if hit else words for words, hit in parts(snippet)
    ).replace("\n", " ")
    return ("…" if snippet.before else "") + line + ("…" if snippet.after else "")


def write_hits(found: Found, mark: Mark = bracketed, *, first: int = 1) -> str:
    """Return the hits for a reader: of each its place, what it stands under, and its snippet."""
    if not found.hits:
        return "nothing found\n" if not found.total else f"no more: {found.total} in all\n"
    blocks = [_block(number, hit, mark) for number, hit in enumerate(found.hits, first)]
    last = first + len(found.hits) - 1
    total = f"{found.total}" if found.exact else f"more than {found.total}"
    shown = f"{first} to {last}" if len(found.hits) < found.total else "all"
    return "\n".join(blocks) + f"\n{total} found, {shown} shown\n"


def _block(number: int, hit: Hit, mark: Mark) -> str:
    value = "" if hit.value is None else f" = {hit.value:f}"
    name = hit.symbol or hit.file_name or hit.report_id
    lines = [f"{number}. {name}  {_where(hit.place)}  {hit.element} ({hit.kind}){value}"]
    if hit.context:
        lines.append(f"   {CONTEXT_SIGN.join(hit.context)}")
    lines.append(f"   {marked(hit.snippet, mark)}")
    return "\n".join(lines) + "\n"


def _where(place: Place) -> str:
    """The place in words: `page 4 (337.2, 586.4, 384.4, 596.9)` or `line 12, columns 3 to 9`."""
    if place.page is not None:
        box = "" if place.box is None else f" ({', '.join(f'{edge:.1f}' for edge in place.box)})"
        return f"page {place.page}{box}"
    if place.line is None:
        return "no place"
    if place.end_line in (None, place.line):
        return f"line {place.line}, columns {place.column} to {place.end_column}"
    return f"lines {place.line} to {place.end_line}, from column {place.column}"


def hits_json(found: Found, query: str) -> str:
    """Return the hits as one JSON object; offsets of marks count characters of the snippet."""
    hits = [_plain(hit) for hit in found.hits]
    value = {"query": query, "total": found.total, "exact": found.exact, "hits": hits}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _plain(hit: Hit) -> dict[str, Any]:
    place, snippet = hit.place, hit.snippet
    if place.page is not None:
        where: dict[str, Any] = {"page": place.page, "box": place.box}
    else:
        where = {
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
        }
    return {
        "report": hit.report_id,
        "symbol": hit.symbol,
        "file": hit.file_name,
        "element": hit.element,
        "kind": hit.kind,
        "section": hit.section,
        "context": hit.context,
        "place": where,
        "value": None if hit.value is None else format(hit.value, "f"),
        "score": hit.score,
        "snippet": {
            "text": snippet.text,
            "marks": snippet.marked,
            "before": snippet.before,
            "after": snippet.after,
        },
    }


def hits_csv(found: Found) -> str:
    """Return the hits as CSV with a line of names; hits are marked with 【】 in the snippet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(hit) for hit in found.hits)
    return out.getvalue()


def _cells(hit: Hit) -> Iterator[Any]:
    place = hit.place
    yield from (hit.report_id, hit.symbol, hit.file_name, hit.element, hit.kind, hit.section)
    yield place.page
    yield from place.box or (None,) * 4
    yield from (place.line, place.column, place.end_line, place.end_column)
    yield None if hit.value is None else format(hit.value, "f")
    yield hit.score
    yield CONTEXT_SIGN.join(hit.context)
    yield marked(hit.snippet)
