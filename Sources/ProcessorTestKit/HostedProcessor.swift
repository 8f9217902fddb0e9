import FoundationEssentials
import Glibc
import ProcessorKit

/// A processor as the host holds it: its table, one instance and the host's table that it was made with.
struct HostedProcessor {
    /// The record that hears `set_error` without a run, which has no other way to say whose error it is.
    @TaskLocal static var loading: RunRecord?

    private let table: trubuild_processor_entry_v1
    private let descriptor: trubuild_descriptor
    private let record: RunRecord

    /// - Throws: ``TestLoadError`` for a table that a real host would refuse.
    init(
        entry: (UInt32) -> UnsafePointer<trubuild_processor_entry_v1>?, record: RunRecord
    ) throws(TestLoadError) {
        guard let table = entry(TRUBUILD_ABI_MAJOR << 16 | TRUBUILD_ABI_MINOR)?.pointee else {
            throw TestLoadError(code: "abi.refused", message: "trubuild_processor_entry returned null")
        }
        guard table.magic == TRUBUILD_MAGIC, table.abi_major == TRUBUILD_ABI_MAJOR,
            table.struct_size >= MemoryLayout<trubuild_processor_entry_v1>.size
        else {
            throw TestLoadError(code: "abi.mismatch", message: "the table's head is not that of ABI 1")
        }
        guard let descriptor = table.describe?()?.pointee, descriptor.job_type_count > 0, descriptor.id.len > 0 else {
            throw TestLoadError(code: "describe.invalid", message: "describe() gives no id or no job type")
        }
        self.table = table
        self.descriptor = descriptor
        self.record = record
    }

    /// Makes an instance, does one run and destroys it. Blocks the caller.
    func run(_ job: TestJob) throws -> TestResult {
        // On the heap: its address must hold from create() to destroy().
        let host = UnsafeMutablePointer<trubuild_host>.allocate(capacity: 1)
        host.initialize(to: HostTable.make(for: record.host))
        defer { host.deallocate() }
        let instance = try Self.$loading.withValue(record) { try makeInstance(host) }
        defer { table.destroy(instance) }
        return try run(job, instance: instance, host: host)
    }

    private func makeInstance(_ host: UnsafePointer<trubuild_host>) throws(TestLoadError) -> OpaquePointer? {
        var instance: OpaquePointer?
        let config = ByteArena([UInt8](record.host.config.utf8))
        guard table.create(host, config.slice, &instance) == TRUBUILD_OK else { throw refusal("create") }
        let id = ByteArena([UInt8](TRUBUILD_EXT_WARM_UP.utf8))
        if let warmUp = table.get_extension?(id.slice)?.assumingMemoryBound(to: trubuild_warm_up_v1.self),
            warmUp.pointee.warm_up(instance) != TRUBUILD_OK
        {
            table.destroy(instance)
            throw refusal("warm_up")
        }
        return instance
    }

    private func refusal(_ function: String) -> TestLoadError {
        let (code, message) = record.error
        return TestLoadError(code: code, message: message.isEmpty ? "\(function) gave no reason" : message)
    }

    private func run(
        _ job: TestJob, instance: OpaquePointer?, host: UnsafePointer<trubuild_host>
    ) throws -> TestResult {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "trubuild-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: scratch) }

        let jobType = job.jobType ?? descriptor.job_types.pointee.text ?? ""
        let texts = [
            UUID().uuidString.lowercased(), UUID().uuidString.lowercased(), jobType, job.companyID ?? "",
            job.userID ?? "", job.payload, job.packageDirectory ?? "", scratch.path,
        ].map { ByteArena([UInt8]($0.utf8)) }
        var run = trubuild_run()
        run.struct_size = UInt32(MemoryLayout<trubuild_run>.size)
        run.attempt_no = UInt32(clamping: job.attempt)
        run.handle = record.handle
        run.run_id = texts[0].slice
        run.job_id = texts[1].slice
        run.job_type = texts[2].slice
        run.company_id = texts[3].slice
        run.user_id = texts[4].slice
        run.payload = texts[5].slice
        run.package_dir = texts[6].slice
        run.scratch_dir = texts[7].slice
        run.deadline_monotonic_ns = job.timeLimit.map(Self.deadline) ?? 0
        let code = withExtendedLifetime(texts) { table.run(instance, &run, host) }
        return record.result(code: code)
    }

    private static func deadline(after limit: Duration) -> UInt64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let (seconds, attoseconds) = limit.components
        return UInt64(Int64(now.tv_sec) + seconds) * 1_000_000_000 + UInt64(now.tv_nsec)
            + UInt64(attoseconds / 1_000_000_000)
    }
}
