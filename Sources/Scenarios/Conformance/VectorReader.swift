import JSON

/// Reads files of recorded answers, a case a line, and checks all of each before it is replayed.
struct VectorReader {
    let file: String

    /// Reads a file; its cases say themselves which server they are of.
    ///
    /// A file that is one JSON value with `patterns` holds the matches of a topic exchange.
    static func read(_ bytes: [UInt8], file: String) throws(VectorError) -> [VectorCase] {
        let reader = VectorReader(file: file)
        let document = (try? JSONReader.read(bytes))?.root
        if let document, document["patterns"] != nil { return try reader.topics(document) }
        var cases: [VectorCase] = []
        for line in try reader.lines(bytes) { cases.append(try reader.vector(line)) }
        guard !cases.isEmpty else {
            throw reader.failure(
                .start,
                "there is no case in it; write one JSON object with name and steps a line"
            )
        }
        return cases
    }

    private func lines(_ bytes: [UInt8]) throws(VectorError) -> [JSONDocument] {
        do throws(JSONSyntaxError) { return try JSONReader.readLines(bytes) } catch {
            throw failure(error.position, error.message + (error.hint.map { " (\($0))" } ?? ""))
        }
    }

    private func vector(_ document: JSONDocument) throws(VectorError) -> VectorCase {
        let root = document.root
        if let duplicate = document.duplicateKeys.first {
            throw failure(duplicate.position, "\(duplicate.key) stands here twice")
        }
        let name = try text(member("name", of: root), "name")
        let nodes = try elements(member("steps", of: root), "steps")
        guard let first = nodes.first else {
            throw failure(root.position, "steps is empty; a case has at least one step")
        }
        let isBroker = nodes.contains { $0["op"] != nil }
        guard isBroker || nodes.contains(where: { $0["call"] != nil }) else {
            throw failure(
                first.position,
                "no step has call or op, so that nothing says which server this is of"
            )
        }
        var store: [StoreStep] = []
        var broker: [BrokerStep] = []
        for node in nodes {
            if isBroker {
                broker.append(try brokerStep(node))
            } else {
                store.append(try storeStep(node))
            }
        }
        return VectorCase(
            name: name,
            file: file,
            line: root.position.line,
            steps: isBroker ? .broker(broker) : .store(store),
            family: family(of: name)
        )
    }

    /// The name of the file without its folder and ending, and what the case is about: the first
    /// word of its name that the file's name does not say.
    func family(of name: String) -> String {
        let stem = file.split(separator: "/").last?.split(separator: ".").first ?? "vectors"
        let topic = name.split { $0 == "." || $0 == "-" }.first { word in
            !stem.contains(word.prefix(4)) || word.count < 4
        }
        return topic.map { "\(stem) \($0)" } ?? String(stem)
    }

    // MARK: Parts

    func failure(_ position: JSONPosition, _ message: String) -> VectorError {
        VectorError(file: file, position: position, message: message)
    }

    /// A name that means nothing here, with the one that was probably meant, or all that there are.
    func unknown(
        _ what: String,
        _ name: String,
        at position: JSONPosition,
        among names: [String]
    ) -> VectorError {
        let hint =
            Suggestion.nearest(to: name, among: names).map(Suggestion.question)
            ?? "known are \(Quotation.list(names))"
        return failure(position, "unknown \(what) \(Quotation.quoted(name)); \(hint)")
    }

    func member(_ key: String, of node: JSONNode) throws(VectorError) -> JSONNode {
        guard case .object = node.value else {
            throw failure(node.position, "expected an object, found \(node.kind)")
        }
        guard let member = node[key] else {
            throw failure(node.position, "\(key) is missing")
        }
        return member
    }

    func text(_ node: JSONNode, _ key: String) throws(VectorError) -> String {
        guard case .string(let text) = node.value else {
            throw failure(node.position, "\(key) has to be a string, not \(node.kind)")
        }
        return text
    }

    func elements(
        _ node: JSONNode,
        _ key: String
    ) throws(VectorError) -> [JSONNode] {
        guard case .array(let elements) = node.value else {
            throw failure(node.position, "\(key) has to be an array, not \(node.kind)")
        }
        return elements
    }

    func count(_ node: JSONNode, _ key: String) throws(VectorError) -> Int64 {
        guard let value = node.jsonValue().integer, value >= 0 else {
            throw failure(node.position, "\(key) has to be a whole number from 0 on")
        }
        return value
    }

    /// A time that passes, in milliseconds; not more than some thirty years.
    func time(_ node: JSONNode, _ key: String) throws(VectorError) -> Int64 {
        let value = try count(node, key)
        guard value <= 1_000_000_000_000 else {
            throw failure(node.position, "\(key) has to be at most 1,000,000,000,000")
        }
        return value
    }

    func texts(_ node: JSONNode, _ key: String) throws(VectorError) -> [String] {
        var texts: [String] = []
        for element in try elements(node, key) {
            texts.append(try text(element, "an element of \(key)"))
        }
        return texts
    }
}
