"""Sentences from the vocabulary, each made from one number so that examples shrink well."""

from __future__ import annotations

from random import Random

from tests.typeset import vocabulary as v


def grouped(value: int, separator: str) -> str:
    """Return `value` with its digits in groups of three.

    >>> grouped(1234567, " ")
    '1 234 567'
    """
    return f"{value:,}".replace(",", separator)


def fill(phrase: str, random: Random) -> str:
    """Return `phrase` with every slot filled."""
    year = random.randint(2015, 2026)
    out: list[str] = []
    rest = phrase
    while "{" in rest:
        before, _, tail = rest.partition("{")
        name, _, rest = tail.partition("}")
        out.append(before)
        out.append(_slot(name, year, random))
    out.append(rest)
    return "".join(out)


def _slot(name: str, year: int, random: Random) -> str:
    if name in ("year", "later"):
        return str(year if name == "year" else year + 1)
    if name == "n":
        return str(random.choice((2, 3, 5, 7, 10, 17, 18, 70, 121, 266)))
    if name == "d":
        return str(random.randint(0, 9))
    if name == "count":
        top = random.choice((9, 99, 999, 99_999, 9_999_999, 3_000_000_000))
        return grouped(random.randint(1, top), ",")
    if name == "date":
        return f"{year}年{random.randint(1, 12)}月{random.randint(1, 28)}日"
    choices = {
        "name": v.NAMES,
        "symbol": v.SYMBOLS,
        "term": v.TERMS,
        "verb": v.VERBS,
        "object": v.OBJECTS,
    }
    return fill(random.choice(choices[name]), random)


def sentence(seed: int, opening: bool = True) -> str:
    """Return a Chinese sentence that ends with its full stop.

    Without `opening` it begins with a Chinese character, so that it may follow a footnote mark.
    """
    random = Random(seed)
    start = fill(random.choice(v.OPENINGS), random) if opening else random.choice(("", "为此，"))
    subjects = v.SUBJECTS if opening else tuple(s for s in v.SUBJECTS if not s[0].isascii())
    words = start + random.choice(subjects)
    words += fill(random.choice(v.VERBS) + random.choice(v.OBJECTS), random)
    for _ in range(random.choice((0, 0, 1, 1, 2, 3))):
        words += "，" + fill(random.choice(v.CLAUSES), random)
    return words.replace("，(见", "(见") + "。"


def item_words(seed: int, closing: str) -> str:
    """Return the words of a sub-item that ends with `closing`."""
    random = Random(seed)
    words = fill(random.choice(v.VERBS) + random.choice(v.OBJECTS), random)
    for _ in range(random.choice((0, 0, 1, 2))):
        words += "，" + fill(random.choice(v.CLAUSES), random)
    return words.replace("，(见", "(见") + closing


def padding(count: int) -> str:
    """Return exactly `count` full-width characters of plain Chinese, at least 8.

    >>> len(padding(31))
    31
    """
    words = "各方讨论了"
    index = 0
    while len(words) + 6 <= count:
        words += v.PADDING[index % len(v.PADDING)] + "、"
        index += 1
    return words + v.PADDING_ENDS[count - len(words)]


def pick(options: tuple[str, ...], seed: int) -> str:
    """Return one of `options` with its slots filled."""
    random = Random(seed)
    return fill(options[seed % len(options)], random)
