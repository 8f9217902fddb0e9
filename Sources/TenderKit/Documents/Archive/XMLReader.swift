import Foundation
import FoundationXML

/// What an XML part's events go to. Names come without their namespace prefix.
protocol XMLHandler: AnyObject {
    func start(_ element: String, _ attributes: XMLAttributes)
    func end(_ element: String)
    func text(_ text: String)
    /// True when the rest is of no interest.
    var isFinished: Bool { get }
}

extension XMLHandler {
    func text(_ text: String) {}
    var isFinished: Bool { false }
}

/// Attributes by their name without prefix.
struct XMLAttributes {
    private let values: [String: String]

    init(_ values: [String: String]) {
        self.values = values
    }

    subscript(_ name: String) -> String? {
        if let value = values[name] { return value }
        return values.first { $0.key.hasSuffix(name) && $0.key.dropLast(name.count).hasSuffix(":") }?.value
    }

    /// The relationship that `r:id` names, where the element has an `id` of its own, too.
    var relationship: String? {
        values.first { $0.key.hasSuffix(":id") }?.value
    }

    /// A number of 32 bits, as the formats have them: what is computed with it cannot overflow.
    func int(_ name: String) -> Int? {
        self[name].flatMap { Int32($0) }.map(Int.init)
    }

    /// A truth value as Office writes it: present and not `0`, `false` or `off`.
    func flag(_ name: String) -> Bool? {
        self[name].map { !["0", "false", "off", "none"].contains($0) }
    }
}

/// Streams an XML part through libxml2 (`XMLParser`), with bounds on depth, and without entities or external resources.
///
/// The part is handed over in pieces: libxml2 refuses a document of more than 10 MB given at once.
final class XMLReader: NSObject, XMLParserDelegate {
    private let handler: any XMLHandler
    private let depthLimit: Int
    private var depth = 0
    private var elements = 0
    private var failure: ReadFailure?

    private init(handler: any XMLHandler, depthLimit: Int) {
        self.handler = handler
        self.depthLimit = depthLimit
    }

    static func parse(
        _ stream: ZipEntryStream, limits: DocumentLimits, handler: any XMLHandler
    ) throws(ReadFailure) {
        let reader = XMLReader(handler: handler, depthLimit: limits.xmlDepth)
        let feed = XMLFeed(stream)
        let parser = XMLParser(stream: feed)
        parser.shouldProcessNamespaces = false
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        _ = parser.parse()
        if let failure = feed.failure ?? reader.failure { throw failure }
        if reader.elements == 0 { throw ReadFailure(.damaged, "\(stream.name) holds no XML") }
        if !handler.isFinished { try Cancellation.check() }
    }

    func parser(
        _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName qName: String?,
        attributes attributeDict: [String: String] = [:]
    ) {
        guard failure == nil else { return }
        depth += 1
        elements += 1
        if depth > depthLimit {
            failure = ReadFailure(.damaged, "XML nested deeper than \(depthLimit) elements")
            return parser.abortParsing()
        }
        handler.start(Self.local(elementName), XMLAttributes(attributeDict))
        if handler.isFinished || (elements % 4096 == 0 && Task.isCancelled) { parser.abortParsing() }
    }

    func parser(
        _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName qName: String?
    ) {
        guard failure == nil else { return }
        depth -= 1
        handler.end(Self.local(elementName))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        guard failure == nil else { return }
        handler.text(string)
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        guard failure == nil else { return }
        handler.text(String(decoding: block, as: UTF8.self))
    }

    func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) {
        guard failure == nil, !handler.isFinished else { return }
        let code = (parseError as NSError).code
        failure = ReadFailure(.damaged, "not well-formed XML (libxml2 error \(code) in line \(parser.lineNumber))")
    }

    private static func local(_ name: String) -> String {
        guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return name }
        return String(name[name.index(after: colon)...])
    }
}

/// Hands a zip entry to `XMLParser`. A document type declaration is refused: office files have none.
private final class XMLFeed: InputStream {
    private let source: ZipEntryStream
    private(set) var failure: ReadFailure?
    private var atStart = true
    private var atEnd = false
    /// nil for a part that is no UTF-8: libxml2 turns it into that.
    private var encoding: PieceEncoding? = PieceEncoding()

    init(_ source: ZipEntryStream) {
        self.source = source
        super.init(data: Data())
    }

    override func open() {}
    override func close() {}
    override var hasBytesAvailable: Bool { !atEnd }

    override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength len: Int) -> Int {
        guard !atEnd, len > 0 else { return 0 }
        let target = UnsafeMutableRawBufferPointer(start: buffer, count: len)
        do throws(ReadFailure) {
            try Cancellation.check()
            let count = try source.read(into: target)
            if atStart {
                if declaresDocumentType(target.prefix(count)) {
                    throw ReadFailure(.damaged, "\(source.name) declares a document type: refused")
                }
                if !PieceEncoding.isUTF8(head: target.prefix(count)) { encoding = nil }
            }
            // FoundationXML traps on names that are no UTF-8, and libxml2 hands them on.
            if encoding?.feed(target.prefix(count)) == false {
                throw ReadFailure(.damaged, "\(source.name) is not UTF-8")
            }
            atStart = false
            atEnd = count == 0
            return count
        } catch {
            failure = error
            atEnd = true
            return 0
        }
    }

    /// Zero bytes are dropped first, so that UTF-16 is seen too.
    private func declaresDocumentType(_ bytes: Slice<UnsafeMutableRawBufferPointer>) -> Bool {
        let head = String(decoding: bytes.prefix(4096).filter { $0 != 0 }, as: UTF8.self)
        return head.contains("<!DOCTYPE") || head.contains("<!ENTITY")
    }
}
