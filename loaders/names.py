"""How names are compared: accents, case and spacing do not count, everything else does."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "spaced_fold"]

_SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"}
)


def spaced_fold(text: str) -> str:
    """Return the text without accents and case, its runs of spaces made one.

    >>> spaced_fold(" Université  d’Artois")
    "universite d'artois"
    """
    bare = unicodedata.normalize("NFKD", text.translate(_SIGNS))
    kept = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return re.sub(r"\s+", " ", kept).strip().casefold()


def fold(text: str) -> str:
    """Return the form under which two spellings of a name are the same: no accent, case or space.

    >>> fold("Pop School") == fold("POPSCHOOL")
    True
    """
    return spaced_fold(text).replace(" ", "")
