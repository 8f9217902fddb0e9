import SystemPackage
import Testing

@testable import TenderKit

/// Passages found by reading the offers: without them the criterion that they meet is graded lower, and no other one.
@Suite("Evidence taken away from real offers", .enabled(if: GradingPackages.benchmarks != nil)) struct SensitivityTests
{
    struct Case: Sendable, CustomTestStringConvertible {
        var contractor: String
        /// The criterion's letter.
        var letter: String
        /// Taken away wherever they stand in the contractor's files.
        var passages: [String]
        var testDescription: String { "\(contractor), \(letter)" }
    }

    private static let cases = [
        Case(
            contractor: "Booz Allen Hamilton", letter: "e",
            passages: [
                "We used a bootstrap design style theme that mirrored our vision for the prototype. As we matured our wireframes, we used this design as a foundation but modified the styling to meet our UX needs. We developed a design style guide and provided the team with our core design specifications. We provided wireframes and a set of high fidelity mockups to the developers to implement iteratively.",
                "Our style guide, wireframes, and mockups:",
            ]),
        Case(
            contractor: "Booz Allen Hamilton", letter: "j",
            passages: [
                "We deployed labelCRAFT on the Amazon Web Service Elastic Compute Cloud (EC2) IaaS.",
                "Our physical deployment model:",
            ]),
        Case(
            contractor: "Booz Allen Hamilton", letter: "k",
            passages: [
                "We wrote unit tests for code, written with appropriate tooling for the technology stack. We used Karma for front-end code and used rSpec for the backend API."
            ]),
        Case(
            contractor: "Booz Allen Hamilton", letter: "o",
            passages: [
                "We used Docker-engine to build Linux containers from custom Dockerfiles stored in our Git repository. We containerized all 3 tiers of our application stack."
            ]),
        Case(
            contractor: "Deloitte Digital", letter: "a",
            passages: [
                "We identified and empowered Kevin as our product manager. Kevin was given authority to make final decisions on concept, UX, design, and functionality and was ultimately responsible for bringing this product to life."
            ]),
        Case(
            contractor: "World Wide Technology", letter: "h",
            passages: [
                "We designed it using a responsive layout so that it works on multiple devices and form-factors (we've tested it on PCs, tablets, and phones)."
            ]),
        Case(
            contractor: "World Wide Technology", letter: "p",
            passages: [
                "Instructions for pulling down the repo and running the app locally on your box can be found in docs/install-run.txt."
            ]),
        Case(
            contractor: "World Wide Technology", letter: "n",
            passages: ["For continuous security monitoring, we used Nessus."]),
        Case(contractor: "Three Wire Systems", letter: "o", passages: ["Docker was used as the containerization."]),
        Case(
            contractor: "Three Wire Systems", letter: "a",
            passages: [
                "Amanda was elected Product Owner for the project, and was charged with product quality and given ultimate responsibility for delivery."
            ]),
    ]

    @Test(arguments: cases)
    func `the criterion falls and the others stay`(sample: Case) async throws {
        let folder = try #require(GradingPackages.benchmarks).appending("us-gsa-ads1")
        let tender = try await GradingPackages.read(folder, only: sample.contractor)
        let criteria = try GradingPackages.criteria(folder)
        let before = try await GradingFixture.evaluate(
            criteria, offer: tender.offers[0].documents, request: tender.request)
        var found: Set<String> = []
        let documents = tender.offers[0].documents.map { document in
            var document = document
            for index in document.blocks.indices {
                for passage in sample.passages where document.blocks[index].text.contains(passage) {
                    found.insert(passage)
                    document.blocks[index].text = document.blocks[index].text.replacing(passage, with: "")
                }
            }
            document.blocks.removeAll { $0.text.allSatisfy(\.isWhitespace) }
            return document
        }
        #expect(found.count == sample.passages.count, "passages not in the offer as read")
        let after = try await GradingFixture.evaluate(criteria, offer: documents, request: tender.request)
        for (index, criterion) in criteria.enumerated() {
            let (one, other) = (before[index].grade.score, after[index].grade.score)
            if criterion.name.hasPrefix("\(sample.letter). ") {
                #expect(other < one, "\(criterion.name): \(one), then \(other)")
            } else {
                #expect(other == one, "\(criterion.name): \(one), then \(other)")
            }
        }
    }
}
