// stdout is a variable of the C library; it is used here before any other thread is started.
@preconcurrency import Glibc
import ProcessorLoader
import RunnerProtocol

let invocation = Invocation(arguments: Array(CommandLine.arguments.dropFirst()))
switch invocation {
case .serve, .standGuard: break
case .print(let text):
    print(text)
    exit(EXIT_SUCCESS)
case .misuse(let text):
    Exit.writeError(text)
    exit(RunnerExitStatus.usage.rawValue)
}

guard let descriptor = HostDescriptor.take() else {
    Exit.writeError("descriptor 3 is not a socket. This program is started by trubuild-host; see --help")
    exit(RunnerExitStatus.usage.rawValue)
}

signal(SIGPIPE, SIG_IGN)
if invocation == .standGuard {
    var duty = GuardDuty(descriptor: descriptor)
    duty.serve()
    exit(EXIT_SUCCESS)
}
// Standard output is a pipe: without this, what a processor prints before it crashes is lost.
setvbuf(stdout, nil, _IOLBF, 0)

let connection = HostConnection(descriptor: descriptor)
let processor = ProcessorThread(connection: connection)
connection.send(.hello(protocolVersion: runnerProtocolVersion))
guard case .hello(let hostVersion) = connection.receive() else {
    Exit.now(.protocolViolation, saying: "the host did not begin with hello")
}
guard hostVersion == runnerProtocolVersion else {
    connection.send(
        .loadFailed(
            code: "runner.protocol",
            message: "the host speaks runner protocol \(hostVersion), trubuild-runner \(productVersion) speaks "
                + "\(runnerProtocolVersion): install host and runner of the same version"))
    Exit.now(.protocolViolation)
}

var isLoadAsked = false
while true {
    let frame = connection.receive()
    switch frame {
    case .load(let request) where !isLoadAsked:
        isLoadAsked = true
        do throws(LoadError) {
            // Threads take the confinement of the one that starts them: this is the only one yet.
            let confinement = try Confinement(request.sandbox)
            CrashSignals.install(memoryBytes: request.sandbox.memoryBytes)
            try processor.start(confinement)
        } catch {
            connection.send(.loadFailed(code: error.code, message: error.message))
            Exit.now(.loadFailed)
        }
        processor.load(request)
    case .run(let request) where isLoadAsked:
        guard processor.run(request) else {
            Exit.now(.protocolViolation, saying: "the host sent a run during a run")
        }
    case .cancel(let serial, let reason): processor.cancel(serial: serial, reason: reason)
    case .leaseExtended(let until): processor.extendLease(until: until)
    case .earlierFound, .earlierBytes, .earlierMissing: processor.take(frame)
    case .shutdown: processor.shutdown()
    case .hello, .load, .run: Exit.now(.protocolViolation, saying: "the host sent a frame out of turn")
    }
}
