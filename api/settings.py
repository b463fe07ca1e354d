"""The service's settings: the only place that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ontology.errors import ConfigurationRefused

__all__ = ["VARIABLES", "Settings", "from_environment", "password", "spare_threads"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the service serves, where it listens, and the limits it keeps."""

    release: Path = Path("build/current")
    """Folder that ``maillage build`` wrote: store, reports, pages and dumps."""
    store: Path | str | None = None
    """Folder of the Oxigraph store, or the address of a SPARQL server; ``None`` means ``release/store``."""
    host: str = "127.0.0.1"
    """Name or address to listen on."""
    port: int = 8000
    """Port to listen on; 0 takes a free one."""
    base_url: str = ""
    """Public address behind a proxy, e.g. ``https://maillage.example``; empty means host and port."""
    deadline: float = 10.0
    """Seconds that one public query may run."""
    rows: int = 50_000
    """Rows or triples that one answer may hold; 0 means no cap."""
    answer_bytes: int = 1024 * 1024 * 1024
    """Bytes that one answer may hold; 0 means no cap."""
    transfer: float = 300.0
    """Seconds that a client may take to fetch one answer, beside the deadline of the query itself."""
    stall: float = 15.0
    """Seconds that a client may leave a streamed answer unread."""
    upload: float = 10.0
    """Seconds that a client may take to send the headers, and then the body, of a request."""
    body_bytes: int = 1_000_000
    """Bytes that one request may hold."""
    memory: int = 2048
    """Address space that one worker may take beside the store in memory, in MiB; 0 means no cap."""
    in_memory: int = 256
    """MiB of store on the disk up to which the workers share one copy in memory, which takes 2 to 7 times as much; 0
    has each worker read the disk."""
    workers: int = 2
    """Processes for quick queries."""
    slow: int = 4
    """Long queries that may run beside these, at low priority; 0 means that there is no slow lane."""
    quick: float = 0.25
    """Seconds after which a query is a long one."""
    waiting: int = 128
    """Queries that may wait for a worker; the next one is answered 503."""
    per_client: int = 64
    """Queries of one client address that may run or wait; the next one is answered 429."""
    cache: int = 64 * 1024 * 1024
    """Bytes of answers that are kept for those who ask the same again; 0 keeps none."""
    access_log: str = ""
    """Access log on standard error: ``json`` writes a line per request, ``text`` adds the text of queries."""
    watch: float = 1.0
    """Seconds between two looks whether a new build stands ready, and a sixtieth of those between two looks at a
    server's graph; 0 never looks."""
    processes: int = 1
    """Server processes that share the port, each with its own workers and counts."""

    @property
    def store_folder(self) -> Path:
        """Return where the store stands."""
        return self.release / "store" if self.store is None or self.is_remote else Path(self.store)

    @property
    def is_remote(self) -> bool:
        """Tell whether the store is a server's."""
        return isinstance(self.store, str)

    @property
    def store_place(self) -> str:
        """Return the address of the server, else the folder with its links followed."""
        return self.store if isinstance(self.store, str) else str(self.store_folder.resolve())

    @property
    def public_url(self) -> str:
        """Return the address that descriptions of the service print, without a final slash."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (self.base_url or f"http://{host}:{self.port}").rstrip("/")

    @property
    def root_path(self) -> str:
        """Return the path under which a proxy serves the site (``/maillage``), else an empty text."""
        return urlsplit(self.public_url).path.rstrip("/")


_Reader = Callable[[str], object]


def _place(text: str) -> Path | str:
    return _address(text) if "://" in text else Path(text)


def _release(text: str) -> Path:
    """Accept the build folder itself or one of its releases."""
    folder = Path(text)
    return folder / "current" if (folder / "current").exists() or not folder.exists() else folder


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _at_least_zero(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _log(text: str) -> str:
    if text not in {"off", "json", "text"}:
        raise ValueError(text)
    return "" if text == "off" else text


def _pause(text: str) -> float:
    number = float(text)
    if not 0 <= number < 86400:
        raise ValueError(text)
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError(text)
    return number


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number < 86400:
        raise ValueError(text)
    return number


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise ValueError(text)
    return text.rstrip("/")


VARIABLES: tuple[tuple[str, str, _Reader, str], ...] = (
    ("MAILLAGE_BUILD", "release", _release, "the folder that `maillage build` wrote"),
    ("MAILLAGE_STORE", "store", _place, "a folder that holds an Oxigraph store, or a SPARQL server's address"),
    ("MAILLAGE_HOST", "host", str, "a host name or address to listen on"),
    ("PORT", "port", _port, "a port number from 0 to 65535"),
    ("MAILLAGE_BASE_URL", "base_url", _address, "an absolute http(s) address without query"),
    ("MAILLAGE_DEADLINE", "deadline", _seconds, "a number of seconds above 0"),
    ("MAILLAGE_ROWS", "rows", _at_least_zero, "a whole number of rows, 0 for no cap"),
    ("MAILLAGE_BYTES", "answer_bytes", _at_least_zero, "a whole number of bytes, 0 for no cap"),
    ("MAILLAGE_TRANSFER", "transfer", _seconds, "a number of seconds above 0"),
    ("MAILLAGE_STALL", "stall", _seconds, "a number of seconds above 0"),
    ("MAILLAGE_UPLOAD", "upload", _seconds, "a number of seconds above 0"),
    ("MAILLAGE_BODY", "body_bytes", _count, "a whole number of bytes above 0"),
    ("MAILLAGE_MEMORY", "memory", _at_least_zero, "a whole number of MiB, 0 for no cap"),
    ("MAILLAGE_IN_MEMORY", "in_memory", _at_least_zero, "a whole number of MiB, 0 for never"),
    ("MAILLAGE_WORKERS", "workers", _count, "a whole number above 0"),
    ("MAILLAGE_SLOW", "slow", _at_least_zero, "a whole number, 0 for no slow lane"),
    ("MAILLAGE_QUICK", "quick", _seconds, "a number of seconds above 0"),
    ("MAILLAGE_PER_CLIENT", "per_client", _count, "a whole number above 0"),
    ("MAILLAGE_CACHE", "cache", _at_least_zero, "a whole number of bytes, 0 for none"),
    ("MAILLAGE_LOG", "access_log", _log, "off, json or text"),
    ("MAILLAGE_WATCH", "watch", _pause, "a number of seconds, 0 for never"),
    ("MAILLAGE_PROCESSES", "processes", _count, "a whole number above 0"),
    ("MAILLAGE_WAITING", "waiting", _at_least_zero, "a whole number, 0 or more"),
)
"""Variable, setting, reader, and what a right value looks like."""


def from_environment(
    environment: Mapping[str, str] | None = None, *, build: Path | str | None = None, **chosen: object
) -> Settings:
    """Return the settings of the environment; values chosen on a command line win, ``None`` ones do not.

    Parameters
    ----------
    environment
        Variables to read; ``None`` means those of the process.
    build
        Folder that ``maillage build`` wrote; MAILLAGE_BUILD wins over the default of a command line.
    chosen
        Settings by their name.

    Raises
    ------
    ConfigurationRefused
        When a variable has a value that cannot be used; the sentence names it and says what is right.
    """
    source = os.environ if environment is None else environment
    values: dict[str, object] = {} if build is None else {"release": _release(str(build))}
    for variable, name, read, right in VARIABLES:
        text = source.get(variable, "").strip()
        if not text:
            continue
        try:
            values[name] = read(text)
        except ValueError as error:
            raise ConfigurationRefused(f"{variable} is {text!r}.", remedy=f"Set it to {right}.") from error
    values.update({name: value for name, value in chosen.items() if value is not None})
    return Settings(**values)  # type: ignore[arg-type]


def password() -> str:
    """Return the password with which ``maillage load`` writes to a server (MAILLAGE_PASSWORD), empty without one."""
    return os.environ.get("MAILLAGE_PASSWORD", "")


def spare_threads() -> None:
    """Keep linear algebra to one thread unless told otherwise; to be called before numpy is first imported.

    On matrices of a few thousand rows its threads wait for each other ten times longer than they compute.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
