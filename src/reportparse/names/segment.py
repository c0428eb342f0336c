"""Words of Chinese text for search: jieba, with the report's own names and terms kept whole.

jieba is loaded when the first text is cut, its dictionary once for the process (`dictionary`). The
report's forms are cut out of a text before jieba sees the rest, so nothing of one report can change
the words of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from reportparse.lexicon.patterns import compiled
from reportparse.names.dictionary import dictionary
from reportparse.notation.spacing import half_width

if TYPE_CHECKING:
    from reportparse.report.model import Report

_WORD: Final = compiled(r"[\p{L}\p{N}]")
_KINDS: Final = ("organ", "person", "place", "document")
_HAN: Final = compiled(r"\p{Han}")
_RUN: Final = compiled(
    r"\p{Han}+|(?=[\p{N}/.\-]*\p{Latin})[\p{Latin}\p{N}]+(?:[-/.’'][\p{Latin}\p{N}]+)*"
    r"|\d+(?:[.,]\d{3})*(?:\.\d+)?%?"
)
_END: Final = ""


class Segmenter:
    """Cuts texts into words, never inside one of its forms. Make one with `segmenter`."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._tree: dict[str, Any] = {}
        for form in forms:
            node = self._tree
            for char in half_width(form):
                node = node.setdefault(char, {})
            node[_END] = form

    def words(self, text: str) -> list[str]:
        """Return the words of a text in order, its signs and blanks left out.

        The longest form at a place is one word; numbers and Latin words are whole.

        >>> Segmenter(["核证减排量", "自愿注销"]).words("自愿注销的核证减排量为32,717,425个")
        ['自愿注销', '的', '核证减排量', '为', '32,717,425', '个']
        """
        found: list[str] = []
        for piece, is_form in self._pieces(half_width(text)):
            found += [piece] if is_form else _plain_words(piece)
        return found

    def search_words(self, text: str) -> list[str]:
        """Return the words of a text with all words inside its forms and long words, for an index.

        Whoever looks for 核证减排量 finds 核证减排量单位 as well.

        >>> Segmenter(["核证减排量单位", "核证减排量", "减排量"]).search_words("核证减排量单位")
        ['核证减排量单位', '核证减排量', '核证', '减排量', '减排', '量', '单位']
        """
        found: list[str] = []
        for piece, is_form in self._pieces(half_width(text)):
            found += self._with_parts(piece) if is_form else _plain_words(piece, parts=True)
        return found

    def _with_parts(self, form: str) -> Iterator[str]:
        """A form, the forms in it with theirs, and the words between them."""
        yield form
        for part, is_form in self._pieces(form, longest=len(form) - 1):
            if is_form:
                yield from self._with_parts(part)
            else:
                found = _plain_words(part, parts=True)
                yield from (word for word in found if word != form)

    def _pieces(self, text: str, longest: int | None = None) -> Iterator[tuple[str, bool]]:
        """The forms in a text, and what stands between them."""
        at = last = 0
        while at < len(text):
            end = self._longest(text, at, longest)
            if end is None:
                at += 1
                continue
            if last < at:
                yield text[last:at], False
            yield text[at:end], True
            at = last = end
        if last < len(text):
            yield text[last:], False

    def _longest(self, text: str, start: int, longest: int | None) -> int | None:
        """The end of the longest form that begins here; a Latin one ends with its word."""
        if start and _is_latin(text[start]) and _is_latin(text[start - 1]):
            return None
        node, found = self._tree, None
        for at in range(start, len(text)):
            if text[at] not in node:
                break
            node = node[text[at]]
            if longest is not None and at + 1 - start > longest:
                break
            inside = at + 1 < len(text) and _is_latin(text[at]) and _is_latin(text[at + 1])
            if _END in node and not inside:
                found = at + 1
        return found


def segmenter(report: Report) -> Segmenter:
    """Return what cuts texts by the names and terms of a report, which must have been found.

    Any text can be cut, a query as well as the report's own.
    """
    from reportparse.names.terms import term_forms  # all that reads reports comes with it

    names = ((name.kind, (name.text, *name.short)) for name in report.facts.names)
    return Segmenter(kept_forms(names, term_forms(report.facts.terms)))


def kept_forms(names: Iterable[tuple[str, Iterable[str]]], terms: Iterable[str]) -> list[str]:
    """Return the forms that stay whole: of names, given with their kinds, and of terms.

    >>> kept_forms([("organ", ["执行理事会"]), ("meeting", ["第121次会议"])], ["碳", "减排量"])
    ['执行理事会', '减排量']
    """
    named = (
        form
        for kind, forms in names
        if kind in _KINDS
        for form in forms
        if "《" not in form and "“" not in form
    )
    return [form for form in (*named, *terms) if len(form) > 1]


def _is_latin(char: str) -> bool:
    return char.isalnum() and not _HAN.match(char)


def _plain_words(text: str, *, parts: bool = False) -> list[str]:
    """The words of a text without forms: jieba's for Chinese, whole ones for the rest.

    With `parts`, the words of jieba's dictionary inside its long words as well.
    """
    found: list[str] = []
    for run in _RUN.findall(text):
        if _HAN.match(run):
            found += _cut(run, parts)
        else:
            found.append(run)
    return [word for word in found if _WORD.search(word)]


@lru_cache(maxsize=8192)
def _cut(run: str, parts: bool) -> tuple[str, ...]:
    """The words of a run of ideographs; reports repeat most of their runs."""
    if len(run) == 1:
        return (run,)
    words = dictionary()
    return tuple(words.cut_with_parts(run) if parts else words.cut(run))
