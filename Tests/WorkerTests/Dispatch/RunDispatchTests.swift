import Foundation
import JSONText
import JobQueue
import ProcessorHost
import Testing

@testable import Worker

@Suite struct RunDispatchTests {
    private let processor = ServedProcessor(name: "p", jobTypes: ["t"], concurrency: 1, maxAttempts: 1)

    private func order(
        _ payload: String, company: String? = "acme", packages: PackageLocator = .root("/packages/")
    ) throws -> RunOrder {
        let job = Job(
            id: JobID(UUID()), type: "t", payload: JSONText(trusted: Array(payload.utf8)), companyID: company,
            userID: "u")
        let run = ClaimedRun(id: RunID(UUID()), job: job, attempt: 2, chargedAttempts: 1, checkpoint: [1])
        return try RunDispatch(packages: packages).order(for: run, by: processor)
    }

    private func refusal(_ payload: String, company: String? = "acme") -> RunError? {
        do {
            _ = try order(payload, company: company)
            return nil
        } catch {
            return error as? RunError
        }
    }

    @Test func `The payload is passed on as it is, with the folder of the package`() throws {
        let payload = #" { "package_id" : "proj-12345", "metadata": {"package_id": "other"}, "x": 1e999 } "#
        let order = try order(payload.replacing("1e999", with: "1.50"))
        #expect(order.payload.description == payload.replacing("1e999", with: "1.50"))
        #expect(order.packageDirectory == "/packages/acme/proj-12345")
        #expect((order.attempt, order.checkpoint, order.companyID, order.userID) == (2, [1], "acme", "u"))
    }

    @Test(
        arguments: [
            ("acme", #""other""#, "acme"), (nil, #""other""#, "other"), ("", #""other""#, "other"), (nil, "null", nil),
            (nil, #""""#, nil),
        ] as [(String?, String, String?)])
    func `The company is that of the row, else that of the payload`(row: String?, payload: String, company: String?)
        throws
    {
        let order = try order(#"{"package_id":"p","company_id":\#(payload)}"#, company: row)
        #expect(order.companyID == company)
        #expect(order.packageDirectory == company.map { "/packages/\($0)/p" })
    }

    @Test func `A payload that the queue withheld fails for good, with its size`() {
        let job = Job(
            id: JobID(UUID()), type: "t", payload: JSONText(trusted: Array("null".utf8)), companyID: "acme",
            userID: "u",
            withheldBytes: 60_000_000)
        let run = ClaimedRun(id: RunID(UUID()), job: job, attempt: 1, chargedAttempts: 0, checkpoint: nil)
        let error = #expect(throws: RunError.self) {
            try RunDispatch(packages: .root("/packages")).order(for: run, by: processor)
        }
        #expect(error?.code == "payload.too_large")
        #expect(
            error?.message.hasPrefix("the payload has 60000000 bytes, more than any processor may be given") == true)
    }

    @Test func `A fixed folder needs no company`() throws {
        let order = try order(#"{"package_id":"p"}"#, company: nil, packages: .folder("/data/tender 7/"))
        #expect(order.packageDirectory == "/data/tender 7")
    }

    @Test func `A relative root is taken from the current directory`() throws {
        let directory = try order(#"{"package_id":"p"}"#, packages: .root("packages")).packageDirectory
        #expect(directory == FileManager.default.currentDirectoryPath + "/packages/acme/p")
    }

    @Test(arguments: [
        ("[1]", "an array"), ("\"x\"", "a string"), (" null", "null"), ("true", "a boolean"), ("7", "a number"),
        ("", "empty"), ("{\"package_id\":", "cannot be read"),
    ])
    func `A payload that is no object is refused`(payload: String, found: String) {
        let error = refusal(payload)
        #expect(error?.code == "payload.not_an_object")
        #expect(error?.message.contains(found) == true)
    }

    @Test(arguments: ["{}", #"{"package_id":null}"#, #"{"package_id":""}"#, #"{"metadata":{"package_id":"p"}}"#])
    func `A missing package is refused`(payload: String) {
        #expect(refusal(payload)?.code == "payload.package_id_missing")
    }

    @Test(arguments: [
        "5", "true", "[\"p\"]", "{}", "\"..\"", "\".\"", "\"../x\"", "\"/etc\"", "\"a/b\"", "\"a\\\\b\"",
        "\"a\\u0000b\"",
        "\"a\\nb\"", "\"\\u007f\"", "\"\(String(repeating: "x", count: 256))\"",
    ])
    func `A package that is not the name of one folder is refused, with what was found`(value: String) {
        let error = refusal(#"{"package_id":\#(value)}"#)
        #expect(error?.code == "payload.package_id_invalid")
        #expect(error?.message.contains("payload.package_id is") == true)
        #expect(error?.message.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } == true)
    }

    @Test(arguments: ["ünï çödé", "...", "..a", "a..", "-x", "ملف", "a b"])
    func `Odd names that are one folder are accepted`(name: String) throws {
        #expect(try order(#"{"package_id":"\#(name)"}"#).packageDirectory == "/packages/acme/\(name)")
    }

    @Test func `A bad company is refused, from the row and from the payload`() {
        #expect(refusal(#"{"package_id":"p"}"#, company: "../acme")?.code == "payload.company_id_invalid")
        #expect(refusal(#"{"package_id":"p"}"#, company: "../acme")?.message.contains("jobs.company_id") == true)
        for value in ["7", "\"a/b\"", "\"..\""] {
            let error = refusal(#"{"package_id":"p","company_id":\#(value)}"#, company: nil)
            #expect(error?.code == "payload.company_id_invalid")
        }
    }
}
