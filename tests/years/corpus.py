"""A folder of years, as people have it: a report missing, a copy, a corrigendum, damaged files."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.typeset import Settings, typeset_dump, typeset_pdf
from tests.typeset.manuscript import Manuscript, Paragraph, Section
from tests.years.figures import ACTIVITIES, FIRST, LAST
from tests.years.options import Options, drawn
from tests.years.report import AnnualReport, annual_report

Role = Literal["report", "duplicate", "corrigendum", "image_only", "truncated"]
MISSING_YEAR = 2018
IMAGE_YEAR = 2014
TRUNCATED_YEAR = 2016
DUPLICATED_YEAR = 2020
CORRECTED_YEAR = 2019
RESTATED_YEAR = 2021
DUMPED_YEARS = (2015, 2022)
TRUNCATED_AT = 0.6
"""Part of the file that is left of the truncated one."""


@dataclass(frozen=True, slots=True)
class Filed:
    """One file of the folder: its name, what it is, and the report that it prints, if it can be
    read from it."""

    name: str
    year: int
    role: Role
    report: AnnualReport | None


def write_years(folder: Path, seed: int = 0) -> tuple[Filed, ...]:
    """Fill `folder` with the reports of all years and their troubles; the same for the same seed.

    The report of one year is missing, one is only a picture of its pages, one file is cut short,
    one is there twice, one year has a corrigendum, one report restates a figure of the year before.
    """
    filed: list[Filed] = []
    for year in range(FIRST, LAST + 1):
        if year == MISSING_YEAR:
            continue
        report = annual_report(year, _options(year, seed))
        filed += _write(folder, report)
    (folder / "copy-of-annual-report.pdf").write_bytes(
        (folder / _name(DUPLICATED_YEAR, "pdf")).read_bytes()
    )
    copied = next(one for one in filed if one.year == DUPLICATED_YEAR)
    filed.append(Filed("copy-of-annual-report.pdf", DUPLICATED_YEAR, "duplicate", copied.report))
    name = f"FCCC_KP_CMP_{CORRECTED_YEAR}_3_Corr.1.pdf"
    wrong = next(one.report for one in filed if one.year == CORRECTED_YEAR)
    assert wrong is not None
    (folder / name).write_bytes(typeset_pdf(corrigendum(wrong)))
    filed.append(Filed(name, CORRECTED_YEAR, "corrigendum", None))
    return tuple(sorted(filed, key=lambda one: one.name))


def _options(year: int, seed: int) -> Options:
    if year == LAST:
        return Options(seed=seed)
    own = drawn(1000 * seed + year)
    restated, misprinted = year == RESTATED_YEAR, year == CORRECTED_YEAR
    return Options(
        own.seed, own.wording, own.moved, own.added, own.first_number, frozenset(), own.split,
        own.turned, restated, misprinted,
    )  # fmt: skip


def _name(year: int, ending: str) -> str:
    return f"FCCC_KP_CMP_{year}_3.{ending}"


def _write(folder: Path, report: AnnualReport) -> list[Filed]:
    year = report.year
    if year in DUMPED_YEARS:
        text = typeset_dump(report.manuscript, Settings(), "layout")
        (folder / _name(year, "txt")).write_text(text, encoding="utf-8")
        return [Filed(_name(year, "txt"), year, "report", report)]
    data = typeset_pdf(report.manuscript)
    role: Role = "report"
    if year == IMAGE_YEAR:
        data, role = image_only(), "image_only"
    if year == TRUNCATED_YEAR:
        data, role = data[: int(len(data) * TRUNCATED_AT)], "truncated"
    (folder / _name(year, "pdf")).write_bytes(data)
    kept = report if role == "report" else None
    return [Filed(_name(year, "pdf"), year, role, kept)]


def image_only() -> bytes:
    """Return a PDF whose two pages are pictures without any text."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595.3, 841.9), invariant=1)
    picture = Image.new("L", (120, 170), 235)
    for top in range(20, 150, 8):
        picture.paste(90, (16, top, 100, top + 3))
    for _ in range(2):
        canvas.drawImage(ImageReader(picture), 0, 0, 595.3, 841.9)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def corrigendum(wrong: AnnualReport) -> Manuscript:
    """Return a corrigendum to a misprinted report: a title that names the board, and no table.

    It sets right the activities with issuance of the report's own period.
    """
    year, whole, table = wrong.year, wrong.manuscript, wrong.options.first_number
    printed = wrong.records["activities"][-1]["with_issuance"]
    right = ACTIVITIES[year][1]
    words = f"表{table}，{year}年一行，获得核证减排量的活动数量：将{printed}改为{right}。"
    return Manuscript(
        symbol=f"{whole.symbol}/Corr.1",
        job_number="GE.19-20001",
        office=whole.office,
        organ=whole.organ,
        date=f"2 December {year}",
        title=whole.title,
        session=whole.session,
        session_place=whole.session_place,
        agenda_item=whole.agenda_item,
        subject=whole.subject,
        subtitle="更正",
        sections=(Section(1, None, ("更正",), (Paragraph(1, (words,)),)),),
    )
