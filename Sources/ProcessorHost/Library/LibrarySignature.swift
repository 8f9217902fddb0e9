import Crypto
import Foundation
import Glibc

/// The ed25519 signature of a library: 64 bytes in `NAME.so.sig` beside it.
struct LibrarySignature {
    /// 32 bytes each. A signature by one of them is enough.
    let keys: [[UInt8]]

    /// - Parameters:
    ///   - copy: what gets loaded; nobody else can change it.
    ///   - original: where it was found.
    func check(_ copy: String, of original: String) throws(LibraryRefusal) {
        let signature = try read("\(original).sig", of: original)
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: copy), options: .alwaysMapped) else {
            throw LibraryRefusal(code: "library.unreadable", reason: "\(copy) cannot be read")
        }
        let isSigned = keys.contains { key in
            (try? Curve25519.Signing.PublicKey(rawRepresentation: key))?.isValidSignature(signature, for: bytes) == true
        }
        guard isSigned else {
            throw refusal(
                of: original,
                "\(original).sig is no signature of this library by \(keys.count == 1 ? "the key" : "one of the \(keys.count) keys") "
                    + "in \"signed_by\"")
        }
    }

    private func read(_ path: String, of original: String) throws(LibraryRefusal) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw refusal(of: original, "\(path) cannot be opened: \(SystemError.text(of: errno))")
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 65)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count == 64 else {
            throw refusal(
                of: original, "\(path) has \(count > 64 ? "more than 64" : "\(max(count, 0))") bytes, wanted 64")
        }
        return Array(bytes.prefix(64))
    }

    private func refusal(of original: String, _ found: String) -> LibraryRefusal {
        LibraryRefusal(
            code: "library.signature",
            reason: "\(found). Sign it with the private key: "
                + "openssl pkeyutl -sign -rawin -inkey key.pem -in \(original) -out \(original).sig")
    }
}
