import ProcessorKit
import Report

@c(trubuild_processor_entry)
public func trubuildProcessorEntry(_ hostABI: UInt32) -> UnsafePointer<trubuild_processor_entry_v1>? {
    ProcessorEntry<ReportProcessor>.table(hostABI: hostABI)
}
