import Foundation
import Synchronization
import Testing

@testable import JobQueue

@Suite struct TimeOrderedIDsTests {
    @Test func `The layout is that of RFC 9562, version 7`() {
        // The example of RFC 9562, A.6: 017F22E2-79B0-7CC3-98C4-DC0C0C07398F.
        let ids = TimeOrderedIDs(clock: { 0x017F_22E2_79B0 }, random: { 0xFFFF_DC0C_0C07_398F })
        let text = ids.next().uuidString
        #expect(text.hasPrefix("017F22E2-79B0-7"))
        #expect(text.hasSuffix("-DC0C0C07398F"))
        #expect("89AB".contains(text.dropFirst(19).first!))
    }

    @Test func `A hundred thousand ids of one millisecond are unique and grow`() {
        let ids = TimeOrderedIDs(clock: { 1_700_000_000_000 })
        let made = (0..<100_000).map { _ in ids.next().uuidString }
        #expect(zip(made, made.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `Ids grow when the clock steps back`() {
        let now = Mutex<UInt64>(1_700_000_000_000)
        let ids = TimeOrderedIDs(clock: { now.withLock { $0 } })
        var made = [ids.next()]
        for step in [5, -10_000, 0, 3, -1, 20_000] {
            now.withLock { $0 = UInt64(Int($0) + step) }
            made.append(ids.next())
        }
        let texts = made.map(\.uuidString)
        #expect(texts == texts.sorted())
        #expect(Set(texts).count == texts.count)
    }

    @Test func `A counter that runs out borrows the next millisecond`() {
        let ids = TimeOrderedIDs(clock: { 1000 }, random: { 0 }, counterLimit: 3)
        let made = (0..<7).map { _ in ids.next().uuidString }
        #expect(
            made.map { $0.prefix(13) }
                == [1000, 1000, 1000, 1001, 1001, 1001, 1002].map { milliseconds in
                    let digits = String(milliseconds, radix: 16, uppercase: true)
                    return "00000000-0\(digits)"
                })
        #expect(made == made.sorted())
        #expect(Set(made).count == made.count)
    }

    @Test func `Ids are unique across threads, and each thread sees them grow`() async {
        let ids = TimeOrderedIDs(clock: { 7 })
        let lists = await withTaskGroup(of: [UUID].self) { group in
            for _ in 0..<8 { group.addTask { (0..<2000).map { _ in ids.next() } } }
            return await group.reduce(into: [[UUID]]()) { $0.append($1) }
        }
        #expect(Set(lists.joined()).count == 16_000)
        for list in lists {
            #expect(zip(list, list.dropFirst()).allSatisfy { $0.uuidString < $1.uuidString })
        }
    }

    @Test func `The version, the variant and the time are right whatever the randomness`() {
        let ids = TimeOrderedIDs(clock: { 0x0123_4567_89AB })
        for _ in 0..<1000 {
            let bytes = ids.next().uuid
            #expect(bytes.6 >> 4 == 7)
            #expect(bytes.8 >> 6 == 0b10)
            #expect((bytes.0, bytes.1, bytes.2) == (0x01, 0x23, 0x45))
            #expect((bytes.3, bytes.4, bytes.5) == (0x67, 0x89, 0xAB))
        }
    }
}
