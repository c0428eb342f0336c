"""A difference for the reader: text for the terminal, Markdown, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Final

import click

from reportparse.diff.model import Action, Change, Difference, Segment, Side

TITLES: Final = {
    "metadata": "Metadata",
    "outline": "Outline",
    "text": "Text",
    "abbreviation": "Short forms",
    "note": "Footnotes",
    "table": "Tables",
    "column": "Columns",
    "row": "Rows",
    "cell": "Cells",
    "table note": "Notes of tables",
    "figure": "Figures",
    "record": "Records",
}
SIGNS: Final[Mapping[Action, str]] = {
    "added": "+",
    "removed": "-",
    "changed": "~",
    "renamed": "~",
    "moved": ">",
    "renumbered": "#",
}
COLOURS: Final[Mapping[Action, str]] = {
    "added": "green",
    "removed": "red",
    "changed": "yellow",
    "renamed": "yellow",
    "moved": "cyan",
    "renumbered": "blue",
}
AROUND: Final = 20
"""Characters shown of what is the same on either side of a change."""
WORDLESS: Final = frozenset({"nil", "blank", "unread"})

Cut = Callable[[str], str]


def write_text(difference: Difference) -> str:
    """Return a difference as text with terminal colours; `click.unstyle` takes them off."""
    gone, new = (lambda s: click.style(f"[-{s}-]", fg="red")), _new
    lines = [click.style(f"{difference.before} → {difference.after}", bold=True)]
    lines.append(_summary(difference))
    for part, changes in groupby(difference.told, key=lambda own: own.part):
        own = list(changes)
        lines += ["", click.style(f"{TITLES[part]} ({len(own)})", bold=True)]
        for change in own:
            sign = click.style(SIGNS[change.action], fg=COLOURS[change.action], bold=True)
            lines.append(f"  {sign} {_line(change, gone, new)}")
    return "\n".join(lines) + "\n"


def _new(words: str) -> str:
    return click.style(f"{{+{words}+}}", fg="green")


def write_markdown(difference: Difference) -> str:
    """Return a difference as Markdown: what is gone struck out, what is new in bold."""
    lines = [
        f"# {_plain(difference.before)} → {_plain(difference.after)}",
        "",
        _summary(difference),
    ]
    for part, changes in groupby(difference.told, key=lambda own: own.part):
        lines += ["", f"## {TITLES[part]}", ""]
        for change in changes:
            words = _line(change, lambda s: f"~~{s}~~", lambda s: f"**{s}**", _plain)
            lines.append(f"- {words}")
    return "\n".join(lines) + "\n"


def _plain(words: str) -> str:
    """Disarm the signs that Markdown takes for its own."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#~" else char for char in words)


def write_json(difference: Difference) -> str:
    """Return a difference as JSON: both names, counts, and every change with both sides."""
    counts = [(change.part, change.action) for change in difference.told]
    whole = {
        "before": difference.before,
        "after": difference.after,
        "same": not difference.told,
        "counts": {" ".join(own): counts.count(own) for own in dict.fromkeys(counts)},
        "changes": [asdict(change) for change in difference.changes],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _summary(difference: Difference) -> str:
    told = difference.told
    hidden = len(difference.changes) - len(told)
    words = f"{len(told)} {'change' if len(told) == 1 else 'changes'}" if told else "no difference"
    if hidden:
        words += f"; {hidden} more where a text dump cannot tell (in the JSON)"
    return words


def _line(change: Change, gone: Cut, new: Cut, plain: Cut = str) -> str:
    where = plain(change.where)
    if change.words:
        return f"{where}: {''.join(_words(change.words, gone, new, plain))}"
    before, after = (_side(side, plain) for side in (change.before, change.after))
    if change.action == "moved":
        return (
            f"{where} moved: {_short(after or '')}" if change.part == "text" else f"{where} moved"
        )
    if change.before is None or change.after is None:
        said = new(after or "") if change.before is None else gone(before or "")
        return f"{where}: {said}"
    aspect = "" if change.what in ("words", "value", "number") else f" ({change.what})"
    return f"{where}{aspect}: {gone(before or 'nothing')} {new(after or 'nothing')}"


def _side(side: Side | None, plain: Cut) -> str | None:
    """Return what a side says; a nil, a blank and an unread cell are named."""
    if side is None:
        return None
    if side.kind in WORDLESS:
        return f"{plain(side.text)} ({side.kind})" if side.text else f"({side.kind})"
    return plain(side.text)


def _words(words: Sequence[Segment], gone: Cut, new: Cut, plain: Cut) -> Iterator[str]:
    for at, own in enumerate(words):
        if own.same:
            yield plain(_around(own.before, first=at == 0, last=at == len(words) - 1))
            continue
        if own.before:
            yield gone(plain(own.before))
        if own.after:
            yield new(plain(own.after))


def _around(words: str, *, first: bool, last: bool) -> str:
    """Shorten what is the same to what stands beside a change.

    >>> _around("一" * 50, first=True, last=False) == "…" + "一" * 20
    True
    """
    head = "" if first else words[:AROUND]
    tail = "" if last else words[-AROUND:]
    return words if len(words) <= len(head) + len(tail) + 1 else f"{head}…{tail}"


def _short(words: str) -> str:
    return words if len(words) <= 2 * AROUND else f"{words[: 2 * AROUND]}…"
