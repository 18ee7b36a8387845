import Infrastructure

/// The user whom the token of a request stands for.
enum BearerUser {
    /// A number is the user's id, any other token is user 1's; nil without a token.
    ///
    /// Tokens are not signed here: who gets one is the business of a gateway that is not there.
    static func id(_ request: HTTPRequest) -> Int64? {
        let header = request.headers.first { $0.name.lowercased() == "authorization" }
        guard let words = header?.value.split(separator: " "), words.count == 2,
            words[0].lowercased() == "bearer"
        else { return nil }
        return Int64(words[1]) ?? 1
    }
}
