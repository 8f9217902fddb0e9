from oban import Oban, worker
from oban.schema import install

# As its README starts it.
DEFAULT = {"limit": 10}
BEST = {"limit": 200, "debounce_interval": 0.001}

peers = []


@worker(queue="default")
class Noop:
    async def process(self, job):
        peers[0].began(job.args["key"])


class Peer:
    def __init__(self, dsn):
        self.dsn = dsn
        peers.append(self)

    async def open(self):
        self.pool = await Oban.create_pool(self.dsn)
        # Without queues it only enqueues.
        self.client = Oban(pool=self.pool)

    async def install(self):
        await install(self.pool)

    async def enqueue(self, keys):
        for start in range(0, len(keys), 1000):
            await self.client.enqueue_many([Noop.new({"key": key}) for key in keys[start : start + 1000]])

    async def enqueue_one(self, key):
        await self.client.enqueue(Noop.new({"key": key}))

    async def remaining(self):
        async with self.pool.connection() as connection:
            cursor = await connection.execute("SELECT count(*) FROM oban_jobs WHERE state <> 'completed'")
            row = await cursor.fetchone()
            return next(iter(row.values())) if isinstance(row, dict) else row[0]

    async def work(self, settings):
        import asyncio

        async with Oban(pool=await Oban.create_pool(self.dsn), queues={"default": settings}):
            await asyncio.Event().wait()

    async def close(self):
        await self.pool.close()
