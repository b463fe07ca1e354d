"""The store in memory that all workers share: the same answers as from the disk, and what happens when it falls."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from api import forking
from api.forking import ForkServer
from api.forkserver import held_in_memory
from api.sandbox import Job, Pool
from api.settings import Settings
from ontology.errors import QueryTimedOut

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

QUICK = "ASK { ?s ?p ?o }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(?c != ?f && ?i != ?l) }"
ALL = "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } ORDER BY ?g ?s ?p STR(?o)"


def job(query: str) -> Job:
    return Job(query=query, base="https://w3id.org/maillage/")


def over(release: Path, body: Callable[[Pool], Awaitable[Any]], **chosen: Any) -> Any:
    """Return what a body returns over a started pool."""

    async def held() -> Any:
        pool = Pool(Settings(release=release, **{"deadline": 2.0, "workers": 2, "slow": 0, **chosen}))
        try:
            await pool.start()
            return await body(pool)
        finally:
            await pool.close()

    return asyncio.run(held())


def parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])


def parents(pool: Pool) -> set[int]:
    return {parent(each) for each in pool.processes()}


async def answered(pool: Pool) -> bytes:
    return (await pool.answer(job(ALL))).body


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A build whose store has blank nodes, languages, datatypes and two graphs."""
    store = ox.Store(str(tmp_path / "store"))
    said = """_:b <http://e/p> "a\\n\\"b"@fr <http://e/g> .
    <http://e/s> <http://e/p> _:b .
    <http://e/s> <http://e/p> "2019"^^<http://www.w3.org/2001/XMLSchema#gYear> <http://e/h> . """
    store.extend(ox.parse(said, ox.RdfFormat.N_QUADS))
    store.flush()
    (tmp_path / "build.json").write_text("{}", encoding="utf-8")
    return tmp_path


def test_the_copy_in_memory_is_the_store_to_the_last_blank_node(release: Path) -> None:
    held = held_in_memory(str(release / "store"))
    assert set(held) == set(ox.Store.read_only(str(release / "store")))
    assert len(held) == 3


def test_a_store_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot be read"):
        held_in_memory(str(tmp_path / "none"))


def test_answers_are_the_same_from_memory_and_from_the_disk(release: Path) -> None:
    assert over(release, answered) == over(release, answered, in_memory=0)


def test_workers_have_one_process_in_common_that_ends_with_the_pool(release: Path) -> None:
    async def body(pool: Pool) -> set[int]:
        assert len(pool.processes()) == 2
        return parents(pool)

    (shared,) = over(release, body)
    assert shared != os.getpid()
    assert not Path(f"/proc/{shared}").exists()


def test_a_store_above_the_bound_is_read_from_the_disk(release: Path) -> None:
    with (release / "store" / "padding").open("wb") as padding:
        padding.truncate(2 * 1024 * 1024)

    async def body(pool: Pool) -> set[int]:
        return parents(pool)

    assert over(release, body, in_memory=1) == {os.getpid()}
    assert over(release, body, in_memory=0) == {os.getpid()}
    assert over(release, body, in_memory=8) != {os.getpid()}


def test_when_what_they_share_falls_queries_are_answered_and_it_begins_anew(build: Path) -> None:
    async def body(pool: Pool) -> None:
        (shared,) = parents(pool)
        os.kill(shared, signal.SIGKILL)
        for _ in range(20):
            assert (await pool.answer(job(QUICK))).kind == "boolean"
            await asyncio.sleep(0.05)
        while not pool.counts["unshared"]:
            await asyncio.sleep(0.02)
        for _ in range(200):
            for each in pool.processes():  # so that new ones are made
                os.kill(each, signal.SIGKILL)
            assert (await pool.answer(job(QUICK))).kind == "boolean"
            if pool.processes() and not {os.getpid(), shared} & parents(pool):
                return
            await asyncio.sleep(0.05)
        pytest.fail("no worker shares the store again")

    over(build / "current", body, deadline=20.0)


def test_workers_that_read_the_disk_end_and_are_replaced_too(build: Path) -> None:
    async def body(pool: Pool) -> None:
        before = set(pool.processes())
        with pytest.raises(QueryTimedOut):
            await pool.answer(job(SLOW))
        assert (await pool.answer(job(QUICK))).kind == "boolean"
        assert before != set(pool.processes())

    over(build / "current", body, in_memory=0, deadline=0.5)


def test_when_the_store_cannot_be_held_at_first_it_is_tried_again(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really, tries = ForkServer.started, []

    async def failing(settings: Settings) -> ForkServer | None:
        tries.append(settings)
        return await really(settings) if len(tries) > 2 else None

    async def body(pool: Pool) -> None:
        assert parents(pool) == {os.getpid()}
        for _ in range(200):
            if len(tries) > 2:
                break
            await asyncio.sleep(0.02)
        for _ in range(200):
            for each in pool.processes():
                os.kill(each, signal.SIGKILL)
            assert (await pool.answer(job(QUICK))).kind == "boolean"
            if pool.processes() and os.getpid() not in parents(pool):
                return
            await asyncio.sleep(0.05)
        pytest.fail("no worker shares the store")

    monkeypatch.setattr(forking, "_PAUSES", (0.01, 0.05, 0.1))
    monkeypatch.setattr(ForkServer, "started", failing)
    over(build / "current", body, deadline=20.0)
