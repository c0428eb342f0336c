"""Everything that one running text states in numbers: the one door to this stage."""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.facts.dates import find_mentions
from reportparse.facts.holds import with_periods
from reportparse.facts.model import FoundFacts, StatedPeriod
from reportparse.facts.names import find_names
from reportparse.facts.quantities import find_quantities
from reportparse.facts.stretches import Stretches
from reportparse.lexicon.words import Language
from reportparse.notation.references import Found, find_references
from reportparse.notation.spacing import half_width


def find_facts(
    text: str,
    language: Language,
    stated: StatedPeriod | None = None,
    references: Sequence[Found] | None = None,
) -> FoundFacts:
    """Return the quantities, the dates, and the numbers that are neither, of a running text.

    `stated` is the reporting period of the report, for 本报告期; `references` are those of this
    text if the caller has them already.

    >>> found = find_facts("截至2024年8月31日，第12条所述的112个账户已支付约220万美元。", "zh")
    >>> [(str(q.value), q.measure, q.unit, q.counted, str(q.holds.end)) for q in found.quantities]
    [('112', '个', None, '账户', '2024-08-31'), ('2200000', None, '美元', None, '2024-08-31')]
    >>> [(d.kind, d.relation) for d in found.dates], [n.kind for n in found.names]
    ([('day', 'until')], ['reference'])
    """
    plain = half_width(text)
    if references is None:
        references = find_references(text, language)
    dates = find_mentions(plain, language, stated)
    dated = Stretches(len(plain), [(date.start, date.end) for date in dates])
    names = [
        name for name in find_names(plain, language, references) if dated.free(name.start, name.end)
    ]
    quantities, labels = find_quantities(plain, language, dates, names)
    quantities = with_periods(plain, quantities, dates, language)
    listed = sorted([*names, *labels], key=lambda name: name.start)
    return FoundFacts(quantities, dates, tuple(listed))
