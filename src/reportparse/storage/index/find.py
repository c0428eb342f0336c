"""Texts by words: candidates out of the index, proved by their texts, ranked by BM25."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Engine, text

from reportparse.frozen import frozen_record
from reportparse.names.segment import Segmenter
from reportparse.search.model import REPEATING, Found, Hit
from reportparse.search.query import Query, parse_query, words_worth_cutting
from reportparse.search.snippets import WIDTH, spans
from reportparse.search.tokens import EVERY, first_sign, pairs_of_phrase, word_token
from reportparse.storage.columns import TEXT_BITS, storable
from reportparse.storage.index.filters import (
    Filters,
    SearchedReport,
    number_condition,
    searched_reports,
    section_condition,
)
from reportparse.storage.index.shown import Contexts, text_hit
from reportparse.storage.transactions import plain_faults, searching

SATURATION: Final = 1.2
"""BM25's k1: how soon a further occurrence in the same text counts little."""

LENGTH_WEIGHT: Final = 0.75
"""BM25's b: how much a long text has to say a word oftener."""

PART_WEIGHT: Final = 0.5
"""What an occurrence counts where the segmenter makes other words of its characters."""

RANKED_TOGETHER: Final = 2_000
"""Texts that are ranked as one. For more, nobody reads the whole order, and working it out would
take longer than anyone waits: they are ranked in blocks of reports."""

BLOCK: Final = 25
"""Reports in such a block, the newest in the first."""

LONGEST_FORM: Final = 40
"""Characters of a name or term that is looked up to cut a query."""


@frozen_record
class Dialect:
    """What the two kinds of database say differently."""

    source: str
    own_id: str
    position: str
    log: str

    def both(self, parts: Sequence[str]) -> str:
        return "(" + (" AND " if self.position == "instr" else " & ").join(parts) + ")"

    def either(self, parts: Sequence[str]) -> str:
        return "(" + (" OR " if self.position == "instr" else " | ").join(parts) + ")"

    def token(self, token: str, *, begins: bool = False) -> str:
        """A token in a query of the index, or what some token begins with."""
        if self.position == "instr":
            return f'"{token}"*' if begins else f'"{token}"'
        return f"'{token}':*" if begins else f"'{token}'"


DIALECTS: Final = {
    "sqlite": Dialect(
        "search_index i JOIN search_text t ON t.text_id = i.rowid WHERE search_index MATCH :match",
        "i.rowid",
        "instr",
        "reportparse_ln",
    ),
    "postgresql": Dialect(
        "search_text t WHERE t.tokens @@ CAST(:match AS tsquery)", "t.text_id", "strpos", "ln"
    ),
}


def search(
    engine: Engine,
    query: str,
    *,
    filters: Filters | None = None,
    limit: int = 20,
    offset: int = 0,
    whole_words: bool = False,
    width: int = WIDTH,
) -> Found:
    """Return the texts in which a query is found, best first.

    The texts found are the same in every database with the same reports, and so is their order.
    With `whole_words`, terms count only where the segmenter sees them as words. Raises `BadQuery`
    and `DatabaseError`.

    >>> from reportparse.reading import parse
    >>> from reportparse.storage import connect, load
    >>> engine = connect("sqlite://")
    >>> _ = load(engine, parse("一. 导言\\n\\n1. 发放了1 234个单位。\\n".encode()))
    >>> found = search(engine, "单位 发放")
    >>> found.total, found.hits[0].element, found.hits[0].snippet.marked
    (1, 'p1', ((0, 2), (9, 11)))
    >>> engine.dispose()
    """
    filters = filters or Filters()
    with plain_faults(), searching(engine) as connection:
        asked = parse_query(query, _cut(connection, query))
        ranking = _ranked(connection, asked, filters, whole_words, limit, offset)
        rows = _rows(connection, [row.text_id for row in ranking.rows])
        pieces = [piece for term in asked.terms() for piece in term.pieces]
        contexts = Contexts(connection)
        hits: list[Hit] = []
        for ranked in ranking.rows:
            row = rows[ranked.text_id]
            marked = spans(row["text"], pieces)
            hits.append(text_hit(contexts, row, marked, width, score=ranked.score))
    return Found(ranking.total, tuple(hits), exact=ranking.exact)


@dataclass(slots=True)
class _Ranking:
    """The part of the ranked texts that is asked for, and how many there are."""

    rows: Sequence[Any]
    total: int
    exact: bool


def _ranked(
    connection: Connection,
    query: Query,
    filters: Filters,
    whole_words: bool,
    limit: int,
    offset: int,
) -> _Ranking:
    """Rank all texts together; where there are too many, block by block of reports."""
    reports = searched_reports(connection, filters)
    statement = _Statement(DIALECTS[connection.dialect.name], query, filters, whole_words)
    rows = statement.run(connection, reports, limit, offset)
    total = rows[0].total if rows else 0
    if not rows and offset:
        first = statement.run(connection, reports, 1, 0)
        total = first[0].total if first else 0
    if total <= RANKED_TOGETHER:
        return _Ranking(rows, total, exact=True)
    return _by_blocks(connection, statement, reports, limit, offset)


