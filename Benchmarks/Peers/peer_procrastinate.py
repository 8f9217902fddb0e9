import procrastinate

DEFAULT = {}
BEST = {"concurrency": 30}


class Peer:
    def __init__(self, dsn):
        self.app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=dsn, max_size=10))

        @self.app.task(name="noop")
        async def noop(key):
            self.began(key)

        self.noop = noop

    async def open(self):
        await self.app.open_async()

    async def install(self):
        await self.app.schema_manager.apply_schema_async()

    async def enqueue(self, keys):
        for start in range(0, len(keys), 1000):
            await self.noop.batch_defer_async(*({"key": key} for key in keys[start : start + 1000]))

    async def enqueue_one(self, key):
        await self.noop.defer_async(key=key)

    async def remaining(self):
        row = await self.app.connector.execute_query_one_async(
            "SELECT count(*) AS n FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")
        return row["n"]

    async def work(self, settings):
        await self.app.run_worker_async(install_signal_handlers=False, **settings)

    async def close(self):
        await self.app.close_async()
