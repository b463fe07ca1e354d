"""French complements of names, for sentences that are put together."""

from __future__ import annotations

__all__ = ["elided"]

_VOWELS = "aeiouàâéèêëîïôùû"
_MASCULINE = ("Parc ", "Centre ", "Laboratoire ")
"""Beginnings of names that are common nouns and take their article."""
_HEARD_OTHERWISE = ("humain", "unow")
"""Names that begin with a silent h, or with a vowel that sounds like a consonant."""


def elided(label: str) -> str:
    """Return the French complement of a name, elided before a vowel that is heard.

    >>> elided("Alliance A"), elided("Lycée B"), elided("HumAIn"), elided("Unow")
    ("d'Alliance A", 'de Lycée B', "d'HumAIn", 'de Unow')
    """
    if label.startswith(_MASCULINE):
        return f"du {label}"
    written = label[:1].lower() in tuple(_VOWELS)
    return f"d'{label}" if written != label.lower().startswith(_HEARD_OTHERWISE) else f"de {label}"