def _by_blocks(
    connection: Connection,
    statement: _Statement,
    reports: Sequence[SearchedReport],
    limit: int,
    offset: int,
) -> _Ranking:
    """The newest reports first, ranked in blocks; the rest is not counted once enough is found."""
    taken: list[Any] = []
    total = 0
    for start in range(0, len(reports), BLOCK):
        block = reports[start : start + BLOCK]
        rows = statement.run(
            connection, block, limit - len(taken), max(0, offset - total), together=None
        )
        if rows:
            taken += rows
            total += rows[0].total
        else:
            first = statement.run(connection, block, 1, 0, together=None)
            total += first[0].total if first else 0
        if len(taken) == limit and start + BLOCK < len(reports):
            return _Ranking(taken, max(total, RANKED_TOGETHER), exact=False)
    return _Ranking(taken, total, exact=True)


def _cut(connection: Connection, query: str) -> Any:
    """What cuts the terms of this query: by the names and terms of the reports that are in it."""
    candidates = {
        term[start:end]
        for term in map(storable, words_worth_cutting(query))
        for start in range(len(term))
        for end in range(start + 2, min(len(term), start + LONGEST_FORM) + 1)
    }
    if not candidates:
        return None
    names = {f"f{index}": form for index, form in enumerate(sorted(candidates))}
    listed = ", ".join(f":{name}" for name in names)
    wanted = text(f"SELECT DISTINCT form FROM search_form WHERE form IN ({listed})")
    segmenter = Segmenter(connection.scalars(wanted, names))

    def cut(folded: str) -> Sequence[str]:
        # Nothing to cut in two, and no dictionary to load for it.
        return (folded,) if len(folded) < CUT_FROM else segmenter.words(folded)

    return cut


CUT_FROM: Final = 4
"""Characters of a term that can be several words: two of two."""


