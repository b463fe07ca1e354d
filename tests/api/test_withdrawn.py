"""Who asked to be left out is nowhere in what a release serves: no name in pages, search, dumps or analyses."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest
import uvicorn

from api.app import create_app
from api.settings import Settings
from graph.build import build
from loaders.people_rows import name_digest
from tests.conftest import WORLD
from visualizations.publish import PUBLISHERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def served(settings: Settings) -> Iterator[httpx.Client]:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_config=None, lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.02)
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{bound.getsockname()[1]}", timeout=30) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


PERSON, SLUG = "Personne Zyx-Essai", "personne-zyx-essai"


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("withdrawn")
    shutil.copytree(WORLD, folder / "tables")
    interviews = folder / "tables" / "interviews.csv"
    known = interviews.read_text("utf-8")
    assert "Personne C" in known
    interviews.write_text(known.replace("Personne C", PERSON), "utf-8")
    with (folder / "tables" / "withdrawn.csv").open("a", encoding="utf-8") as table:
        table.write(f"retrait-1,{name_digest(PERSON)},2024-01-01,demande\n")
    build(folder / "out", tables=folder / "tables", publishers=PUBLISHERS)
    return folder / "out"


def test_no_file_of_the_release_holds_the_name(without: Path) -> None:
    for path in (without / "current").resolve().rglob("*"):
        if path.is_file():
            body = path.read_bytes().lower()
            assert PERSON.lower().encode() not in body, path.name
            assert SLUG.encode() not in body, path.name


def test_the_address_is_gone_and_stays_gone(without: Path) -> None:
    with served(Settings(release=without / "current", workers=1)) as client:
        for suffix, accept in (("", "text/html"), ("", "text/turtle"), (".jsonld", "*/*"), ("", "*/*")):
            answer = client.get(f"/id/person/{SLUG}{suffix}", headers={"Accept": accept})
            assert answer.status_code == 410
            assert PERSON not in answer.text
        assert client.get("/id/person/personne-jamais-vue").status_code == 404
        for path in ("/search", "/suggest"):
            found = client.get(path, params={"q": PERSON}).json()["data"]
            assert not any("zyx" in str(each).lower() for each in found)
        for path in ("/", "/analyses", "/questions/interviews", "/search?kind=interview"):
            assert PERSON not in client.get(path, headers={"Accept": "text/html"}).text
