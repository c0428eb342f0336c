"""What a PDF says of its fonts: the name that counts, and how far they reach below the baseline.

PDFium gives a font's own name and, where the file states no descent, one of its own making. Both
readers have to draw the same box around a glyph, so name and descent are read from the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral

from reportparse.pages.damage import MAPPING_DAMAGED, unpacked
from reportparse.pages.device import font_name
from reportparse.pages.fractions import Key, exact_widths, mapped

FORMS_DEEP: Final = 8
"""Forms within forms whose fonts are looked for."""
THOUSANDTHS: Final = 1000.0


@dataclass(frozen=True, slots=True)
class Metrics:
    """A font as the file describes it; `descent` is in ems and not above zero.

    `doubt` says why PDFium's places of its glyphs cannot be taken over, or is empty.
    """

    name: str
    descent: float
    doubt: str = ""


@dataclass(frozen=True, slots=True)
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
    widths that are no whole thousandths of an em: PDFium cuts them.
    """

    def __init__(self) -> None:
        self.fonts: dict[str, Metrics] = {}
        self.doubts: dict[str, None] = {}
        self.fractional: set[str] = set()
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

    def _enter(self, font: dict[str, Any]) -> None:
        base = font_name_of(font.get("BaseFont"))
        mapping = resolve1(font.get("ToUnicode"))
        if isinstance(mapping, PDFStream) and not unpacked(mapping)[1]:
            self.doubts[MAPPING_DAMAGED] = None
        kind = _name(font.get("Subtype"))
        if kind == "Type0":
            inner = resolve1(resolve1(font.get("DescendantFonts"))[0])
            own = font_name_of(inner.get("BaseFont"))
            encoding = _name(font.get("Encoding"))
            doubt = "text set from top to bottom" if encoding.endswith("V") else ""
            descriptor = inner.get("FontDescriptor")
            metrics = _described(descriptor, own or base, doubt)
            self._keep(own, metrics, descriptor, inner.get("W"), font)
            if base != own:
                self._keep(base, metrics, descriptor, inner.get("W"), font)
            return
        if kind == "Type3":
            metrics = Metrics(base, 0.0, "a font made of drawings")
        else:
            metrics = _core(base) or _described(font.get("FontDescriptor"), base, "")
        self._keep(base, metrics, font.get("FontDescriptor"), font.get("Widths"), font)

    def _keep(
        self, name: str, metrics: Metrics, descriptor: Any, widths: Any, font: dict[str, Any]
    ) -> None:
        """Keep a font under its name, and without the prefix of a subset: PDFium drops some."""
        for known in {name, font_name(name)}:
            self.fonts.setdefault(known, metrics)
            self._programs.setdefault(known, []).append(descriptor)
            self._same.setdefault(known, []).append(font)
            self._exact.pop(known, None)
            if _has_fractions(widths):
                self.fractional.add(known)

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
    return FontFacts(font_name_of(font.get("BaseFont")), each, texts, _exact(font), drawings)


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


def _core(base: str) -> Metrics | None:
    """One of the fourteen fonts that every reader knows without a description."""
    from pdfminer.pdffont import FontMetricsDB  # large, and rarely asked for

    try:
        descriptor, _ = FontMetricsDB.get_metrics(base)
    except KeyError:
        return None
    return _described(descriptor, base, "")


def _described(raw: Any, base: str, doubt: str) -> Metrics:
    descriptor = _dictionary(raw)
    descent = resolve1(descriptor.get("Descent", 0))
    if not isinstance(descent, (int, float)):
        descent = 0
    name = resolve1(descriptor.get("FontName"))
    plain = _name(name) if isinstance(name, PSLiteral) else name
    return Metrics(
        font_name(plain) if plain not in (None, "unknown") else font_name(base),
        -abs(float(descent)) / THOUSANDTHS,
        doubt,
    )


def font_name_of(raw: Any) -> str:
    """Return the name in a font dictionary as PDFium spells it, subset prefix included."""
    return _name(raw)


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
