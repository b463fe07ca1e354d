"""Brings the forms of a word together, so that who looks for *régional* finds *région*.

A light stemmer for French that does no harm to English: plurals, feminines and the commonest adjectives, on words
without accents, after the minimal and light stemmers of J. Savoy (A stemming procedure and stopword list for general
French corpora, JASIS 50, 1999). Short words stay as they are, since their endings are seldom endings.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["STOP_WORDS", "stem", "stems"]

_FRENCH = (
    "a au aux avec c ce ces d dans de des du en et j l la le les leur m n on ou par pour qu que qui s sa se ses son "
    "sur t un une"
)
STOP_WORDS = frozenset((*_FRENCH.split(), "and", "for", "in", "of", "the", "to", "with"))
"""Words that tell nothing apart, as ``folded`` leaves them."""

_SHORTEST = 5
_KEPT = 5
"""Letters that must be left of a word."""
_ENDINGS = (
    ("ellement", ""), ("alement", ""), ("euse", "eur"), ("trice", "teur"), ("nnelle", "n"), ("nnel", "n"),
    ("ielle", "i"), ("iel", "i"), ("elle", "el"), ("ive", "if"), ("ale", ""), ("al", ""),
)  # fmt: skip
"""Ending of a singular -> what takes its place; longer ones stand first."""
_PHRASES = (("intelligence artificielle", "ia"), ("artificial intelligence", "ia"))
_SAME = {"ai": "ia"}


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """Return what the forms of a folded word have in common; no word itself, only a mark for comparing.

    >>> [stem(word) for word in ("region", "regions", "regional", "regionale", "regionaux")]
    ['region', 'region', 'region', 'region', 'region']
    >>> stem("industrielles") == stem("industrie"), stem("donnees") == stem("donnee"), stem("universities")
    (True, True, 'universit')
    """
    word = _SAME.get(word, word)
    if len(word) < _SHORTEST or not word.isalpha():
        return word
    word = _singular(word)
    for ending, left in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(left) >= _KEPT:
            return _bare(word.removesuffix(ending) + left)
    return _bare(word)


def _singular(word: str) -> str:
    if word.endswith("aux") and len(word) > _KEPT:
        return word[:-1] if word.endswith("eaux") else word[:-2] + "l"
    return word[:-1] if word[-1] in "sx" and word[-2] != "s" else word


def _bare(word: str) -> str:
    """Return a word without its last soft vowels and without the double consonant that they leave."""
    while len(word) >= _KEPT and word[-1] in "eiy":
        word = word[:-1]
    return word[:-1] if len(word) > _KEPT and word[-1] == word[-2] else word


def stems(text: str) -> list[str]:
    """Return the stems of a folded text in their order, without the words that tell nothing apart.

    A text of such words alone keeps them. Names of artificial intelligence in both languages become one.

    >>> stems("agences regionales de l innovation")
    ['agenc', 'region', 'innovation']
    >>> stems("l artificial intelligence"), stems("de la")
    (['ia'], ['de', 'la'])
    """
    for phrase, short in _PHRASES:
        text = text.replace(phrase, short)
    words = text.split()
    return [stem(word) for word in words if word not in STOP_WORDS] or [stem(word) for word in words]
