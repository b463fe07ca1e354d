"""Parts the statements of a release by their source, so that each part has one licence and any part can be left out."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from ontology.iris import BASE
from ontology.licences import OWN, OWN_NAME, UNSTATED, licence_iri

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["OWN_PART", "licences_table", "parted"]

OWN_PART = "own"
"""Name of the part that is no source's: ontology, schemes, closures, analyses, reports."""

_EVIDENCE = (BASE + "evidence/").encode()
_SOURCE = (BASE + "id/source/").encode()
_SOURCES = """PREFIX mlg: <https://w3id.org/maillage/ns#> PREFIX dct: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
SELECT DISTINCT ?source ?title ?publisher ?licence ?page WHERE { ?source a mlg:Source ; dct:title ?title
OPTIONAL { ?source dct:publisher ?publisher } OPTIONAL { ?source dct:license ?licence }
OPTIONAL { ?source foaf:page ?page } } ORDER BY ?source"""


def parted(lines: bytes) -> dict[str, bytes]:
    """Return N-Quads by source key, ``OWN_PART`` among them; joined and sorted, the parts give the whole again.

    A statement belongs to a source when its graph is a piece of evidence of that source, or when it describes the
    source or such a piece.
    """
    found: dict[str, list[bytes]] = {OWN_PART: []}
    for line in lines.splitlines(keepends=True):
        found.setdefault(_source_of(line), []).append(line)
    return {name: b"".join(part) for name, part in sorted(found.items())}


def _source_of(line: bytes) -> str:
    subject, _, rest = line.partition(b"> ")
    graph = rest.rpartition(b" <")[2]
    for named in (graph, subject[1:]):
        if named.startswith(_EVIDENCE):
            return named[len(_EVIDENCE) :].partition(b"/")[0].partition(b">")[0].decode()
    return subject[1 + len(_SOURCE) :].decode() if subject[1:].startswith(_SOURCE) else OWN_PART


def licences_table(store: Store, files: dict[str, str]) -> bytes:
    """Return what each part is under, as CSV: source, title, publisher, licence, its address, page and dump.

    Parameters
    ----------
    files
        Key of a source -> name of its dump, for those that have one.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["source", "title", "publisher", "licence", "licence_url", "page", "dump"])
    writer.writerow([OWN_PART, "Maillage", "Maillage", OWN_NAME, OWN, BASE, files.get(OWN_PART, "")])
    for row in store.select(_SOURCES):
        key = str(row["source"]).rpartition("/")[2]
        licence = str(row.get("licence") or UNSTATED)
        cells = (row["title"], row.get("publisher") or "", licence, licence_iri(licence) or "", row.get("page") or "")
        writer.writerow([key, *map(str, cells), files.get(key, "")])
    return out.getvalue().encode()
