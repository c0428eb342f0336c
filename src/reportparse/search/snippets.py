"""Snippets: the stretch of a text where the hits are, and the hits in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportparse.search.folding import fold_with_offsets
from reportparse.search.model import Snippet

WIDTH: Final = 80
"""Characters of a snippet, about a line of the terminal in Chinese."""

BEFORE: Final = 20
"""Characters before the first hit at most, so that its sentence can be read."""

Span = tuple[int, int]


def spans(text: str, pieces: Sequence[str]) -> list[Span]:
    """Return where folded pieces stand in a text, in order, those that overlap as one.

    >>> spans("注销的核证 减排量和ＣＥＲ", ["核证减排量", "cer", "减排"])
    [(3, 9), (10, 13)]
    """
    folded, offsets = fold_with_offsets(text)
    found: list[Span] = []
    for piece in pieces:
        at = folded.find(piece)
        while at >= 0:
            end = at + len(piece)
            found.append((offsets[at], offsets[end - 1] + 1))
            at = folded.find(piece, end)
    return _joined(sorted(found))


def _joined(found: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in found:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def snippet(text: str, marked: Sequence[Span], width: int = WIDTH) -> Snippet:
    """Return the stretch of `width` characters with the most of what is marked.

    >>> snippet("报告期内注销了核证减排量", [(4, 6)], width=6)
    Snippet(text='期内注销了核', marked=((2, 4),), before=True, after=True)
    """
    start = _start(marked, width)
    if marked:
        start = max(0, start - min(BEFORE, max(0, width - (marked[0][1] - marked[0][0])) // 2))
    start = max(0, min(start, len(text) - width))
    end = min(len(text), start + width)
    inside = tuple(
        (max(begin, start) - start, min(stop, end) - start)
        for begin, stop in marked
        if begin < end and stop > start
    )
    return Snippet(text[start:end], inside, start > 0, end < len(text))


def parts(snippet: Snippet) -> Iterator[tuple[str, bool]]:
    """Yield a snippet in stretches, each with whether it is marked; joined they are its text.

    >>> list(parts(Snippet("注销的减排量", ((0, 2), (3, 6)), before=True, after=False)))
    [('注销', True), ('的', False), ('减排量', True)]
    """
    at = 0
    for start, end in snippet.marked:
        if at < start:
            yield snippet.text[at:start], False
        yield snippet.text[start:end], True
        at = end
    if at < len(snippet.text):
        yield snippet.text[at:], False


def _start(marked: Sequence[Span], width: int) -> int:
    """The beginning of the first hit from which on most is marked."""
    best, most = 0, -1
    for begin, _ in marked:
        covered = sum(
            stop - start for start, stop in marked if begin <= start and stop <= begin + width
        )
        if covered > most:
            best, most = begin, covered
    return best
