"""Measures one peer against the server that PGHOST and the like name, and prints a line of JSON.

    peer.py NAME default|best JOBS SAMPLES    drains JOBS no-op jobs, then times SAMPLES single ones on the idle worker
    peer.py NAME insert SAMPLES               the other client: inserts single jobs about 50 ms apart

A peer is a module beside this one with a class Peer: install, enqueue, enqueue_one, remaining, work, close.
"""

import asyncio
import contextlib
import importlib
import json
import os
import random
import sys
import time

DRAIN_LIMIT = 60  # seconds
HERE = os.path.dirname(os.path.abspath(__file__))


def dsn():
    e = os.environ
    return f"postgresql://{e['PGUSER']}:{e['PGPASSWORD']}@{e['PGHOST']}:{e['PGPORT']}/{e['PGDATABASE']}"


async def insert(peer, samples):
    """Prints when each job was known to be committed."""
    committed = {}
    for _ in range(samples):
        key = f"s{random.getrandbits(62)}"
        await peer.enqueue_one(key)
        committed[key] = time.monotonic_ns()
        await asyncio.sleep(random.uniform(0.04, 0.06))
    print(json.dumps(committed))


async def measure(name, peer, settings, jobs, samples):
    began = {}
    peer.began = lambda key: began.setdefault(key, time.monotonic_ns())
    await peer.install()
    await peer.enqueue([f"d{n}" for n in range(jobs)])
    worker = asyncio.create_task(peer.work(settings))
    limit = time.monotonic() + DRAIN_LIMIT
    left = jobs
    while left and time.monotonic() < limit:
        await asyncio.sleep(0.02 if left < jobs / 10 else 0.2)
        if worker.done():
            worker.result()
        left = await peer.remaining()
    seconds = (time.monotonic_ns() - min(began.values())) / 1e9
    result = {"jobs_per_s": (jobs - left) / seconds}
    if left == 0:
        # The inserting client first connects: the worker is idle by then.
        client = await asyncio.create_subprocess_exec(
            sys.executable, os.path.join(HERE, "peer.py"), name, "insert", str(samples), stdout=asyncio.subprocess.PIPE)
        output, _ = await client.communicate()
        committed = json.loads(output)
        for _ in range(100):
            if all(key in began for key in committed):
                break
            await asyncio.sleep(0.1)
        times = sorted((began[key] - at) / 1e6 for key, at in committed.items())
        for share in (50, 95, 99):
            result[f"p{share}_ms"] = times[min(len(times) - 1, len(times) * share // 100)]
    print(json.dumps(result), flush=True)
    worker.cancel()
    with contextlib.suppress(asyncio.CancelledError, Exception):
        await asyncio.wait_for(worker, 5)


async def main(name, mode, *numbers):
    module = importlib.import_module(f"peer_{name}")
    peer = module.Peer(dsn())
    await peer.open()
    if mode == "insert":
        await insert(peer, int(numbers[0]))
        await peer.close()
    else:
        await measure(name, peer, getattr(module, mode.upper()), int(numbers[0]), int(numbers[1]))
    # What a worker's own shutdown might wait for is not measured.
    os._exit(0)


if __name__ == "__main__":
    sys.path.insert(0, HERE)
    asyncio.run(main(*sys.argv[1:]))
