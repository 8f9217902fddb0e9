/// Where a processor runs, as the manifest says it.
enum Placement: String, CaseIterable {
    case process
    case inProcess = "in-process"
}
