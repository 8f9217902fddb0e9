import SystemPackage

/// A picture as a file: a scan, a photograph of a certificate. Its text is recognised; one picture is one page.
struct PictureReader {
    let limits: DocumentLimits
    let recogniser: Recogniser

    func read(_ file: FilePath, kind: PictureKind, as relative: String) async throws(ReadFailure) -> Document {
        let descriptor = try open(file)
        defer { try? descriptor.close() }
        let pictures = try checkedCount(descriptor, kind)
        let (limits, recogniser) = (limits, recogniser)
        var perFile = limits
        perFile.pageTime = limits.pageTime * pictures
        let allowed = perFile
        let recognised = try await RecognitionSlots.shared.withSlot { () throws(ReadFailure) in
            try await recogniser.read(descriptor, resolution: nil, limits: allowed)
        }
        guard !recognised.isEmpty else { throw ReadFailure(.damaged, "tesseract could not read the picture") }
        var pages: [PDFPage] = []
        var skipped: [SkippedPart] = []
        for (index, page) in recognised.enumerated() {
            let report = RecognitionReport(page)
            // Its resolution is not known: it is laid out as if it were a sheet of A4.
            let scale = 842 / max(page.width, page.height, 1)
            let empty = PDFPage(number: index + 1, width: page.width * scale, height: page.height * scale, words: [])
            pages.append(report.isUsable ? page.page(index + 1, scale: scale) : empty)
            if let reason = report.reason { skipped.append(SkippedPart(page: index + 1, reason: reason)) }
        }
        return try PDFReader(limits: limits).document(pages, skipped: skipped, as: relative, isRebuilt: false)
    }

    private func open(_ file: FilePath) throws(ReadFailure) -> FileDescriptor {
        do {
            return try FileDescriptor.open(file, .readOnly, options: .closeOnExec)
        } catch {
            throw ReadFailure(.missing, "cannot be opened: \(error)")
        }
    }

    /// The number of pictures in the file, each within the bounds: a small file can unpack to gigabytes.
    private func checkedCount(_ file: FileDescriptor, _ kind: PictureKind) throws(ReadFailure) -> Int {
        let most = limits.recognisedPages
        let sizes = PictureSize.all(kind, limit: most + 1) { offset, count in
            [UInt8](unsafeUninitializedCapacity: count) { buffer, read in
                let target = UnsafeMutableRawBufferPointer(buffer)
                read = (try? file.read(fromAbsoluteOffset: Int64(offset), into: target)) ?? 0
            }
        }
        guard !sizes.isEmpty, sizes.allSatisfy({ $0.width > 0 && $0.height > 0 }) else {
            throw ReadFailure(.damaged, "a picture that is damaged or cut off: its size cannot be read")
        }
        guard sizes.count <= most else { throw ReadFailure(.tooLarge, "a picture file of more than \(most) pages") }
        if let large = sizes.first(where: { $0.width > limits.pagePixels / $0.height }) {
            throw ReadFailure(
                .tooLarge,
                "a picture of \(large.width) by \(large.height) pixels; at most \(limits.pagePixels / 1_000_000) million are read"
            )
        }
        return sizes.count
    }
}
