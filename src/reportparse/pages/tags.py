"""The structure tree of a tagged PDF: which element holds which marked content of which page.

The whole tree is walked once from the root of the document. Access page by page through the
parent tree loses the rows of a table that continue on the next page. The tree is evidence, never
the only source: a branch that cannot be read costs its own tags and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

from reportparse.pages.model import Tag

# Deeper than any real document nests; a tree that refers back to itself ends here.
ROWS_MAX = 1000
"""No cell of a printed table covers more rows; a broken file may say so."""
DEPTH_MAX = 200


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


def read_tags(catalog: Mapping[str, Any]) -> TagTree | None:
    """Walk the structure tree below `catalog`; None when the document has none.

    Never raises: what cannot be read is counted in `troubles`.
    """
    try:
        root = resolve1(catalog.get("StructTreeRoot"))
    except Exception:
        root = None
    if not isinstance(root, dict):
        return None
    return _Walk(root).run()


class _Walk:
    """The walk down one tree, in document order, without recursion."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self.tree = TagTree()
        self.roles = _role_map(root)
        self.numbered = 0
        self.failed = 0
        self.seen: set[int] = set()
        self.pending: list[tuple[Any, _Element | None]] = [
            (kid, None) for kid in reversed(_kids(root))
        ]

    def run(self) -> TagTree:
        while self.pending:
            kid, parent = self.pending.pop()
            try:
                self._visit(kid, parent)
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

    def _visit(self, kid: Any, parent: _Element | None) -> None:
        if isinstance(kid, PDFObjRef):
            if kid.objid in self.seen:
                return
            self.seen.add(kid.objid)
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
        depth = parent.depth + 1 if parent else 0
        if depth > DEPTH_MAX:
            raise ValueError("structure tree too deep")
        role = self._role(resolve1(node.get("S")))
        above = parent.tag if parent else None
        tag = Tag(
            path=(*(above.path if above else ()), role),
            element=self.numbered,
            ancestors=(*above.ancestors, above.element) if above else (),
            rows=_row_span(node) if role in ("TD", "TH") else above.rows if above else 1,
        )
        self.numbered += 1
        page = _object_number(node.get("Pg")) or (parent.page if parent else None)
        element = _Element(tag, page, depth)
        self.pending.extend((kid, element) for kid in reversed(_kids(node)))

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
