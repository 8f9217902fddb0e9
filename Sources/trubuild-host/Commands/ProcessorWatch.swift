import ProcessorHost
import ServiceLifecycle
import UnixSignals

/// Takes up new and changed processors while the host serves; SIGHUP asks for a look at once.
struct ProcessorWatch: Service {
    let processors: ProcessorHost

    func run() async throws {
        let (reloads, feed) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    for await _ in await UnixSignalsSequence(trapping: .sighup) { feed.yield() }
                }
                await processors.watch(reloads: reloads)
                group.cancelAll()
            }
        }
    }
}
