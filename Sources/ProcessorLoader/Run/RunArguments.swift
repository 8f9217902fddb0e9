import CTrubuildProcessor
import RunnerProtocol

/// The memory behind a `trubuild_run`: one block with every text of the request.
final class RunArguments: @unchecked Sendable {
    // @unchecked: the block is written in init and only read afterwards; `run` is a constant.

    /// Without its handle.
    let run: trubuild_run
    let checkpoint: trubuild_host_slice
    private let block: UnsafeMutableRawBufferPointer

    init(_ request: RunRequest) {
        let texts = [
            Array(request.runID.utf8), Array(request.jobID.utf8), Array(request.jobType.utf8),
            Array(request.companyID.utf8), Array(request.userID.utf8), request.payload,
            Array(request.packageDirectory.utf8), Array(request.scratchDirectory.utf8), request.checkpoint,
        ]
        block = .allocate(byteCount: max(texts.reduce(0) { $0 + $1.count }, 1), alignment: 16)
        var slices: [trubuild_host_slice] = []
        var offset = 0
        for text in texts {
            let place = UnsafeMutableRawBufferPointer(rebasing: block[offset..<offset + text.count])
            place.copyBytes(from: text)
            let start = place.baseAddress?.assumingMemoryBound(to: UInt8.self)
            slices.append(trubuild_host_slice(ptr: text.isEmpty ? nil : UnsafePointer(start), len: UInt64(text.count)))
            offset += text.count
        }
        checkpoint = slices[8]
        run = trubuild_run(
            struct_size: UInt32(MemoryLayout<trubuild_run>.size), attempt_no: request.attempt, handle: nil,
            run_id: slices[0], job_id: slices[1], job_type: slices[2], company_id: slices[3], user_id: slices[4],
            payload: slices[5], package_dir: slices[6], scratch_dir: slices[7], deadline_monotonic_ns: request.deadline)
    }

    deinit {
        block.deallocate()
    }
}
