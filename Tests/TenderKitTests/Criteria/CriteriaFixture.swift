import Foundation
import ProcessorKit

@testable import TenderKit

/// Documents written in a test, and results in a form that a test can read.
enum CriteriaFixture {
    static func markdown(_ text: String, file: String = "rfp.md") throws -> Document {
        try MarkdownReader.read(Data(text.utf8), as: file, limits: DocumentLimits())
    }

    static func csv(_ text: String, file: String = "sheet.csv") throws -> Document {
        try CSVReader.read(Data(text.utf8), as: file, limits: DocumentLimits())
    }

    /// `name = weight`, or `scope / name = weight`; `-` for no weight.
    static func lines(_ found: ExtractedCriteria) -> [String] {
        found.criteria.map { criterion in
            let scope = criterion.scope.isEmpty ? "" : criterion.scope + " / "
            return scope + criterion.name + " = " + (criterion.weight.map(PlainNumber.short) ?? "-")
        }
    }

    static func request(_ text: String) throws -> [String] {
        lines(try CriteriaExtractor().criteria(fromRequest: [markdown(text)]))
    }

    static func sheet(_ text: String) throws -> [String] {
        lines(try CriteriaExtractor().criteria(fromSheets: [csv(text)]))
    }

    /// The code of the error that a request without criteria gives, or the criteria that were invented.
    static func refusal(_ text: String) throws -> String {
        do {
            return lines(try CriteriaExtractor().criteria(fromRequest: [markdown(text)])).joined(separator: "; ")
        } catch let error as ProcessorError {
            return error.code
        }
    }
}
