"""Its default executor, a pool of processes, would hide when a job begins; asyncio, the fastest, is used in both modes."""

from chancy import Chancy, Queue, Worker, job

DEFAULT = {}
BEST = {"concurrency": 1000, "polling_interval": 1, "eager_polling": True}

# Chancy imports the function by its name.
peers = []


@job(queue="default")
async def noop(*, key: str):
    peers[0].began(key)


class Peer:
    def __init__(self, dsn):
        self.chancy = Chancy(dsn)
        peers.append(self)

    async def open(self):
        await self.chancy.__aenter__()

    async def install(self):
        await self.chancy.migrate()

    async def enqueue(self, keys):
        async for _ in self.chancy.push_many([noop.job.with_kwargs(key=key) for key in keys]):
            pass

    async def enqueue_one(self, key):
        await self.chancy.push(noop.job.with_kwargs(key=key))

    async def remaining(self):
        async with self.chancy.pool.connection() as connection:
            cursor = await connection.execute(
                "SELECT count(*) FROM chancy_jobs WHERE state NOT IN ('succeeded', 'failed')")
            row = await cursor.fetchone()
            return next(iter(row.values())) if isinstance(row, dict) else row[0]

    async def work(self, settings):
        await self.chancy.declare(Queue("default", executor=Chancy.Executor.Async, **settings), upsert=True)
        async with Worker(self.chancy, register_signal_handlers=False) as worker:
            await worker.wait_for_shutdown()

    async def close(self):
        await self.chancy.__aexit__(None, None, None)
