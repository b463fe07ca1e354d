"""A release small enough to know by heart: three fictional actors, two ties, one training, and a label that bites."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pyoxigraph as ox
import pytest
import uvicorn

from api.app import create_app
from api.settings import Settings
from graph.embedded import Embedded
from graph.native import house_term
from graph.rdf import Iri, Literal, Quad

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORLD = Path(__file__).with_name("world.trig")
HOSTILE = '<script>alert("x")</script> & Fils'


def quads_of(path: Path) -> Iterator[Quad]:
    for quad in ox.parse(path.read_bytes(), ox.RdfFormat.TRIG):
        subject, name, value, graph = (house_term(term) for term in quad)
        assert isinstance(subject, Iri)
        assert isinstance(name, Iri)
        assert isinstance(value, Iri | Literal)
        assert isinstance(graph, Iri)
        yield Quad(subject, name, value, graph)


def make_release(folder: Path) -> Path:
    release = folder / "releases" / "one"
    store = Embedded(release / "store")
    store.load(quads_of(WORLD))
    store.flush()
    store.close()
    (release / "build.json").write_text(json.dumps({"stamp": "one", "version": "0.1.0"}), encoding="utf-8")
    (release / "report.json").write_text("{}", encoding="utf-8")
    (release / "network.html").write_text("<!doctype html><title>n</title><script>1</script>", encoding="utf-8")
    (release / "report.html").write_text("<!doctype html><title>r</title>", encoding="utf-8")
    shutil.copy(WORLD, release / "ecosystem.trig")
    (folder / "current").symlink_to("releases/one")
    return folder


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "build"
    (folder / "releases" / "one").mkdir(parents=True)
    return make_release(folder)


@pytest.fixture(scope="session")
def settings(build: Path) -> Settings:
    return Settings(release=build / "current", deadline=3.0, rows=2000, base_url="https://maillage.example")


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[httpx.Client]:
    """A client of the real server, which runs in a thread of the tests' own process."""
    with served_over(settings) as made:
        yield made


@pytest.fixture(scope="session")
def serve_over() -> Callable[[Settings], contextlib.AbstractContextManager[httpx.Client]]:
    """Give what serves with some settings while a body runs."""
    return served_over


@contextlib.contextmanager
def served_over(settings: Settings) -> Iterator[httpx.Client]:
    """Serve with some settings while the body runs."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as bound:
        bound.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_config=None, lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.02)
        with httpx.Client(base_url=f"http://127.0.0.1:{bound.getsockname()[1]}", timeout=30) as made:
            made.event_hooks["response"].append(lambda _: made.cookies.clear())
            yield made
        server.should_exit = True
        thread.join()
