import RunnerProtocol
import Testing

@Suite("Notices about process groups")
struct GroupNoticeTests {
    @Test("are read as they were written", arguments: [2, 4711, Int32.max])
    func roundTrip(group: Int32) {
        for notice in [GroupNotice.begun(group), .over(group)] {
            #expect(notice.bytes.count == GroupNotice.byteCount)
            #expect(GroupNotice(notice.bytes) == notice)
        }
    }

    @Test("never stand for the reader's own group, nor for all processes", arguments: [0, 1, -1, Int32.min])
    func refused(number: Int32) {
        #expect(GroupNotice(withUnsafeBytes(of: number) { Array($0) }) == nil)
    }

    @Test("are whole")
    func short() {
        #expect(GroupNotice([1, 0, 0]) == nil)
    }
}
