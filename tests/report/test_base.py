"""Models that are made of typed values without validation, and copies of models."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

import reportparse
from reportparse.report.base import PagePlace, Text, page_place, running_text, typed
from reportparse.report.facts import Occurrence, occurrence_of
from reportparse.report.model import Report


def test_a_typed_model_is_the_one_that_its_class_makes() -> None:
    for made, same in (
        (page_place(page=1, box=(1.0, 2.0, 3.0, 4.5)), PagePlace(page=1, box=(1.0, 2.0, 3.0, 4.5))),
        (page_place(page=1), PagePlace(page=1)),
        (running_text(raw="水", text="水"), Text(text="水", raw="水")),
        (occurrence_of(end=2, element="p1", start=0), Occurrence(element="p1", start=0, end=2)),
    ):
        assert made == same and hash(made) == hash(same) and repr(made) == repr(same)
        assert made.model_dump_json() == same.model_dump_json()
        assert made.model_fields_set == same.model_fields_set
        assert list(made.__dict__) == list(same.__dict__)


def test_a_typed_model_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(typed(PagePlace)(page=1), "page", 2)  # noqa: B010 - mypy knows it is frozen


def test_a_copy_has_the_new_values_and_what_was_given() -> None:
    text = Text(text="水", raw="水")
    copied = text.model_copy(update={"raw": "水 ", "marks": ()})
    assert (copied.text, copied.raw, text.raw) == ("水", "水 ", "水")
    assert copied.model_fields_set == {"text", "raw", "marks"}
    assert text.model_fields_set == {"text", "raw"}
    assert text.model_copy() == text and text.model_copy() is not text
    deep = text.model_copy(update={"raw": "深"}, deep=True)
    assert deep.raw == "深" and deep.model_fields_set == {"text", "raw"}


@pytest.mark.parametrize("name", ["seed_pdf", "seed_dump"])
def test_all_that_a_parse_makes_passes_validation(
    name: str, request: pytest.FixtureRequest
) -> None:
    report = reportparse.parse(request.getfixturevalue(name))
    validated = Report.model_validate(report.model_dump(), strict=True)
    assert validated.model_dump_json() == report.model_dump_json()


@pytest.mark.parametrize("name", ["zh/A_75_836_zh.pdf", "en/A_81_6_SECT._2.pdf"])
def test_all_of_a_real_report_passes_validation(name: str, corpus: Path) -> None:
    report = reportparse.parse(corpus / name)
    validated = Report.model_validate(report.model_dump(), strict=True)
    assert validated.model_dump_json() == report.model_dump_json()
