"""Numbers of a dump that are no furniture and no notes, and page numbers among notes."""

from __future__ import annotations

import reportparse

FILL = "秘书处审议了各项提案并与各方讨论了方法学的程序草案"


def test_labels_below_running_heads_stay_with_their_paragraphs() -> None:
    """Three pages begin with the symbol and a label torn off its text: no second running head."""
    pages = "".join(
        f"FCCC/KP/CMP/2024/3\n\n{n}.\n\n第{n}段的正文，{FILL}。\n\n\f" for n in range(1, 5)
    )
    report = reportparse.parse(pages.encode())
    numbers = [b.number for s in report.sections for b in s.blocks if b.kind == "paragraph"]
    assert numbers == [1, 2, 3, 4]
    assert {f.raw for f in report.furniture if f.kind == "running_head"} == {"FCCC/KP/CMP/2024/3"}


def test_what_counts_the_next_word_is_no_marker() -> None:
    """`。1 个实体` is no marker, so the line `1 个实体` at the page's end is no note."""
    text = (
        f"一. 导言\n\n1. {FILL}。1 个实体的任期届满；{FILL}。\n\n二. 结论\n\n"
        f"1 个实体的任期届满；{FILL}。\n"
    )
    report = reportparse.parse(text.encode())
    assert report.footnotes == ()
    assert [f.code for f in report.findings if f.code == "note-without-marker"] == []


def test_addresses_before_a_page_of_one_line() -> None:
    """Two dumped addresses one below the other do not hide that all other lines are spaced."""
    text = (
        f"一. 导言\n\n1. {FILL}。\n\n2. {FILL}。\n\n3. 见决议。{FILL}，并欢迎关于方法学的各项\n\n"
        f"草案和准则，{FILL}\n\n"
        "https://example.org/a\nhttps://example.org/b\n以及其他资料。\n"
    )
    report = reportparse.parse(text.encode())
    assert {link.url for link in report.links} == {
        "https://example.org/a",
        "https://example.org/b",
    }
