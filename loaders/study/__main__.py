"""The command ``python -m loaders.study SOURCE_FOLDER TABLES_FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

from loaders.study.write import write_tables
from ontology.errors import MaillageError

__all__ = ["main"]


def main(arguments: list[str]) -> int:
    """Rewrite the parsed tables and say how many rows each has; 2 when the call or the source is wrong."""
    if len(arguments) != 2:
        sys.stderr.write("python -m loaders.study SOURCE_FOLDER TABLES_FOLDER\n")
        return 2
    try:
        written = write_tables(Path(arguments[0]), Path(arguments[1]))
    except MaillageError as refused:
        sys.stderr.write(f"{refused.sentence}\n")
        return 2
    for path, count in written:
        sys.stdout.write(f"{path}: {count} rows\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
