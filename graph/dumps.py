"""Writes the dumps of a release: each packed, each with its checksum, under names that a version keeps."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from graph.source_dumps import licences_table, parted
from ontology.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from graph.release import Release
    from graph.store import Store

__all__ = ["FOLDER", "LICENCES", "SUMS", "Dump", "dump", "dumps_of"]

FOLDER = "dumps"
SUMS, LICENCES = "SHA256SUMS", "LICENCES.csv"
"""Beside the dumps, unpacked: their checksums, and what each part of them is under."""

_INDEX = "dumps.json"
_TABLES = {
    "actors": """PREFIX mlg: <https://w3id.org/maillage/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?iri ?label ?kind ?place WHERE { ?iri a mlg:Actor ; skos:prefLabel ?label FILTER(LANG(?label) IN ("fr", ""))
OPTIONAL { ?iri mlg:kind/skos:notation ?kind } OPTIONAL { ?iri mlg:locatedIn/skos:prefLabel ?place } }
ORDER BY ?iri ?label ?kind ?place""",
    "ties": """PREFIX mlg: <https://w3id.org/maillage/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?iri ?kind ?status ?actor ?role WHERE { ?iri mlg:tieKind/skos:notation ?kind ; mlg:status/skos:notation ?status ;
mlg:hasInvolvement ?one . ?one mlg:involvedActor ?actor OPTIONAL { ?one mlg:involvementRole/skos:notation ?role } }
ORDER BY ?iri ?actor ?role""",
    "evidence": """PREFIX mlg: <https://w3id.org/maillage/ns#>
SELECT ?iri ?source ?section ?line ?table ?row WHERE { ?iri a mlg:Evidence ; mlg:inSource ?source
OPTIONAL { ?iri mlg:section ?section } OPTIONAL { ?iri mlg:line ?line } OPTIONAL { ?iri mlg:tableName ?table }
OPTIONAL { ?iri mlg:rowKey ?row } } ORDER BY ?iri ?section ?line""",
}
_MEDIA = {
    "trig": "application/trig", "nq": "application/n-quads", "ttl": "text/turtle", "jsonld": "application/ld+json",
    "csv": "text/csv", "graphml": "application/graphml+xml", "gexf": "application/gexf+xml",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dump:
    """One packed file: what it is under the packing, how long it is, and the SHA-256 of both."""

    name: str
    media: str
    size: int
    sha256: str
    unpacked_size: int
    unpacked_sha256: str
    source: str = ""
    """Key of the one source it is from, or ``own``; empty when it holds what several say."""


def dump(release: Release, lines: bytes | None = None) -> tuple[Dump, ...]:
    """Write ``dumps/`` of a release that has its exports, and return what stands there.

    ``lines`` are the canonical N-Quads of the store, when they are known already.

    The same tables give the same bytes: the packing bears no date. ``SHA256SUMS`` suits ``sha256sum -c``. The
    statements come whole, and once more parted by source: ``LICENCES.csv`` says under what each part is.
    """
    folder = release.folder / FOLDER
    folder.mkdir(exist_ok=True)
    bodies = dict(_bodies(release, release.store.lines() if lines is None else lines))
    parts = parted(bodies[_versioned("ecosystem.nq")])
    wanted = [(name, body, "") for name, body in bodies.items()]
    wanted += [(_versioned(f"source-{key}.nq"), body, key) for key, body in parts.items()]
    with ThreadPoolExecutor(max_workers=2) as crew:  # packing and hashing let other threads work meanwhile
        found = tuple(crew.map(lambda each: _packed(folder, *each), wanted))
    (folder / LICENCES).write_bytes(licences_table(release.store, {each.source: each.name for each in found}))
    sums = "".join(f"{each.sha256}  {each.name}\n" for each in found)
    (folder / SUMS).write_text(sums, encoding="utf-8")
    told = json.dumps([asdict(each) for each in found], indent=1) + "\n"
    (folder / _INDEX).write_text(told, encoding="utf-8")
    return found


def dumps_of(folder: Path) -> tuple[Dump, ...]:
    """Return the dumps of a release's folder; nothing when it has none."""
    path = folder / FOLDER / _INDEX
    if not path.is_file():
        return ()
    return tuple(Dump(**each) for each in json.loads(path.read_text(encoding="utf-8")))


def _bodies(release: Release, quads: bytes) -> list[tuple[str, bytes]]:
    read = {name: (release.folder / name).read_bytes() for name in ("ecosystem.trig", "ecosystem.ttl")}
    network = {name: (release.folder / name).read_bytes() for name in ("network.graphml", "network.gexf")}
    linked = _linked(quads)
    made = [*read.items(), ("ecosystem.nq", quads), ("ecosystem.jsonld", linked), *network.items()]
    made += [(f"{name}.csv", _table(release.store, query)) for name, query in _TABLES.items()]
    return [(_versioned(name), body) for name, body in made]


def _versioned(name: str) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"maillage-{__version__}-{stem}.{suffix}"


def _linked(lines: bytes) -> bytes:
    """Return N-Quads as JSON-LD."""
    import pyoxigraph as ox

    return ox.serialize(ox.parse(lines, ox.RdfFormat.N_QUADS), format=ox.RdfFormat.JSON_LD) or b""


def _table(store: Store, query: str) -> bytes:
    rows = store.select(query)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows.variables)
    writer.writerows([_cell(value) for value in row] for row in rows.rows)
    return out.getvalue().encode()


def _cell(value: object) -> str:
    """Return a cell; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _packed(folder: Path, name: str, body: bytes, source: str = "") -> Dump:
    packed = gzip.compress(body, 6, mtime=0)
    (folder / f"{name}.gz").write_bytes(packed)
    media = _MEDIA[name.rpartition(".")[2]]
    hashes = hashlib.sha256(packed).hexdigest(), hashlib.sha256(body).hexdigest()
    return Dump(f"{name}.gz", media, len(packed), hashes[0], len(body), hashes[1], source)
