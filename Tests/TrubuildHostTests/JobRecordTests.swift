import Foundation
import JSONText
import JobQueue
import Testing

@testable import trubuild_host

@Suite("What exec leaves beside its artifacts")
struct JobRecordTests {
    private func artifact(_ type: String, _ contentType: String = "application/json") -> Artifact {
        Artifact(type: type, contentType: contentType, content: .memory([]))
    }

    @Test("A file is named by the type, with the extension of its content unless the type has it, and each is its own")
    func names() {
        let artifacts = [
            artifact("result"), artifact("report", "text/html"), artifact("report.html", "text/html"),
            artifact("report.json"), artifact("report"), artifact("job"), artifact("scan", "image/png"),
        ]
        #expect(
            JobRecord.files(of: artifacts).map(\.name) == [
                "result.json", "report.html", "report.html.html", "report.json", "report.json.json", "job.json.json",
                "scan.bin",
            ])
    }

    @Test("It comes back as it was written")
    func roundTrip() throws {
        let record = JobRecord(
            type: "tech_rfp_analysis", payload: JSONText(trusted: Array(#"{"package_id":"p\n","x":[1.5]}"#.utf8)),
            files: JobRecord.files(of: [artifact("result"), artifact("report", "text/html")]))
        #expect(JobRecord(try record.json()) == record)
        #expect(JobRecord(Data("[]".utf8)) == nil)
    }

    @Test(
        "A folder's name becomes an id", arguments: [("a\\b", "a_b"), ("a\nb", "a_b"), ("Tower 7 — é", "Tower 7 — é")])
    func ids(name: String, id: String) {
        #expect(Exec.id(from: name) == id)
    }
}
