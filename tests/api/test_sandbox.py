"""What a public endpoint survives: slow queries, crashes, crowds, clients that leave, and its own end."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from api.refusals import ClientGone, QueryTooCostly, ServiceBusy, TooManyQueries
from api.sandbox import Job, Pool
from api.serving import serve
from api.settings import Settings
from ontology.errors import ConfigurationRefused, QueryRefused, QueryTimedOut, StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(?c != ?f && ?i != ?l) }"
QUICK = "ASK { ?s ?p ?o }"
ROOT = Path(__file__).resolve().parents[2]


def job(query: str) -> Job:
    return Job(query=query, base="https://w3id.org/maillage/")


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def gone(processes: tuple[int, ...], seconds: float = 8.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(alive(each) for each in processes):
            return True
        time.sleep(0.05)
    return False


def over(build: Path, body: Callable[[Pool], Awaitable[None]], **chosen: Any) -> None:
    """Run a body over a started pool, and close the pool whatever happens."""

    async def held() -> None:
        pool = Pool(Settings(release=build / "current", **{"deadline": 1.0, "workers": 2, "slow": 0, **chosen}))
        try:
            await pool.start()
            await body(pool)
        finally:
            await pool.close()

    asyncio.run(held())


def test_a_slow_query_ends_at_the_deadline_while_another_answers(build: Path) -> None:
    async def body(pool: Pool) -> None:
        before = pool.processes()
        slow = pool.submit(job(SLOW))
        assert (await pool.answer(job(QUICK))).body == b'{"head":{},"boolean":true}'
        with pytest.raises(QueryTimedOut, match="timed out after 1 s"):
            await slow.whole()
        assert (await pool.answer(job(QUICK))).kind == "boolean"
        assert set(before) != set(pool.processes())

    over(build, body)


def test_a_worker_that_falls_costs_one_query(build: Path) -> None:
    async def body(pool: Pool) -> None:
        slow = pool.submit(job(SLOW))
        await asyncio.sleep(1.0)
        for process in pool.processes():
            os.kill(process, signal.SIGSEGV)
        with pytest.raises(QueryTooCostly):
            await slow.whole()
        assert [(await pool.answer(job(QUICK))).kind for _ in range(4)] == ["boolean"] * 4

    over(build, body, deadline=10.0)


def test_workers_that_fall_while_idle_cost_no_query(build: Path) -> None:
    async def body(pool: Pool) -> None:
        for _ in range(3):
            fallen = pool.processes()
            for process in fallen:
                os.kill(process, signal.SIGKILL)
            assert [(await pool.answer(job(QUICK))).kind for _ in range(4)] == ["boolean"] * 4
            assert not set(fallen) & set(pool.processes())

    over(build, body, deadline=10.0)


def test_a_query_that_ends_two_workers_at_once_is_not_tried_again(build: Path) -> None:
    async def body(pool: Pool) -> None:
        query = pool.submit(job(SLOW))
        while not query.ended:
            if query.worker is not None:
                os.kill(query.worker.pid, signal.SIGKILL)
            await asyncio.sleep(0.01)
        with pytest.raises(QueryTooCostly):
            await query.whole()
        assert (await pool.answer(job(QUICK))).kind == "boolean"

    over(build, body, deadline=10.0)


def test_a_sort_that_ends_the_engine_is_told_apart_from_a_costly_query(build: Path) -> None:
    """Once the engine sorts such values, this fails, and what it guards can go."""
    texts = [
        f'"{n}" {n} "{n}x" "{n}"@fr {n}.5 "{1900 + n}-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'
        for n in range(300)
    ]
    values = [each for text in texts for each in text.split(" ")]
    random.Random(1).shuffle(values)  # noqa: S311 - a mixture, no secret
    among = f"SELECT ?o {{ VALUES ?o {{ {' '.join(values)} }} }} ORDER BY "

    async def body(pool: Pool) -> None:
        with pytest.raises(QueryRefused, match="cannot sort values of such different kinds"):
            await pool.answer(job(among + "?o"))
        assert (await pool.answer(job(among + "STR(?o)"))).rows == len(values)

    over(build, body, deadline=10.0, rows=0)


@pytest.mark.skipif((os.cpu_count() or 1) > 8, reason="too many processors to keep busy")
def test_a_long_query_is_not_starved_while_all_processors_are_busy(build: Path) -> None:
    digits = "VALUES ?%s { 0 1 2 3 4 5 6 7 8 9 }"
    work = "SELECT (SUM(?a * ?f) AS ?n) { " + " ".join(digits % name for name in "abcdef") + " VALUES ?g { 0 1 2 3 } }"
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]

    async def body(pool: Pool) -> None:
        start = time.monotonic()
        assert (await pool.answer(job(work))).rows == 1
        assert time.monotonic() - start > 0.3, "the query must be long enough to have left the quick lane"

    try:
        over(build, body, deadline=8.0, workers=1, slow=2, quick=0.1)
    finally:
        for each in busy:
            each.kill()
            each.wait()


def test_memory_is_capped(build: Path) -> None:
    product = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o"
    hungry = f"SELECT ?a ?d ?g ?j ?m ?x {{ {product} BIND(RAND() AS ?x) }} ORDER BY ?x"

    async def body(pool: Pool) -> None:
        with pytest.raises((QueryTooCostly, QueryTimedOut)):
            await pool.answer(job(hungry))
        assert (await pool.answer(job(QUICK))).kind == "boolean"

    over(build, body, deadline=20.0, workers=1, memory=700)


def test_a_crowd_is_turned_away_and_the_rest_is_served(build: Path) -> None:
    async def body(pool: Pool) -> None:
        crowd = [pool.submit(job(SLOW), f"10.0.0.{number}") for number in range(4)]
        with pytest.raises(ServiceBusy):
            pool.submit(job(QUICK))
        for each in crowd:
            pool.cancel(each)
        assert (await pool.answer(job(QUICK))).kind == "boolean"
        assert pool.pending == 0

    over(build, body, waiting=2, deadline=5.0)


def test_one_client_cannot_take_every_place(build: Path) -> None:
    async def body(pool: Pool) -> None:
        for _ in range(3):
            pool.submit(job(SLOW), "10.0.0.1")
        with pytest.raises(TooManyQueries):
            pool.submit(job(QUICK), "10.0.0.1")
        assert (await pool.answer(job(QUICK), "10.0.0.2")).kind == "boolean"

    over(build, body, per_client=3, slow=4)


def test_clients_take_turns(build: Path) -> None:
    async def body(pool: Pool) -> None:
        greedy = [pool.submit(job(f"{QUICK} #{number}"), "10.0.0.1") for number in range(30)]
        modest = pool.submit(job(QUICK), "10.0.0.2")
        await modest.whole()
        assert sum(each.ended for each in greedy) < 8

    over(build, body, workers=1)


def test_long_queries_leave_the_quick_lane(build: Path) -> None:
    async def body(pool: Pool) -> None:
        hostile = [pool.submit(job(f"{SLOW} #{number}"), "10.0.0.1") for number in range(6)]
        await asyncio.sleep(2)
        start = time.monotonic()
        for _ in range(20):
            assert (await pool.answer(job(QUICK), "10.0.0.2")).kind == "boolean"
        assert time.monotonic() - start < 2
        assert pool.busy[1] == 3
        for each in hostile:
            pool.cancel(each)

    over(build, body, slow=3, deadline=20.0)


def test_a_client_that_leaves_frees_its_worker(build: Path) -> None:
    async def body(pool: Pool) -> None:
        slow = pool.submit(job(SLOW))
        await asyncio.sleep(0.5)
        start = time.monotonic()
        pool.cancel(slow)
        with pytest.raises(ClientGone):
            await slow.whole()
        assert (await pool.answer(job(QUICK))).kind == "boolean"
        assert time.monotonic() - start < 5

    over(build, body, workers=1, deadline=30.0)


def test_a_reader_that_stops_stops_its_worker_and_is_let_go(build: Path) -> None:
    many = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

    async def body(pool: Pool) -> None:
        running = pool.submit(job(many))
        parts = running.parts()
        assert (await anext(parts)).startswith(b'{"head"')
        await asyncio.sleep(1.5)
        assert running.ended
        assert sum(map(len, running.chunks)) < 8_000_000
        assert isinstance(running.error, ClientGone)

    over(build, body, rows=0, stall=0.5, deadline=20.0)


def test_closing_leaves_no_process_and_refuses_what_comes_after(build: Path) -> None:
    seen: list[int] = []

    async def body(pool: Pool) -> None:
        slow = pool.submit(job(SLOW))
        seen.extend(pool.processes())
        await pool.close()
        with pytest.raises(ServiceBusy):
            await slow.whole()
        with pytest.raises(ServiceBusy):
            pool.submit(job(QUICK))

    over(build, body)
    assert len(seen) == 2
    assert gone(tuple(seen))


def test_a_store_that_is_not_there_is_said(tmp_path: Path) -> None:
    async def opened() -> None:
        await Pool(Settings(store=tmp_path / "none")).start()

    with pytest.raises(StoreUnavailable):
        asyncio.run(opened())


SERVER = """
import sys
from pathlib import Path
from api.serving import serve
from api.settings import Settings
serve(Settings(release=Path(sys.argv[1]), port=0, deadline=20.0, workers=2),
      on_ready=lambda address: print(address, flush=True))
