// Memory that is used as it should be: nothing to report. With -D planted one byte behind its end is read, and a block is lost.
let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 16)
bytes.initialize(repeating: 1, count: 16)
#if planted
    print(bytes[Int(CommandLine.argc) + 15])
#else
    print(bytes[Int(CommandLine.argc) + 14])
#endif
bytes.deallocate()
