import Foundation

/// A large tender, made the same way each time: an RFP, and for each contractor an offer in Markdown, PDF and CSV. A tenth of
/// the bytes is text, the rest are pictures in the PDFs.
struct GeneratedPackage {
    var contractors: Int
    var criteria: Int
    var mebibytes: Int

    private static let topics = [
        "Concrete works", "Steel erection", "Façade", "Site logistics", "Drainage", "Electrical systems",
        "Mechanical plant",
        "Commissioning",
    ]
    private static let aspects = [
        "method statement", "quality control plan", "key personnel", "programme", "risk register",
    ]
    private static let words = [
        "the", "contractor", "shall", "submit", "inspection", "test", "weekly", "crew", "supervisor", "ISO", "9001",
        "sequence",
        "delivery", "crane", "temporary", "works", "approval", "engineer", "drawing", "revision", "safety", "training",
        "on",
        "site", "within", "14", "days", "of", "award", "and", "report", "to", "client", "material", "sample",
        "standard",
    ]

    private var names: [String] {
        (0..<criteria).map { index in
            let (topic, aspect) = (index % Self.topics.count, index / Self.topics.count)
            let round = aspect / Self.aspects.count
            return
                "\(Self.topics[topic]): \(Self.aspects[aspect % Self.aspects.count])\(round > 0 ? " \(round + 1)" : "")"
        }
    }

    /// `evaluation_criteria`, all of one weight.
    var payload: [String: Any] {
        let weight = 100 / Double(criteria)
        var scopes: [String: [String: Any]] = [:]
        for name in names {
            scopes[String(name.prefix { $0 != ":" }), default: [:]][name] = [
                "weight": weight, "description": "The offer describes the \(name.lowercased()) for this project.",
            ]
        }
        return scopes
    }

    /// Writes the package into a folder.
    /// - Returns: the package's folder.
    func write(to folder: URL) throws -> URL {
        let package = folder.appending(path: "generated/package")
        let tender = package.appending(path: "tech_rfp/tender")
        let request = package.appending(path: "tech_rfp/rfp")
        try FileManager.default.createDirectory(at: request, withIntermediateDirectories: true)
        var random = Words(seed: 1, words: Self.words)
        let wishes = names.map { "- The bidder shall describe the \($0.lowercased()). \(random.sentence())" }
        try Data("# Request for proposals\n\n\(wishes.joined(separator: "\n"))\n".utf8)
            .write(to: request.appending(path: "rfp.md"))

        let bytes = mebibytes * 1_048_576 / contractors
        for contractor in 0..<contractors {
            let offer = tender.appending(path: "Contractor \(contractor + 1)")
            try FileManager.default.createDirectory(at: offer, withIntermediateDirectories: true)
            var random = Words(seed: UInt64(contractor) + 2, words: Self.words)
            try markdown(bytes / 16, &random).write(to: offer.appending(path: "technical offer.md"))
            try table(bytes / 64, &random).write(to: offer.appending(path: "staff.csv"))
            let pages = max(1, bytes / 50 / 2_500)
            try PDF.write(
                pages: (0..<pages).map { _ in (0..<30).map { _ in random.sentence() } },
                bytes: bytes - bytes / 16 - bytes / 64, to: offer.appending(path: "method statement.pdf"))
        }
        return package
    }

    private func markdown(_ bytes: Int, _ random: inout Words) -> Data {
        var text = "# Technical offer\n"
        var index = 0
        while text.utf8.count < bytes {
            let name = names[index % names.count]
            text += "\n## \(name)\n\nOur \(name.lowercased()) is as follows. "
            for _ in 0..<12 { text += random.sentence() + " " }
            text += "\n"
            index += 1
        }
        return Data(text.utf8)
    }

    private func table(_ bytes: Int, _ random: inout Words) -> Data {
        var text = "Name,Role,Years,Remark\n"
        var row = 0
        while text.utf8.count < bytes {
            row += 1
            text += "Person \(row),Engineer,\(row % 30),\(random.sentence())\n"
        }
        return Data(text.utf8)
    }
}

/// Sentences of a fixed sequence.
struct Words {
    private var state: UInt64
    private let words: [String]

    init(seed: UInt64, words: [String]) {
        state = seed
        self.words = words
    }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }

    mutating func sentence() -> String {
        let text = (0..<12).map { _ in words[Int(next() % UInt64(words.count))] }.joined(separator: " ")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }
}