print("ended", flush=True)
"""


class Served:
    """A service in a process of its own, on a free port of the loopback."""

    def __init__(self, build: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", textwrap.dedent(SERVER), str(build / "current")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()

    def workers(self) -> tuple[int, ...]:
        """Return all processes below the server: the one that holds the store, and those that it forked."""
        found, parents = [], [self.process.pid]
        while parents:
            for thread in Path(f"/proc/{parents.pop()}/task").iterdir():
                children = [int(each) for each in (thread / "children").read_text(encoding="utf-8").split()]
                found += children
                parents += children
        return tuple(found)

    def end(self, number: int) -> tuple[int, str]:
        self.process.send_signal(number)
        out, errors = self.process.communicate(timeout=20)
        return self.process.returncode, out + errors


@pytest.fixture
def served(build: Path) -> Iterator[Served]:
    made = Served(build)
    yield made
    if made.process.poll() is None:
        made.process.kill()
        made.process.communicate()
    for pipe in (made.process.stdout, made.process.stderr):
        if pipe is not None:
            pipe.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_server_ends_cleanly_with_its_workers_even_while_one_is_busy(served: Served, number: int) -> None:
    assert httpx.get(served.address + "/ready").json()["status"] == "ready"
    busy = threading.Thread(target=_asked_in_vain, args=(served.address,))
    busy.start()
    time.sleep(0.5)
    workers = served.workers()
    assert len(workers) >= 3
    code, said = served.end(number)
    busy.join()
    assert (code, said) == (0, "ended\n")
    assert gone(workers)


def _asked_in_vain(address: str) -> None:
    try:
        httpx.get(address + "/sparql", params={"query": SLOW}, timeout=30)
    except httpx.HTTPError:
        return


def test_workers_do_not_outlive_a_server_that_is_killed(served: Served) -> None:
    busy = threading.Thread(target=_asked_in_vain, args=(served.address,))
    busy.start()
    time.sleep(0.5)
    workers = served.workers()
    served.end(signal.SIGKILL)
    busy.join()
    assert gone(workers)


def test_a_client_that_hangs_up_frees_the_worker_of_the_server(served: Served) -> None:
    for _ in range(2):
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(served.address + "/sparql", params={"query": SLOW}, timeout=0.6)
    start = time.monotonic()
    assert httpx.get(served.address + "/sparql", params={"query": QUICK}, timeout=15).json()["boolean"] is True
    assert time.monotonic() - start < 5


def test_pages_answer_while_every_worker_is_busy(served: Served) -> None:
    busy = [threading.Thread(target=_asked_in_vain, args=(served.address,)) for _ in range(2)]
    for each in busy:
        each.start()
    time.sleep(0.4)
    start = time.monotonic()
    assert httpx.get(served.address + "/id/actor/fictilab.ttl").status_code == 200
    assert httpx.get(served.address + "/health").status_code == 200
    assert time.monotonic() - start < 3
    served.end(signal.SIGKILL)
    for each in busy:
        each.join()


def test_a_taken_port_is_said_in_words(build: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ConfigurationRefused, match=f"Port {port}"):
            serve(Settings(release=build / "current", port=port), prepare=lambda: pytest.fail("built in vain"))
