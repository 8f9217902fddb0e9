import CSandbox

/// What every processor, and every program that it starts, needs of the system. Nothing here is secret, nor anybody's own.
enum SystemPaths {
    static let executable = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64"]

    static let readable = [
        "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/etc/timezone",
        "/etc/locale.alias", "/etc/fonts", "/etc/papersize", "/etc/mime.types", "/etc/ssl/openssl.cnf",
        "/etc/ssl/certs", "/etc/ca-certificates.conf", "/var/cache/fontconfig",
        "/dev/zero", "/dev/random", "/dev/urandom",
        // All of it, as libdispatch reads /proc/TID/stat of its threads, and traps when it cannot. What is private there is
        // guarded by the processes themselves: hosts and runners hide it.
        "/proc",
        "/sys/devices/system/cpu",
    ]

    /// For looking up names of machines.
    static let readableWithNetwork = [
        "/etc/resolv.conf", "/etc/hosts", "/etc/host.conf", "/etc/nsswitch.conf", "/etc/gai.conf", "/etc/services",
        "/etc/protocols",
    ]

    /// Shells and libraries send there what nobody wants.
    static let writable = ["/dev/null", "/dev/full"]

    /// Where the runner's own libraries lie, such as those of Swift: a processor shares them.
    static func foldersOfLoadedLibraries() -> Set<String> {
        var folders: Set<String> = []
        withUnsafeMutablePointer(to: &folders) { folders in
            sandbox_each_library(
                { path, context in
                    guard let path, let context else { return }
                    let text = String(cString: path)
                    guard let slash = text.lastIndex(of: "/"), slash != text.startIndex else { return }
                    // What is passed below, for the time of this call.
                    context.assumingMemoryBound(to: Set<String>.self).pointee.insert(String(text[..<slash]))
                }, folders)
        }
        return folders
    }
}
