"""Elements of the output: made here, cleaned here, printed here.

Names are written with their prefixes, and the namespaces are declared once at the root: so the
standard library is enough to write, and the same report gives the same bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

AKN: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN: Final = "https://reportparse.example/ns/akn/1.0"
"""Namespace of what Akoma Ntoso has no word for: typed values, findings, furniture."""

# Elements that hold words: a line end put into them would be a blank of the text.
MIXED: Final = frozenset(
    {
        *("p", "num", "heading", "subheading", "caption", "tocItem", "block"),
        *("listIntroduction", "docTitle"),
    }
)
# What XML 1.0 cannot hold, not even as a reference.
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
PICTURES: Final = 0x2400
"""Where Unicode keeps the pictures of the control characters."""
REPLACEMENT: Final = "\ufffd"
# Signs that an address may hold as they are (RFC 3986); `#` begins the fragment.
IN_ADDRESS: Final = ":/?@!$&'()*+,;=%~-._"
BARE_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")
ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?://[\w.~%@-]+(?::\d+)?(?![^/?#])|(?!//))")
"""How a whole address begins: a scheme, and a host where two strokes stand behind it."""


def element(tag: str, parent: Element | None = None, /, **attributes: str | None) -> Element:
    """Make an element, below `parent` if there is one; attributes that are None are left out.

    `class_` stands for `class`, `rp_value` for `rp:value` of the project's own namespace.

    >>> print_element(element("td", None, class_="nil", rp_kind="nil", colspan=None))
    '<td class="nil" rp:kind="nil" />'
    """
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(_attribute(name), value)
    if parent is not None:
        parent.append(made)
    return made


def _attribute(name: str) -> str:
    own = name.removesuffix("_")
    return f"{own[:2]}:{own[3:]}" if own.startswith("rp_") else own


def add_words(parent: Element, words: str) -> None:
    """Put words behind all that `parent` holds so far."""
    if not words:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words


def print_element(root: Element) -> str:
    """Return an element as XML."""
    return ElementTree.tostring(root, encoding="unicode")


def print_document(root: Element) -> str:
    """Return a whole document, one structural element a line, with declaration and line end."""
    _indent(root, 0)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{print_element(root)}\n'


def _indent(parent: Element, depth: int) -> None:
    if parent.tag in MIXED or not len(parent):
        return
    inner = "\n" + " " * (depth + 1)
    parent.text = inner
    for child in parent:
        _indent(child, depth + 1)
        child.tail = inner
    parent[-1].tail = "\n" + " " * depth


def written(character: str) -> str:
    """Return what stands for a character that XML cannot hold.

    >>> written("\\x01"), written("\\ufffe") == REPLACEMENT
    ('␁', True)
    """
    return chr(PICTURES + ord(character)) if ord(character) < 0x20 else REPLACEMENT


def clean(root: Element) -> Counter[str]:
    """Replace, in words and attributes, what XML cannot hold; return how often each occurred."""
    seen: Counter[str] = Counter()

    def replaced(words: str) -> str:
        seen.update(FORBIDDEN.findall(words))
        return FORBIDDEN.sub(lambda match: written(match[0]), words)

    for own in _all(root):
        own.text = replaced(own.text) if own.text else own.text
        own.tail = replaced(own.tail) if own.tail else own.tail
        for name, value in own.attrib.items():
            own.set(name, replaced(value))
    return seen


def _all(root: Element) -> Iterator[Element]:
    return root.iter()


def address(target: str) -> str:
    """Return a link's address as `anyURI` allows it: nothing is dropped, some signs are escaped.

    >>> address("https://unfccc.int/文件 7[a]%zz#x#y")
    'https://unfccc.int/%E6%96%87%E4%BB%B6%207%5Ba%5D%25zz#x%23y'
    >>> address("no address: at all")
    'no%20address%3A%20at%20all'
    """
    head, sign, tail = BARE_PERCENT.sub("%25", target).partition("#")
    if not ADDRESS.match(head):
        return quote(target, safe="", errors="replace")
    inside = quote(head, safe=IN_ADDRESS, errors="replace")
    return inside + sign + quote(tail, safe=IN_ADDRESS, errors="replace")
