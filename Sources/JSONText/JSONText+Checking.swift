extension JSONText {
    /// Checks and cleans bytes of unknown origin; see ``JSONScanner`` for what passes.
    /// - Parameter topLevel: what the text must be as a whole.
    public init(
        checking bytes: [UInt8], requiring topLevel: JSONScanner.TopLevel = .anyValue
    ) throws(JSONError) {
        var scanner = JSONScanner(requiring: topLevel)
        var clean: [UInt8] = []
        clean.reserveCapacity(bytes.count)
        try bytes.withUnsafeBufferPointer { bytes throws(JSONError) in
            try scanner.feed(UnsafeRawBufferPointer(bytes), into: &clean)
        }
        try scanner.finish()
        self.init(trusted: clean)
    }

    /// Checks and cleans a text of unknown origin; see ``JSONScanner`` for what passes.
    public init(
        checking text: String, requiring topLevel: JSONScanner.TopLevel = .anyValue
    ) throws(JSONError) {
        try self.init(checking: Array(text.utf8), requiring: topLevel)
    }
}
