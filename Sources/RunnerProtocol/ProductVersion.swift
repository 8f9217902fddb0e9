/// The version of host and runner, which are released together.
public let productVersion = "0.1.0"
