"""The structure tree of a tagged PDF: which element holds which marked content of which page.

The whole tree is walked once from the root of the document. Access page by page through the
parent tree loses the rows of a table that continue on the next page. The tree is evidence, never
the only source: a branch that cannot be read costs its own tags and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

from reportparse.pages.model import Tag
from reportparse.pages.objects import Objects

ROWS_MAX = 1000
"""No cell of a printed table covers more rows; a broken file may say so."""
DEPTH_MAX = 200
"""Deeper than any real document nests; a tree that refers back to itself ends here."""
CELLS = frozenset(("TD", "TH"))

_NUMBER = rb"\d{1,9}+(?:\s++\d{1,9}+\s++R)?+"
_KIDS = rb"\d{1,9}+(?=\s*+[/>])|\[(?:\s*+%b(?=[\s\]]))*+\s*+\]" % _NUMBER
_STRING = rb"\((?:[^\\()\r]++|\\[^\r\n])*+\)|<[0-9A-Fa-f\s]*+>"
ELEMENT = re.compile(
    rb"\s*+<<(?:\s*+(?:/P\s++%b|/S\s*+/([A-Za-z0-9]++)|/Type\s*+/StructElem"
    rb"|/Pg\s++(\d{1,9}+)\s++\d{1,9}+\s++R|/K(?:\s++|(?=\[))(%b)"
    rb"|/(?:ActualText|Alt|E|ID|Lang|T)\s*+(?:%b))(?=[\s/>]))*+\s*+>>\s*+"
    % (_NUMBER, _KIDS, _STRING)
)
"""An element as nearly all programs write it: its role, its page, and its children: one number, or
a list of numbers and references."""
KID = re.compile(rb"(\d++)(\s++\d++\s++R)?+")


@dataclass(slots=True)
class TagTree:
    """Every marked content of a document: `marks[page object][mcid]` is its innermost tag.

    `in_forms` holds the pages on which some marked content belongs to a form drawn on the page
    and not to the page itself: there the two kinds of number must not be mixed up.
    """

    marks: dict[object, dict[int, Tag]] = field(default_factory=dict)
    in_forms: set[object] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Element:
    """One element on its way through the walk: what its children inherit."""

    tag: Tag
    page: object | None
    depth: int


_Kid = tuple[int | None, Any, _Element | None]
"""A child: the number of its object, if it has one, or else the child itself; the element above."""


def read_tags(catalog: Mapping[str, Any], objects: Objects) -> TagTree | None:
    """Walk the structure tree below `catalog`; None when the document has none.

    `objects` are those of the document. Never raises: what cannot be read is counted in `troubles`.
    """
    try:
        root = resolve1(catalog.get("StructTreeRoot"))
    except Exception:
        root = None
    if not isinstance(root, dict):
        return None
    return _Walk(root, objects).run()


class _Walk:
    """The walk down one tree, in document order, without recursion."""

    def __init__(self, root: Mapping[str, Any], objects: Objects) -> None:
        self.tree = TagTree()
        self.objects = objects
        self.roles = _role_map(root)
        self.named: dict[bytes, str] = {}
        self.numbered = 0
        self.failed = 0
        self.seen: set[int] = set()
        self.pending: list[_Kid] = []
        self._add(_kids(root), None)

    def run(self) -> TagTree:
        while self.pending:
            number, node, parent = self.pending.pop()
            try:
                if number is None:
                    self._visit(node, parent)
                elif number not in self.seen:
                    self.seen.add(number)
                    self._visit_object(number, parent)
            except MemoryError:  # tells of this process, not of the file
                raise
            except Exception:  # any malformed object: the branch is lost, the page is not
                self.failed += 1
        if self.failed:
            self.tree.troubles.append(
                f"{self.failed} elements of the structure tree could not be read;"
                " their text is read without tags"
            )
        return self.tree

    def _add(self, kids: Sequence[Any], parent: _Element | None) -> None:
        for kid in reversed(kids):
            number = kid.objid if isinstance(kid, PDFObjRef) else None
            self.pending.append((number, kid, parent))

    def _visit_object(self, number: int, parent: _Element | None) -> None:
        plain = ELEMENT.fullmatch(self.objects.text(number) or b"")
        if plain and plain[1]:
            self._plain(plain, parent)
        else:
            self._visit(self.objects.reference(number), parent)

    def _visit(self, kid: Any, parent: _Element | None) -> None:
        node = resolve1(kid)
        if isinstance(node, int):
            if parent is not None and parent.page is not None:
                self.tree.marks.setdefault(parent.page, {})[node] = parent.tag
        elif isinstance(node, dict):
            if "MCID" in node:
                self._mark(node, parent)
            elif "Obj" not in node:
                self._element(node, parent)

    def _mark(self, node: Mapping[str, Any], parent: _Element | None) -> None:
        """Note a marked-content reference: a number on a page, or in a form drawn on it."""
        if parent is None:
            return
        page = _object_number(node.get("Pg")) or parent.page
        if page is None:
            return
        if "Stm" in node:
            self.tree.in_forms.add(page)
        else:
            self.tree.marks.setdefault(page, {})[int(resolve1(node["MCID"]))] = parent.tag

    def _element(self, node: Mapping[str, Any], parent: _Element | None) -> None:
        role = self._role(resolve1(node.get("S")))
        rows = _row_span(node) if role in CELLS else 1
        self._add(_kids(node), self._entered(role, _object_number(node.get("Pg")), rows, parent))

    def _plain(self, found: re.Match[bytes], parent: _Element | None) -> None:
        """Go into an element by what `ELEMENT` found in its text."""
        name, page, kids = found.groups()
        role = self.named.get(name)
        if role is None:
            role = self.named[name] = self._role(name)
        element = self._entered(role, int(page) if page else None, 1, parent)
        if not kids:
            return
        if b"R" in kids:
            for number, own in reversed(KID.findall(kids)):
                known = int(number)
                self.pending.append((known, None, element) if own else (None, known, element))
        elif element.page is not None:
            marks = dict.fromkeys(map(int, kids.strip(b"[]").split()), element.tag)
            if marks:
                self.tree.marks.setdefault(element.page, {}).update(marks)

    def _entered(
        self, role: str, page: object | None, rows: int, parent: _Element | None
    ) -> _Element:
        """Number an element and return what its children inherit; `rows` are those of a cell."""
        if parent is None:
            tag = Tag((role,), self.numbered, (), rows)
            depth = 0
        else:
            above, depth = parent.tag, parent.depth + 1
            if depth > DEPTH_MAX:
                raise ValueError("structure tree too deep")
            if role not in CELLS:
                rows = above.rows
            path = (*above.path, role)
            tag = Tag(path, self.numbered, (*above.ancestors, above.element), rows)
            page = page or parent.page
        self.numbered += 1
        return _Element(tag, page or None, depth)

    def _role(self, name: Any) -> str:
        """Return the standard role behind the name that a producer gave to an element."""
        role = _name(name)
        tried: set[str] = set()
        while role in self.roles and role not in tried:
            tried.add(role)
            role = self.roles[role]
        return role


def _kids(node: Mapping[str, Any]) -> list[Any]:
    """Return the children of an element as a list, unresolved."""
    raw = node.get("K")
    kids = resolve1(raw) if isinstance(raw, PDFObjRef) else raw
    if kids is None:
        return []
    if isinstance(kids, list):
        return kids
    return [raw]


def _row_span(node: Mapping[str, Any]) -> int:
    """Return how many rows the attributes of a table cell say it covers; 1 without them."""
    raw = resolve1(node.get("A"))
    for attributes in raw if isinstance(raw, list) else [raw]:
        known = resolve1(attributes)
        rows = resolve1(known.get("RowSpan")) if isinstance(known, dict) else None
        if isinstance(rows, int) and 1 < rows <= ROWS_MAX:
            return rows
    return 1


def _role_map(root: Mapping[str, Any]) -> dict[str, str]:
    try:
        raw = resolve1(root.get("RoleMap"))
        if not isinstance(raw, dict):
            return {}
        return {str(key): _name(resolve1(value)) for key, value in raw.items()}
    except Exception:
        return {}


def _name(value: Any) -> str:
    raw = value.name if isinstance(value, PSLiteral) else value
    if isinstance(raw, bytes):
        return raw.decode("latin-1")
    return str(raw) if raw is not None else ""


def _object_number(value: Any) -> object | None:
    return value.objid if isinstance(value, PDFObjRef) else None
