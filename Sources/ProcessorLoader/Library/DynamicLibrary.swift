import CTrubuildProcessor
import Glibc
import Synchronization

/// A library that is mapped into this process, for ever: unloading Swift code leaves dangling pointers behind.
struct DynamicLibrary {
    /// What a C++ compiler makes of the entry symbol's name without `extern "C"`.
    private static let mangledEntrySymbol = "_Z24trubuild_processor_entryj"

    /// For messages.
    let name: String
    /// A handle of dlopen, never closed.
    private let handle: UnsafeMutableRawPointer

    /// Runs the library's constructors.
    init(path: String) throws(LoadError) {
        // A path below /proc means nothing to the reader of a message.
        name = path.hasPrefix("/proc/") ? "the library" : path
        try ELFHeader.check(path: path, name: name)
        guard let handle = dlopen(LoadedFiles.spelling(of: path), RTLD_NOW | RTLD_LOCAL) else {
            let reason = dlerror().map { String(cString: $0) } ?? "no reason was given"
            throw LoadError(
                code: "library.dependency",
                message: "\(name) cannot be loaded: \(reason). A library or symbol that it needs is missing here: "
                    + "`ldd -r` on it shows which; install that or link it statically")
        }
        self.handle = handle
    }

    /// The address of the entry function.
    func entryFunction() throws(LoadError) -> trubuild_processor_entry_fn {
        if let address = dlsym(handle, TRUBUILD_ENTRY_SYMBOL) {
            // The ABI gives the function of this name this type.
            return unsafeBitCast(address, to: trubuild_processor_entry_fn.self)
        }
        if dlsym(handle, Self.mangledEntrySymbol) != nil {
            throw LoadError(
                code: "library.no_symbol",
                message: "\(name) exports \(TRUBUILD_ENTRY_SYMBOL) under its C++ name \(Self.mangledEntrySymbol). "
                    + "Declare the function extern \"C\"")
        }
        throw LoadError(
            code: "library.no_symbol",
            message: "\(name) does not export \(TRUBUILD_ENTRY_SYMBOL), the one function that each processor has. "
                + "`nm -D --defined-only` lists what it exports; mark the function TRUBUILD_EXPORT and not static")
    }
}

/// Which file each path meant when it was loaded.
///
/// The system's loader knows libraries by the spelling of their path: asked for a path again it returns the old library, also
/// when another file lies there by now, as with `/proc/self/fd/9`. Another spelling makes it look at the file.
private enum LoadedFiles {
    private struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    private static let known = Mutex<[String: Identity]>([:])

    static func spelling(of path: String) -> String {
        var status = stat()
        guard path.contains("/"), stat(path, &status) == 0 else { return path }
        let identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        return known.withLock { known in
            var spelling = path
            while let other = known[spelling], other != identity, let slash = spelling.lastIndex(of: "/") {
                spelling.insert(contentsOf: "/.", at: slash)
            }
            known[spelling] = identity
            return spelling
        }
    }
}
