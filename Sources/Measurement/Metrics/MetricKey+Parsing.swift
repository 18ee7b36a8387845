extension MetricKey {
    /// Reads `metric` or `metric{tag:value,…}`; spaces around the parts are allowed.
    ///
    /// Names are letters, digits and `_`, not starting with a digit. A value is anything but
    /// `,`, `{` and `}`, without the spaces around it.
    package static func parse(_ text: String) throws(MetricKeyError) -> MetricKey {
        var reader = KeyReader(text: text)
        return try reader.key()
    }
}

private struct KeyReader {
    private var text: TextReader

    init(text: String) {
        self.text = TextReader(text)
    }

    mutating func key() throws(MetricKeyError) -> MetricKey {
        text.skipSpaces()
        let name = try word("the name of a metric")
        text.skipSpaces()
        var tags: [(String, String)] = []
        if text.take("{") {
            repeat {
                text.skipSpaces()
                let start = text.offset
                let tag = try tag()
                guard !tags.contains(where: { $0.0 == tag.0 }) else {
                    throw MetricKeyError(
                        offset: start,
                        message: "the tag \"\(tag.0)\" is given twice"
                    )
                }
                tags.append(tag)
            } while text.take(",")
            guard text.take("}") else { throw expected("\",\" or \"}\"") }
            text.skipSpaces()
        }
        guard text.isAtEnd else {
            throw expected(tags.isEmpty ? "\"{\" or the end" : "the end of the key")
        }
        return MetricKey(name, tags: tags)
    }

    private mutating func tag() throws(MetricKeyError) -> (String, String) {
        let name = try word("the name of a tag")
        text.skipSpaces()
        guard text.take(":") else { throw expected("\":\" after the tag \"\(name)\"") }
        text.skipSpaces()
        let value = text.takeUntil(anyOf: ",{}")
        guard !value.isEmpty else { throw expected("a value for the tag \"\(name)\"") }
        return (name, value)
    }

    private mutating func word(_ what: String) throws(MetricKeyError) -> String {
        let word = text.takeWord()
        guard !word.isEmpty else { throw expected(what) }
        return word
    }

    private func expected(_ what: String) -> MetricKeyError {
        MetricKeyError(offset: text.offset, message: "expected \(what)")
    }
}
