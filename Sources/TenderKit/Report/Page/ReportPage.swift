import Crypto
import Foundation
import Mustache

/// An analysis as one HTML page, for a screen, a telephone or paper.
///
/// A pure function of the artifacts: it has no script, loads nothing, and shows all that comes from documents as text.
public struct ReportPage: Sendable {
    /// The most characters of one text that the page shows.
    static let textLimit = 5_000

    private let view: PageView

    /// - Parameters:
    ///   - analysis: as the analysis wrote it.
    ///   - report: made from the same analysis.
    ///   - criteria: give weights and descriptions.
    public init(analysis: AnalysisArtifact.Result, report: TechnicalReport, criteria: [ConfiguredCriterion]) {
        view = PageView(EvaluationTable(analysis: analysis, criteria: criteria), report: report)
    }

    /// The page in UTF-8; the same bytes for the same artifacts.
    public func html() throws -> [UInt8] {
        // Only our style may apply, whatever a document manages to say.
        let digest = Data(SHA256.hash(data: Data(PageStyle.css.utf8))).base64EncodedString()
        let policy = "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'"
        let page = try Self.template.get().render(
            ["policy": policy, "css": PageStyle.css, "page": view] as [String: Any])
        return [UInt8](page.utf8)
    }

    private static let template = Result {
        MustacheContentTypes.register(ScalarEscaping(), named: ScalarEscaping.name)
        return try MustacheTemplate(string: "{{% CONTENT_TYPE:\(ScalarEscaping.name)}}" + PageTemplate.html)
    }
}

/// Escapes HTML by Unicode scalars. Mustache's own escaping goes by characters, and lets `<` pass where a document has
/// put a mark before or after it that joins it into one character.
struct ScalarEscaping: MustacheContentType {
    static let name = "TENDER_HTML"

    func escapeText(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": out.append(contentsOf: "&lt;".unicodeScalars)
            case ">": out.append(contentsOf: "&gt;".unicodeScalars)
            case "&": out.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
            case "'": out.append(contentsOf: "&#39;".unicodeScalars)
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
