public import FuzzKit

/// What the host reads from runners, processors, Apps, operators and the database.
public let hostTargets: [FuzzTarget] = [
    .hostFrames, .runnerFrames, .frameStream, .jsonText, .payload, .manifest, .arrayLiteral, .connectionURL, .cell,
]
