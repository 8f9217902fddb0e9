import Foundation

/// Compound files (OLE): read by nobody here, but told apart so that the message helps.
enum CompoundFile {
    static func explain(_ data: Data) -> ReadFailure {
        func holds(_ stream: String) -> Bool {
            data.range(of: Data(stream.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })) != nil
        }
        if holds("EncryptedPackage") || holds("EncryptionInfo") {
            return ReadFailure(.passwordProtected, "protected with a password: remove it and send the file again")
        }
        if holds("WordDocument") {
            return ReadFailure(.unsupported, "a binary Word file (.doc): save it as .docx")
        }
        if holds("Workbook") || holds("Book") {
            return ReadFailure(.unsupported, "a binary Excel file (.xls): save it as .xlsx")
        }
        if holds("PowerPoint Document") {
            return ReadFailure(.unsupported, "a binary PowerPoint file (.ppt): save it as .pptx or .pdf")
        }
        return ReadFailure(.unsupported, "a compound file of an unknown kind: save it as .docx, .xlsx or .pdf")
    }
}
