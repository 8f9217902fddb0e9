import Glibc

/// The first bytes of a library, looked at before the system's loader is asked: its own words on a wrong file are poor.
enum ELFHeader {
    private static let size = 20
    private static let sharedObject: UInt16 = 3
    #if arch(x86_64)
        private static let machine: UInt16 = 62
    #elseif arch(arm64)
        private static let machine: UInt16 = 183
    #endif

    /// Refuses what is not a shared library for this machine.
    static func check(path: String, name: String) throws(LoadError) {
        // Non-blocking: the path may be a pipe that nobody writes to.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let code = errno
            throw LoadError(
                code: code == ENOENT ? "library.missing" : "library.unreadable",
                message: "\(name) cannot be opened: \(errorText(code)). Check the path and its rights")
        }
        defer { close(descriptor) }
        var header = [UInt8](repeating: 0, count: size)
        let count = read(descriptor, &header, size)
        guard count >= 0 else {
            throw LoadError(code: "library.unreadable", message: "\(name) cannot be read: \(errorText(errno))")
        }
        try check(header: header.prefix(count), name: name)
    }

    static func check(header: ArraySlice<UInt8>, name: String) throws(LoadError) {
        let header = Array(header)
        guard header.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else {
            throw LoadError(
                code: "library.not_elf",
                message: "\(name) is not an ELF shared library (it begins with \(hexadecimal(header.prefix(4)))). "
                    + "Link it with: cc -shared -fPIC -o NAME.so NAME.c")
        }
        guard header.count == size else {
            throw LoadError(
                code: "library.not_elf",
                message: "\(name) has only \(header.count) bytes. It was cut off: copy or build it again")
        }
        let type = UInt16(header[16]) | UInt16(header[17]) << 8
        let machine = UInt16(header[18]) | UInt16(header[19]) << 8
        guard header[4] == 2, header[5] == 1, machine == Self.machine else {
            throw LoadError(
                code: "library.machine",
                message: "\(name) is built for another machine (ELF machine \(machine), "
                    + "\(header[4] == 2 ? 64 : 32) bit), this host is machine \(Self.machine), 64 bit. Build it on or for this machine"
            )
        }
        guard type == sharedObject else {
            throw LoadError(
                code: "library.not_shared",
                message: "\(name) is an ELF file of type \(type), a shared library has type \(sharedObject). "
                    + "Link it with -shared")
        }
    }

    private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
        guard !bytes.isEmpty else { return "nothing: the file is empty" }
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }

    private static func errorText(_ code: Int32) -> String {
        guard let text = strerror(code) else { return "error \(code)" }
        return String(cString: text)
    }
}