class _Statement:
    """The query as SQL, with its parameters."""

    def __init__(self, dialect: Dialect, query: Query, filters: Filters, whole_words: bool) -> None:
        self.dialect = dialect
        self.query = query
        self.filters = filters
        self.whole_words = whole_words
        self.parameters: dict[str, Any] = {}
        self._names: dict[str, str] = {}
        pieces = (piece for term in query.terms() for piece in term.pieces)
        self.pieces = list(dict.fromkeys(pieces))

    def run(
        self,
        connection: Connection,
        reports: Sequence[SearchedReport],
        limit: int,
        offset: int,
        *,
        together: int | None = RANKED_TOGETHER,
    ) -> Sequence[Any]:
        """The best texts with their scores, and with each how many texts there are in all.

        Of more texts than `together`, one more is looked at, which says so.
        """
        if not reports:
            return ()
        if connection.dialect.name == "sqlite":
            driver: Any = connection.connection.driver_connection
            driver.create_function("reportparse_ln", 1, math.log, deterministic=True)
        sql = self._sql(reports, together)
        texts = sum(report.texts for report in reports)
        self.parameters |= {
            "match": storable(self._match()),
            "texts": float(texts),
            "average": sum(report.characters for report in reports) / max(1, texts),
            "limit": limit,
            "offset": offset,
        }
        return connection.execute(text(sql), self.parameters).all()

    def _name(self, value: str) -> str:
        """The parameter that holds a value."""
        name = self._names.setdefault(value, f"v{len(self._names)}")
        self.parameters[name] = storable(value)
        return f":{name}"

    # -- which texts

    def _match(self) -> str:
        """What the index is asked: of each group, all tokens of one way of one term."""
        both, either = self.dialect.both, self.dialect.either
        groups = [
            either([both(self._tokens(way)) for term in group for way in term.ways])
            for group in self.query.wanted
        ]
        return either([both(groups), self.dialect.token(EVERY)])

    def _tokens(self, way: Sequence[str]) -> list[str]:
        found: list[str] = []
        for piece in way:
            if self.whole_words:
                found.append(self.dialect.token(word_token(piece)))
            elif len(piece) == 1:
                found.append(self.dialect.token(first_sign(piece), begins=True))
            else:
                found += map(self.dialect.token, pairs_of_phrase(piece))
        return list(dict.fromkeys(found))

    def _literal(self) -> list[str]:
        """What proves it: of each group, all pieces of one way of one term stand in the text."""
        conditions = []
        for group in self.query.wanted:
            ways = [way for term in group for way in term.ways]
            conditions.append("(" + " OR ".join(map(self._stands, ways)) + ")")
        conditions += (
            f"{self.dialect.position}(t.folded, {self._name(one)}) = 0"
            for one in self.query.excluded
        )
        return conditions

    def _stands(self, way: Sequence[str]) -> str:
        if self.whole_words:
            tests = (
                f"{self.dialect.position}(t.words, {self._name(f' {piece} ')}) > 0" for piece in way
            )
        else:
            tests = (f"{self.dialect.position}(t.folded, {self._name(piece)}) > 0" for piece in way)
        return "(" + " AND ".join(tests) + ")"

    def _conditions(self, reports: Sequence[SearchedReport], *, block: bool = False) -> str:
        """What a candidate has to fulfil; `block` says that these reports are not all."""
        conditions = self._literal()
        if block or not self.filters.leave_all():
            stretched = self.dialect.position == "strpos"
            conditions.insert(
                0, number_condition(self.dialect.own_id, reports, stretched=stretched)
            )
        kinds: Sequence[str] = self.filters.kinds or sorted(REPEATING)
        listed = ", ".join(map(self._name, kinds))
        conditions.append(f"t.kind {'IN' if self.filters.kinds else 'NOT IN'} ({listed})")
        if self.filters.section is not None:
            conditions.append(section_condition(self.filters.section, self._name))
        return " AND ".join(conditions)

    def every(
        self, connection: Connection, reports: Sequence[SearchedReport]
    ) -> Sequence[Mapping[Any, Any]]:
        """All texts, the newest reports first."""
        if not reports:
            return ()
        sql = (
            "SELECT c.*, r.report_id, p.symbol, p.file_name FROM"
            f" (SELECT t.* FROM {self.dialect.source} AND {self._conditions(reports)}) c"
            f" JOIN search_report r ON r.number = (c.text_id >> {TEXT_BITS})"
            " JOIN report p ON p.report_id = r.report_id"
            " ORDER BY r.day DESC, r.report_id, c.text_id"
        )
        self.parameters["match"] = storable(self._match())
        return connection.execute(text(sql), self.parameters).mappings().all()

    # -- in which order

    def _sql(self, reports: Sequence[SearchedReport], together: int | None) -> str:
        conditions = self._conditions(reports, block=together is None)
        most = "" if together is None else f" LIMIT {together + 1}"
        counts = "".join(f", {self._count(piece)}" for piece in self.pieces)
        rarity = "".join(
            f", {self._rarity(index)} AS r{index}" for index in range(len(self.pieces))
        )
        score = " + ".join(map(self._part, range(len(self.pieces))))
        return (
            f"WITH found AS MATERIALIZED (SELECT t.text_id, t.size{counts}"
            f" FROM {self.dialect.source} AND {conditions}{most}),"
            f" sums AS MATERIALIZED (SELECT COUNT(*) AS total{rarity} FROM found),"
            " known AS MATERIALIZED (SELECT number, day, report_id FROM search_report)"
            f" SELECT f.text_id, {score} AS score, s.total FROM found f CROSS JOIN sums s"
            f" JOIN known r ON r.number = (f.text_id >> {TEXT_BITS})"
            " ORDER BY score DESC, r.day DESC, r.report_id, f.text_id"
            " LIMIT :limit OFFSET :offset"
        )

    def _count(self, piece: str) -> str:
        """How often a piece stands in a text, and whether it is one of its words."""
        index, own = self.pieces.index(piece), self._name(piece)
        left = f"LENGTH(REPLACE(t.folded, {own}, ''))"
        word = f"{self.dialect.position}(t.words, {self._name(f' {piece} ')})"
        return (
            f"(t.size - {left}) / {len(piece)} AS n{index},"
            f" CASE WHEN {word} > 0 THEN 1.0 ELSE {PART_WEIGHT} END AS w{index}"
        )

    def _rarity(self, index: int) -> str:
        having = f"COALESCE(SUM(CASE WHEN n{index} > 0 THEN 1 ELSE 0 END), 0)"
        ratio = f"(CAST(:texts AS DOUBLE PRECISION) - {having} + 0.5) / ({having} + 0.5)"
        return f"{self.dialect.log}(CAST(1.0 + {ratio} AS DOUBLE PRECISION))"

    def _part(self, index: int) -> str:
        length = (
            f"{1 - LENGTH_WEIGHT} + {LENGTH_WEIGHT} * f.size / CAST(:average AS DOUBLE PRECISION)"
        )
        count = f"CAST(f.n{index} AS DOUBLE PRECISION)"
        gain = f"{count} * {SATURATION + 1} / ({count} + {SATURATION} * ({length}))"
        return f"s.r{index} * f.w{index} * ({gain})"


def every_text(
    connection: Connection, query: Query, filters: Filters
) -> Sequence[Mapping[Any, Any]]:
    """The rows of all texts in which a query is found, the newest reports first."""
    statement = _Statement(DIALECTS[connection.dialect.name], query, filters, whole_words=False)
    return statement.every(connection, searched_reports(connection, filters))


def _rows(connection: Connection, ids: Sequence[int]) -> dict[int, Mapping[Any, Any]]:
    listed = ", ".join(map(str, ids)) or "NULL"
    rows = connection.execute(
        text(
            "SELECT t.*, r.report_id, p.symbol, p.file_name FROM search_text t"
            f" JOIN search_report r ON r.number = (t.text_id >> {TEXT_BITS})"
            f" JOIN report p ON p.report_id = r.report_id WHERE t.text_id IN ({listed})"
        )
    )
    return {row["text_id"]: row for row in rows.mappings()}
