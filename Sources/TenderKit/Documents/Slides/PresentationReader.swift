/// A .pptx presentation: slides in the order in which they are shown, with the slide's number as the page.
struct PresentationReader {
    private let zip: ZipContainer
    private let limits: DocumentLimits
    private var builder: DocumentBuilder
    private var pictures = 0

    static func read(
        _ zip: ZipContainer, part: String, as file: String, limits: DocumentLimits
    ) throws(ReadFailure) -> Document {
        guard let stream = try zip.open(part) else { throw ReadFailure(.damaged, "no presentation part \(part)") }
        let presentation = PresentationPart()
        try XMLReader.parse(stream, limits: limits, handler: presentation)
        let relationships = try Relationships.of(part, in: zip, limits: limits)
        var reader = PresentationReader(zip: zip, file: file, limits: limits)
        for (index, id) in presentation.slides.enumerated() {
            reader.builder.page = index + 1
            guard let target = relationships.targets[id], let stream = try zip.open(target.path) else {
                reader.builder.skip("slide \(index + 1) is missing in the file")
                continue
            }
            try reader.readSlide(stream, part: target.path)
        }
        reader.builder.page = nil
        if reader.pictures > 0 { reader.builder.skip("\(reader.pictures) pictures on the slides were not read") }
        return reader.builder.finish(pageCount: presentation.slides.count)
    }

    private init(zip: ZipContainer, file: String, limits: DocumentLimits) {
        self.zip = zip
        self.limits = limits
        builder = DocumentBuilder(file: file, limits: limits)
    }

    private mutating func readSlide(_ stream: ZipEntryStream, part: String) throws(ReadFailure) {
        builder.resetSection()
        let slide = SlidePart(limits: limits)
        try XMLReader.parse(stream, limits: limits, handler: slide)
        let relationships = try Relationships.of(part, in: zip, limits: limits)
        // The title may be drawn last.
        for case .title(let title) in slide.items { builder.heading(title, level: 1) }
        var numbering = SlideNumbering()
        for item in slide.items { write(item, numbering: &numbering) }
        try readDiagrams(relationships)
        try readNotes(relationships)
        report(slide, relationships)
    }

    private mutating func write(_ item: SlidePart.Item, numbering: inout SlideNumbering) {
        switch item {
        case .title: break
        case .table(let grid): builder.table(grid)
        case .paragraph(let paragraph):
            guard TextHygiene.hasWord(paragraph.text) else { return }
            switch numbering.marker(of: paragraph) {
            case let marker?: builder.listItem(paragraph.text, marker: marker, depth: paragraph.level)
            case nil: builder.paragraph(paragraph.text)
            }
        }
    }

    /// The texts of SmartArt, which is a part of its own.
    private mutating func readDiagrams(_ relationships: Relationships) throws(ReadFailure) {
        for path in relationships.paths(type: "diagramData") {
            guard let stream = try zip.open(path) else { continue }
            let diagram = SlidePart(limits: limits)
            try XMLReader.parse(stream, limits: limits, handler: diagram)
            for case .paragraph(let paragraph) in diagram.items {
                builder.listItem(paragraph.text, marker: "•", depth: 0)
            }
        }
    }

    private mutating func readNotes(_ relationships: Relationships) throws(ReadFailure) {
        guard let path = relationships.path(type: "notesSlide"), let stream = try zip.open(path) else { return }
        let notes = SlidePart(limits: limits)
        try XMLReader.parse(stream, limits: limits, handler: notes)
        let texts = notes.items.compactMap { item in
            if case .paragraph(let paragraph) = item { paragraph.text } else { nil }
        }
        guard texts.contains(where: TextHygiene.hasWord) else { return }
        builder.heading("Notes", level: 2)
        for text in texts { builder.paragraph(text) }
    }

    private mutating func report(_ slide: SlidePart, _ relationships: Relationships) {
        if slide.isHidden { builder.skip("a hidden slide: it was read all the same") }
        pictures += slide.pictures
        let charts = relationships.paths(type: "chart").count
        if charts > 0 { builder.skip("\(charts) charts on the slide were not read") }
        if slide.objects > 0 { builder.skip("\(slide.objects) embedded objects on the slide were not read") }
    }
}

/// `ppt/presentation.xml`: the slides in their order.
final class PresentationPart: XMLHandler {
    /// Relationships.
    private(set) var slides: [String] = []

    func start(_ element: String, _ attributes: XMLAttributes) {
        if element == "sldId", let id = attributes.relationship { slides.append(id) }
    }

    func end(_ element: String) {}
}
