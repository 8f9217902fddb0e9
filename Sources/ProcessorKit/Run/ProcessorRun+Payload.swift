extension ProcessorRun {
    /// The payload as a value.
    /// - Throws: a permanent ``ProcessorError`` (`payload.invalid`) that names the member at fault.
    public func decodePayload<Payload: Decodable>(as type: Payload.Type = Payload.self) throws -> Payload {
        do {
            return try JSONCoding.decode(type, from: payload)
        } catch {
            throw ProcessorError.permanent(
                code: "payload.invalid", "the payload cannot be used: \(JSONCoding.explain(error))")
        }
    }
}
