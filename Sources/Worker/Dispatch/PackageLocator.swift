import Foundation

/// Where the files of a job's package are.
public struct PackageLocator: Sendable, Hashable {
    private enum Place: Hashable {
        case root(String)
        case folder(String)
    }

    private let place: Place

    /// Packages lie in `root/<company>/<package>`. A relative path is taken from the current directory.
    public static func root(_ path: String) -> PackageLocator { PackageLocator(place: .root(absolute(path))) }

    /// Every job works on this folder, whatever company and package it names. For `exec`.
    public static func folder(_ path: String) -> PackageLocator { PackageLocator(place: .folder(absolute(path))) }

    /// An absolute path, which need not exist; nil when it takes a company and there is none.
    /// - Parameters: names that are known to be one path component each.
    func directory(company: String?, package: String) -> String? {
        switch place {
        case .folder(let path): path
        case .root(let path): company.map { "\(path)/\($0)/\(package)" }
        }
    }

    private static func absolute(_ path: String) -> String {
        let full = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        return full.count > 1 && full.hasSuffix("/") ? String(full.dropLast()) : full
    }
}
