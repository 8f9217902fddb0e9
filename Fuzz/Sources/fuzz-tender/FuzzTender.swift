import Foundation
import FuzzKit
import TenderTargets

private let fuzzer = LibFuzzer(tenderTargets, named: ProcessInfo.processInfo.environment["FUZZ_TARGET"])

/// What libFuzzer calls for each input. The bytes are its own, for the time of the call.
@_cdecl("LLVMFuzzerTestOneInput") public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    fuzzer.run(start, count)
    return 0
}
