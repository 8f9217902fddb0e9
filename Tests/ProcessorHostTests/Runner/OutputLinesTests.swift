import Testing

@testable import ProcessorHost

@Suite("What a processor prints")
struct OutputLinesTests {
    @Test("is cut into lines wherever the reads fall")
    func lines() {
        var lines = OutputLines(maximumLine: 8 << 10)
        #expect(lines.take(Array("one\r\ntw".utf8)) == ["one"])
        #expect(lines.take(Array("o\n\nthree".utf8)) == ["two"])
        #expect(lines.takeRest() == ["three"])
        #expect(lines.last == ["one", "two", "three"])
    }

    @Test("is repaired when it is no UTF-8")
    func repaired() {
        var lines = OutputLines(maximumLine: 8 << 10)
        #expect(lines.take([0x61, 0xFF, 0x62, 0x0A]) == ["a\u{FFFD}b"])
    }

    @Test("is kept up to the backtrace of a crash, which the log has")
    func backtrace() {
        var lines = OutputLines(maximumLine: 8 << 10)
        let text = "Fatal error: Index out of range\n\n*** Signal 4: Backtracing from 0x1... done ***\nrax 0x0\n"
        #expect(lines.take(Array(text.utf8)).count == 3)
        #expect(lines.last == ["Fatal error: Index out of range"])
        lines.forgetLast()
        _ = lines.take(Array("next run\n".utf8))
        #expect(lines.last == ["next run"])
    }

    @Test("is bounded: long lines are cut, and only the last ones are kept")
    func bounded() {
        var lines = OutputLines(maximumLine: 8 << 10)
        #expect(lines.take([UInt8](repeating: 0x78, count: 20_000)).map(\.utf8.count) == [8192, 8192])
        _ = lines.takeRest()
        for number in 0..<50 { _ = lines.take(Array("\(number)\n".utf8)) }
        #expect(lines.last.count == OutputLines.keptLines)
        #expect(lines.last.first == "30")
        #expect(lines.last.allSatisfy { $0.count <= OutputLines.keptCharacters + 1 })
    }
}
