import Foundation
import FoundationXML

/// A page, read by an XML parser: what is not well-formed fails.
final class ParsedPage: NSObject, XMLParserDelegate {
    struct Element {
        var name: String
        var attributes: [String: String]
        /// The names of the elements around it.
        var path: [String]
    }

    private(set) var elements: [Element] = []
    private(set) var text = ""
    private var path: [String] = []

    init(_ html: [UInt8]) throws {
        super.init()
        let parser = XMLParser(data: Data(html))
        parser.delegate = self
        guard parser.parse() else {
            throw NotWellFormed(line: parser.lineNumber, reason: "\(parser.parserError.map { "\($0)" } ?? "unknown")")
        }
    }

    struct NotWellFormed: Error {
        var line: Int
        var reason: String
    }

    func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        elements.append(Element(name: name, attributes: attributes, path: path))
        path.append(name)
        // What stands in two cells is not one word.
        text += " "
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        path.removeLast()
        text += " "
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        text += string
    }
}
