"""Annual reports of 2013 to 2024, generated: what one body printed year after year.

The figures of registered activities, issuance, cancellations, income and budget are those of the
sample report (its tables 1, 4, 9 and 10), read year by year; the rest is made up, plausibly, and
the same for the same year. `annual_report` sets one report in the wording and layout that its
options ask for and says which records must come back; `write_years` fills a folder with all of
them, with the troubles that such a folder has.
"""

from tests.years.corpus import Filed, write_years
from tests.years.options import Options, drawn
from tests.years.report import AnnualReport, annual_report

__all__ = ["AnnualReport", "Filed", "Options", "annual_report", "drawn", "write_years"]
