import Infrastructure

/// A request as a README writes it: `curl -X POST http://localhost:8001/… -H "…" -d '…'`.
struct CurlCommand {
    let port: Int
    let request: HTTPRequest

    /// Nil for what is no such command.
    init?(_ text: String) {
        var words = Self.words(text)[...]
        guard words.popFirst() == "curl" else { return nil }
        var method = HTTPMethod.get
        var headers: [HTTPHeader] = []
        var body = Payload.empty
        var url: String?
        while let word = words.popFirst() {
            switch word {
            case "-X":
                guard let named = words.popFirst().flatMap(HTTPMethod.init(rawValue:)) else {
                    return nil
                }
                method = named
            case "-H":
                let parts = (words.popFirst() ?? "").split(separator: ": ", maxSplits: 1)
                guard parts.count == 2 else { return nil }
                headers.append(HTTPHeader(String(parts[0]), String(parts[1])))
            case "-d": body = .text(words.popFirst() ?? "")
            default: url = word
            }
        }
        let host = "http://localhost:"
        guard let url, url.hasPrefix(host) else { return nil }
        let rest = url.dropFirst(host.count)
        guard let port = Int(rest.prefix { $0 != "/" }) else { return nil }
        self.port = port
        request = HTTPRequest(
            method,
            target: String(rest.drop { $0 != "/" }),
            headers: headers,
            body: body
        )
    }

    /// The words of a shell's command: quotes hold them together, a backslash ends a line.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        for character in text.replacing("\\\n", with: " ") {
            switch character {
            case quote: quote = nil
            case "'" where quote == nil, "\"" where quote == nil: quote = character
            case " " where quote == nil, "\n" where quote == nil:
                if !word.isEmpty { words.append(word) }
                word = ""
            default: word.append(character)
            }
        }
        return word.isEmpty ? words : words + [word]
    }
}
