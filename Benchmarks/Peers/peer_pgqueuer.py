import asyncpg
from pgqueuer import PgQueuer
from pgqueuer.queries import Queries

DEFAULT = {}
BEST = {"batch_size": 200}


class Peer:
    def __init__(self, dsn):
        self.dsn = dsn

    async def open(self):
        # A worker and its observer do not share a connection.
        self.observer = await asyncpg.connect(self.dsn)
        self.queries = Queries.from_asyncpg_connection(self.observer)

    async def install(self):
        await self.queries.install()

    async def enqueue(self, keys):
        for start in range(0, len(keys), 1000):
            part = keys[start : start + 1000]
            await self.queries.enqueue(["noop"] * len(part), [key.encode() for key in part], [0] * len(part))

    async def enqueue_one(self, key):
        await self.queries.enqueue("noop", key.encode())

    async def remaining(self):
        return await self.observer.fetchval("SELECT count(*) FROM pgqueuer")

    async def work(self, settings):
        pgq = PgQueuer.from_asyncpg_connection(await asyncpg.connect(self.dsn))

        @pgq.entrypoint("noop")
        async def noop(job):
            self.began(job.payload.decode())

        await pgq.run(**settings)

    async def close(self):
        await self.observer.close()
