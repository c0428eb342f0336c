"""The few errors that end a run: no report can be made from this input.

    ReportparseError                exit code 1
    ├── SourceError                 the input cannot be fetched
    │   ├── MissingFile
    │   ├── IsDirectory
    │   └── UnreadableFile
    ├── ContentError                the bytes are there, but hold no report
    │   ├── EmptyFile
    │   ├── NotAReport              some other format; says which
    │   ├── BadEncoding             text, but read with the wrong characters
    │   ├── BrokenPdf               starts as a PDF, cannot be read as one
    │   │   └── TruncatedPdf        its end is missing
    │   ├── EncryptedPdf            needs a password
    │   └── NoTextLayer             pictures of pages, or characters without meaning
    ├── NotCorrections              no file of corrections, or of another report
    ├── DatabaseError               the database cannot be opened, read or written
    │   ├── RowsRefused             it does not take the rows of one report
    │   └── NewerDatabase           a later version of this program made it
    ├── OutputError                 the result cannot be written
    ├── MissingExtra                an optional part of the package is not installed
    ├── BadPageRange                exit code 2: the request itself is wrong
    └── BadQuery                    exit code 2: the query of a search is

Everything less than that is a finding in the report, not an error. Each message is one sentence
without the name of the input; the command line puts the name in front.
"""

from __future__ import annotations

from typing import ClassVar

EXIT_DONE = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_FINDINGS = 3


class ReportparseError(Exception):
    """Base of all errors of this package; `exit_code` is what the command returns.

    >>> ReportparseError("nothing to read").exit_code
    1
    """

    exit_code: ClassVar[int] = EXIT_FAILED


class SourceError(ReportparseError):
    """The input cannot be fetched from where it should be."""


class MissingFile(SourceError):  # noqa: N818 - named after the fault, as the user meets it
    """There is no file of that name."""

    def __init__(self) -> None:
        super().__init__("there is no such file")


class IsDirectory(SourceError):  # noqa: N818
    """The name belongs to a directory."""

    def __init__(self) -> None:
        super().__init__("this is a directory; give one PDF or text file")


class UnreadableFile(SourceError):  # noqa: N818
    """The operating system refuses to hand the file over."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the file cannot be read: {reason}")


class ContentError(ReportparseError):
    """The bytes are there, but they hold nothing that can be read as a report."""


class EmptyFile(ContentError):  # noqa: N818
    """The input has no bytes, or nothing but blanks."""

    def __init__(self) -> None:
        super().__init__("the input is empty")


class NotAReport(ContentError):  # noqa: N818
    """The input is of some other format; `what` names it.

    >>> str(NotAReport("a PNG image"))
    'this is a PNG image, neither a PDF nor a plain-text dump'
    """

    def __init__(self, what: str) -> None:
        super().__init__(f"this is {what}, neither a PDF nor a plain-text dump")


class BadEncoding(ContentError):  # noqa: N818
    """The bytes are text, but no reading of them gives sound characters."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"the text cannot be read without damage ({reason}); save it again as UTF-8"
        )


class BrokenPdf(ContentError):  # noqa: N818
    """The input starts as a PDF, but its objects cannot be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the PDF is damaged: {reason}")


class TruncatedPdf(BrokenPdf):
    """The end of the PDF is missing."""

    def __init__(self, reason: str = "its end is missing") -> None:
        super().__init__(f"{reason}; the file was cut off, fetch it again")


class EncryptedPdf(ContentError):  # noqa: N818
    """The PDF is encrypted and the password is missing or wrong."""

    def __init__(self, *, tried: bool) -> None:
        super().__init__(
            "the PDF is encrypted and the password given does not open it"
            if tried
            else "the PDF is encrypted; give its password with --password"
        )


class NoTextLayer(ContentError):  # noqa: N818
    """The pages hold pictures of text, or glyphs whose characters are unknown."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"{reason}; make a text layer with OCRmyPDF (ocrmypdf --force-ocr in.pdf out.pdf)"
            " and parse its output"
        )


class NotCorrections(ReportparseError):  # noqa: N818
    """The file holds no corrections that can be used.

    >>> str(NotCorrections("marks.0.who: Field required"))
    'this is no file of corrections: marks.0.who: Field required'
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"this is no file of corrections: {reason}")


class DatabaseError(ReportparseError):
    """The database cannot be opened, read or written."""


class RowsRefused(DatabaseError):  # noqa: N818
    """The database does not take the rows of one report; it may take those of another."""


class NewerDatabase(DatabaseError):  # noqa: N818
    """A later version of this program made the database; this one would not do it justice.

    >>> str(NewerDatabase("0009", "0001"))
    'the database has schema 0009, this program knows 0001; install a newer reportparse'
    """

    def __init__(self, found: str, known: str) -> None:
        super().__init__(
            f"the database has schema {found}, this program knows {known};"
            " install a newer reportparse"
        )


class OutputError(ReportparseError):
    """The result cannot be written where it was asked for."""


class MissingExtra(ReportparseError):  # noqa: N818
    """An optional part of the package is needed and not installed.

    >>> print(MissingExtra("remote", "fsspec is not installed"))
    fsspec is not installed; install the optional part: pip install 'reportparse[remote]'
    """

    exit_code: ClassVar[int] = EXIT_USAGE

    def __init__(self, extra: str, reason: str) -> None:
        super().__init__(f"{reason}; install the optional part: pip install 'reportparse[{extra}]'")


class BadPageRange(ReportparseError):  # noqa: N818
    """The pages asked for cannot be had."""

    exit_code: ClassVar[int] = EXIT_USAGE


class BadQuery(ReportparseError):  # noqa: N818
    """What is searched for cannot be understood."""

    exit_code: ClassVar[int] = EXIT_USAGE


class NothingToDraw(ReportparseError):  # noqa: N818
    """There is no such page, or the source has none."""

    exit_code: ClassVar[int] = EXIT_USAGE
