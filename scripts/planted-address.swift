// Memory that is used as it should be: nothing to report. With -D planted a byte behind its end is read, with -D lost a block is
// never given back.
let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 16)
bytes.initialize(repeating: 1, count: 16)
#if planted
    print(bytes[Int(CommandLine.argc) + 15])
#else
    print(bytes[Int(CommandLine.argc) + 14])
#endif
bytes.deallocate()

#if lost
    @inline(never)
    func lose() { UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 12).initialize(repeating: 1, count: 1 << 12) }
    lose()
#endif
