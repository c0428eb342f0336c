"""What a PDF says of its fonts: the name that counts, and how far they reach below the baseline.

PDFium gives a font's own name and, where the file states no descent, one of its own making. Both
readers have to draw the same box around a glyph, so name and descent are read from the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, cast

from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral

from reportparse.frozen import frozen_record
from reportparse.pages.damage import MAPPING_DAMAGED, unpacked
from reportparse.pages.device import font_name
from reportparse.pages.encodings import is_known
from reportparse.pages.fontwidths import (
    unequal_widths,
    widest_by_code,
    widest_of,
    widths_by_code,
    widths_of,
)
from reportparse.pages.fractions import Key, exact_widths, mapped
from reportparse.pages.typefaces import BUILT_ON, is_chinese_by_name

FORMS_DEEP: Final = 8
"""Forms within forms whose fonts are looked for."""
THOUSANDTHS: Final = 1000.0
ONE_NAME: Final = "fonts that differ under one name"


@frozen_record
class Metrics:
    """A font as the file describes it; `descent` is in ems and not above zero.

    `doubt` says why PDFium's places of its glyphs cannot be taken over, or is empty. `widths` are
    those of a font that every reader knows, in thousandths of an em by character; None where the
    file states the widths.
    """

    name: str
    descent: float
    doubt: str = ""
    widths: Mapping[str, float] | None = None


@frozen_record
class FontFacts:
    """What of a font is told from the file alone.

    `base` is its name, `texts` what its codes of `bytes_each` bytes stand for, `exact` the widths
    of what they stand for. `drawings` is the name of a font of drawings whose glyphs stand on the
    baseline and advance by whole thousandths; None for all others.
    """

    base: str
    bytes_each: int
    texts: dict[int, Key]
    exact: dict[Key, float]
    drawings: str | None


class FontBook:
    """The fonts of a document by the names under which PDFium knows them.

    `doubts` say what is wrong with fonts met so far. `fractional` are the names of fonts with
    widths that are no whole thousandths of an em: PDFium cuts them. `unequal` holds by name the
    characters that stand for glyphs of several widths, of which PDFium tells that of one; `widest`
    the widest width that a font states, in ems. `unsure` are the names of fonts with an encoding on
    which not all readers agree.
    """

    def __init__(self) -> None:
        self.doubts: dict[str, None] = {}
        self.fractional: set[str] = set()
        self.unequal: dict[str, set[str]] = {}
        self.unsure: set[str] = set()
        self.widest: dict[str, float] = {}
        self._fonts: dict[str, Metrics] = {}
        self._rivals: dict[str, dict[int, Metrics | None]] = {}
        self._same: dict[str, list[dict[str, Any]]] = {}
        self._exact: dict[str, dict[Key, float]] = {}
        self._facts: dict[int, FontFacts] = {}
        self._seen: set[int] = set()
        self._programs: dict[str, list[Any]] = {}
        self._sound: dict[str, bool] = {}

    def read(self, resources: Any) -> None:
        """Take in the fonts of a page's resources and of the forms that it draws.

        Never raises: what cannot be read stays unknown.
        """
        for font in _fonts(resources, self._seen, 0):
            try:
                self._enter(font)
            except MemoryError:  # tells of this process, not of the file
                raise
            except Exception:
                self.doubts[MAPPING_DAMAGED] = None

    def metrics(self, name: str, program: int) -> Metrics | None:
        """Return what is known of the font that PDFium calls `name`; None if that is nothing.

        PDFium drops the prefix that tells subsets apart, so several fonts may go by one name.
        Where they differ, the length in bytes of the embedded `program` has to decide.
        """
        rivals = self._rivals.get(name)
        if rivals is None:
            return self._fonts.get(name)
        return rivals.get(program) or replace(self._fonts[name], doubt=ONE_NAME)

    def _enter(self, font: dict[str, Any]) -> None:
        base = _name(font.get("BaseFont"))
        mapping = resolve1(font.get("ToUnicode"))
        table, whole = unpacked(mapping) if isinstance(mapping, PDFStream) else (b"", True)
        if not whole:
            self.doubts[MAPPING_DAMAGED] = None
        if BUILT_ON in table:
            self.doubts["a table of meanings that builds on another one"] = None
        kind = _name(font.get("Subtype"))
        if kind == "Type0":
            inner = resolve1(resolve1(font.get("DescendantFonts"))[0])
            own = _name(inner.get("BaseFont"))
            encoding = _name(font.get("Encoding"))
            doubt = "text set from top to bottom" if encoding.endswith("V") else ""
            if not encoding:
                doubt = "a font with a table of codes of its own"
            descriptor = inner.get("FontDescriptor")
            metrics = _described(descriptor, own or base, doubt)
            widths = [inner.get("W"), inner.get("DW")]
            # Only there are codes the numbers by which the widths go.
            plain = table if encoding.startswith("Identity") else b""
            unequal = unequal_widths(plain, widths_by_code(*widths))
            widest = widest_by_code(*widths)
            for name in {own, base}:
                self._keep(name, metrics, font, descriptor, widths, unequal, widest)
            return
        stated = isinstance(resolve1(font.get("Widths")), list)
        if kind == "Type3":
            metrics = Metrics(base, 0.0, "a font made of drawings")
        else:
            doubt = "" if stated else "a font without widths"
            if is_chinese_by_name(font):
                doubt = "a font that is Chinese by its name alone"
            metrics = _core(base, stated) or _described(font.get("FontDescriptor"), base, doubt)
            if not (table or is_known(font)):
                spelt = _as_bytes_spell(base)
                self.unsure.update((spelt, font_name(spelt)))
        unequal = unequal_widths(table, widths_of(font.get("FirstChar"), font.get("Widths")))
        widest = widest_of(font.get("Widths"))
        descriptor = font.get("FontDescriptor")
        self._keep(base, metrics, font, descriptor, [font.get("Widths")], unequal, widest)

    def _keep(
        self,
        name: str,
        metrics: Metrics,
        font: dict[str, Any],
        descriptor: Any,
        widths: list[Any],
        unequal: set[str],
        widest: float,
    ) -> None:
        """Keep a font under its name, and without the prefix of a subset: PDFium drops some."""
        spelt = _as_bytes_spell(name)
        for known in {spelt, font_name(spelt)}:
            first = self._fonts.setdefault(known, metrics)
            programs = self._programs.setdefault(known, [])
            if metrics != first and known not in self._rivals:
                self._rivals[known] = {_length(program): first for program in programs}
            programs.append(descriptor)
            self._same.setdefault(known, []).append(font)
            self._exact.pop(known, None)
            if known in self._rivals:
                rivals, length = self._rivals[known], _length(descriptor)
                rivals[length] = metrics if rivals.get(length, metrics) == metrics else None
            if _has_fractions(widths):
                self.fractional.add(known)
            self.widest[known] = max(self.widest.get(known, 0.0), widest / THOUSANDTHS)
            if unequal:
                self.unequal.setdefault(known, set()).update(unequal)

    def exact(self, name: str) -> dict[Key, float]:
        """Return the widths in ems, fractions included, of the glyphs of a font by this name.

        What several fonts of the name give different widths is left out.
        """
        found = self._exact.get(name)
        if found is None:
            found = self._exact[name] = _agreed([_exact(one) for one in self._same.get(name, ())])
        return found

    def facts(self, resources: Any) -> dict[str, FontFacts]:
        """Return what is known of the fonts that resources name, without the forms.

        Never raises: a font that cannot be read is not among them.
        """
        found: dict[str, FontFacts] = {}
        for name, raw in _dictionary(_dictionary(resources).get("Font")).items():
            number = raw.objid if isinstance(raw, PDFObjRef) else None
            facts = self._facts.get(number) if number is not None else None
            try:
                found[name] = facts or _facts(_dictionary(raw))
            except MemoryError:  # tells of this process, not of the file
                raise
            except Exception:
                continue
            if number is not None:
                self._facts[number] = found[name]
        return found

    def sound(self, name: str) -> bool:
        """Tell whether the programs of all embedded fonts of this name can be unpacked."""
        found = self._sound.get(name)
        if found is None:
            found = all(_unpacks(descriptor) for descriptor in self._programs.get(name, ()))
            self._sound[name] = found
        return found


def _exact(font: dict[str, Any]) -> dict[Key, float]:
    try:
        return exact_widths(font)
    except MemoryError:  # tells of this process, not of the file
        raise
    except Exception:  # what cannot be read stays unknown
        return {}


def _facts(font: dict[str, Any]) -> FontFacts:
    mapping = resolve1(font.get("ToUnicode"))
    texts = dict(mapped(mapping.get_data())) if isinstance(mapping, PDFStream) else {}
    descriptor = _dictionary(font.get("FontDescriptor"))
    drawings = None
    # pdfminer takes the lower edge of the descriptor's box for the descent of such a font.
    if (
        _name(font.get("Subtype")) == "Type3"
        and "FontBBox" not in descriptor
        and not _has_fractions(font.get("Widths"))
    ):
        drawings = font_name(_name(descriptor.get("FontName"))) or None
    each = 2 if "DescendantFonts" in font else 1
    return FontFacts(_name(font.get("BaseFont")), each, texts, _exact(font), drawings)


def _agreed(fonts: list[dict[Key, float]]) -> dict[Key, float]:
    found: dict[Key, float] = {}
    for font in fonts:
        for key, width in font.items():
            found.setdefault(key, width)
    return {
        key: width
        for key, width in found.items()
        if all(font.get(key, width) == width for font in fonts)
    }


def _fonts(resources: Any, seen: set[int], depth: int) -> Iterator[dict[str, Any]]:
    """The font dictionaries that resources name, each once in a document."""
    known = _dictionary(resources)
    for raw in _dictionary(known.get("Font")).values():
        if isinstance(raw, PDFObjRef):
            if raw.objid in seen:
                continue
            seen.add(raw.objid)
        font = _dictionary(raw)
        if font:
            yield font
    if depth >= FORMS_DEEP:
        return
    for raw in _dictionary(known.get("XObject")).values():
        if isinstance(raw, PDFObjRef):
            if raw.objid in seen:
                continue
            seen.add(raw.objid)
        try:
            form = resolve1(raw)
        except Exception:
            continue
        if isinstance(form, PDFStream) and _name(form.get("Subtype")) == "Form":
            yield from _fonts(form.get("Resources"), seen, depth + 1)


def _has_fractions(raw: Any) -> bool:
    """Whether a list of widths, lists inside included, has numbers that are not whole."""
    widths = resolve1(raw)
    if not isinstance(widths, list):
        return False
    for width in widths:
        if isinstance(width, (int, float)):
            if width != int(width):
                return True
        elif _has_fractions(width):
            return True
    return False


def _unpacks(raw: Any) -> bool:
    descriptor = _dictionary(raw)
    for key in ("FontFile", "FontFile2", "FontFile3"):
        try:
            program = resolve1(descriptor.get(key))
            if isinstance(program, PDFStream) and not unpacked(program)[1]:
                return False
        except MemoryError:  # tells of this process, not of the file
            raise
        except Exception:
            return False
    return True


def _length(descriptor: Any) -> int:
    """The length of an embedded font program as far as its entry says it; 0 for none."""
    known = _dictionary(descriptor)
    for key in ("FontFile2", "FontFile", "FontFile3"):
        program = resolve1(known.get(key))
        if isinstance(program, PDFStream):
            parts = [resolve1(program.get(f"Length{part}", 0)) for part in (1, 2, 3)]
            stated = sum(part for part in parts if isinstance(part, int))
            return stated or len(unpacked(program)[0])
    return 0


def _core(base: str, stated: bool) -> Metrics | None:
    """One of the fourteen fonts that every reader knows without a description.

    Widths that the file states count before those that are known.
    """
    from pdfminer.pdffont import FontMetricsDB  # large, and rarely asked for

    try:
        descriptor, widths = FontMetricsDB.get_metrics(base)
    except KeyError:
        return None
    found = _described(descriptor, base, "")
    return found if stated else replace(found, widths=cast("Mapping[str, float]", widths))


def _described(raw: Any, base: str, doubt: str) -> Metrics:
    descriptor = _dictionary(raw)
    descent = resolve1(descriptor.get("Descent", 0))
    if not isinstance(descent, (int, float)):
        descent = 0
    name = resolve1(descriptor.get("FontName"))
    plain = name.name if isinstance(name, PSLiteral) else name
    return Metrics(
        font_name(plain) if plain not in (None, "unknown") else font_name(base),
        -abs(float(descent)) / THOUSANDTHS,
        doubt,
    )


def _as_bytes_spell(name: str) -> str:
    """Return a name as PDFium gives it: every byte a character.

    >>> _as_bytes_spell("宋体") == "宋体".encode().decode("latin-1")
    True
    """
    return name if name.isascii() or max(name) <= "\xff" else name.encode().decode("latin-1")


def _name(raw: Any) -> str:
    value = resolve1(raw)
    name = value.name if isinstance(value, PSLiteral) else value
    if isinstance(name, bytes):
        return name.decode("latin-1")
    return name if isinstance(name, str) else ""


def _dictionary(raw: Any) -> dict[str, Any]:
    try:
        value = resolve1(raw)
    except Exception:  # a malformed object: its fonts stay unknown
        return {}
    if isinstance(value, PDFStream):
        value = value.attrs
    return value if isinstance(value, dict) else {}
