import ProcessorKit
import Summary

@c(trubuild_processor_entry)
public func trubuildProcessorEntry(_ hostABI: UInt32) -> UnsafePointer<trubuild_processor_entry_v1>? {
    ProcessorEntry<SummaryProcessor>.table(hostABI: hostABI)
}
