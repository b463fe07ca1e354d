"""What a validation finds, in the words of someone who knows the domain and not SHACL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass

__all__ = ["SEVERITIES", "ValidationReport", "Violation"]

SEVERITIES = ("violation", "warning", "info")
"""From what must be mended to what is only worth knowing."""

_SEVERITY_WORDS = {
    "fr": {"violation": "À corriger", "warning": "À vérifier", "info": "À savoir"},
    "en": {"violation": "To mend", "warning": "To check", "info": "To know"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One rule that one thing does not satisfy, with the table row to look at and what to do."""

    severity: str
    focus: str
    """IRI of the thing."""
    focus_label: str
    shape: str
    path: str
    value: str | None
    message_fr: str
    message_en: str
    remedy_fr: str
    remedy_en: str
    table: str | None
    row: str | None
    locator: str | None
    """Where the row's source says it: ``iahdf-2019, 1.2.1, l. 1275``."""

    def sentence(self, language: str = "fr") -> str:
        """Return the finding in one line: what, on which actor, in which row of which table, what to do."""
        french = language == "fr"
        message, remedy = (self.message_fr, self.remedy_fr) if french else (self.message_en, self.remedy_en)
        named = f"« {self.focus_label} »" if french else f"'{self.focus_label}'"
        value = f" ({self.value})" if self.value else ""
        return f"{self.word(language)} — {named}{self._place(language)} : {message}{value} {remedy}"

    def word(self, language: str = "fr") -> str:
        """Return the severity as people say it."""
        return _SEVERITY_WORDS[language][self.severity]

    def _place(self, language: str) -> str:
        if not self.table:
            return ""
        row = "ligne" if language == "fr" else "row"
        locator = f" ; {self.locator}" if self.locator else ""
        return f" ({self.table}.csv, {row} {self.row}{locator})"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """All findings, gravest first, then by label and message."""

    violations: tuple[Violation, ...]
    seconds: float = 0.0

    @property
    def conforms(self) -> bool:
        """True when nothing of severity *violation* was found; warnings do not count against it."""
        return not any(found.severity == "violation" for found in self.violations)

    def to_json(self) -> dict[str, object]:
        """Return the findings as JSON can say them."""
        return {
            "conforms": self.conforms,
            "by_severity": dict(self.by_severity()),
            "violations": [asdict(found) for found in self.violations],
        }

    def by_severity(self) -> Mapping[str, int]:
        """Return the number of findings of each severity, zero included."""
        counted = Counter(found.severity for found in self.violations)
        return {severity: counted[severity] for severity in SEVERITIES}
