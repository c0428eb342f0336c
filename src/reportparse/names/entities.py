"""Bodies and firms that a table lists by name: `TÜV NORD CERT GmbH (TÜV NORD)`."""

from __future__ import annotations

from typing import Final

from reportparse.lexicon.patterns import compiled
from reportparse.names.corpus import Corpus, Mask
from reportparse.names.model import Found, longest_first
from reportparse.names.persons import entity_columns

LONGEST: Final = 120
"""Characters of a name at most; what is longer is a description."""

_SHORT: Final = compiled(r"(?P<name>.+?) ?\((?P<short>[^()]{2,60})\)")
_NAME: Final = compiled(r"(?=.*(?:\p{Han}{3}|\p{Lu}))[^。；]{3,}")


def find_entities(corpus: Corpus) -> list[Found]:
    """Return the organs that are named in columns headed so, short forms in parentheses apart."""
    found: dict[str, Found] = {}
    forms: dict[str, str] = {}
    for _, _, piece in entity_columns(corpus):
        words = corpus.whole[piece.start : piece.end]
        if len(words) > LONGEST or not _NAME.fullmatch(words):
            continue
        match = _SHORT.fullmatch(words)
        name = match["name"] if match else words
        found.setdefault(name, Found("organ"))
        forms.setdefault(name, name)
        if match and name != match["short"]:
            forms.setdefault(match["short"], name)
    mask = Mask(len(corpus.whole))
    for form in longest_first(forms):
        for span in corpus.find(form):
            if mask.free(span):
                mask.take(span)
                found[forms[form]].spans.append(span)
    return [one for one in found.values() if one.spans]
