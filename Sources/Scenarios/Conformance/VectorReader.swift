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
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let isBlank = line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
            if !isBlank { cases.append(try reader.vector(Array(line), line: number)) }
        }
        guard !cases.isEmpty else {
            throw VectorError(
                file: file,
                position: .start,
                message: "there is no case in it; write one JSON object with name and steps a line"
            )
        }
        return cases
    }

    private func vector(_ bytes: [UInt8], line: Int) throws(VectorError) -> VectorCase {
        let root = try root(of: bytes, line)
        let name = try text(member("name", of: root, line), "name", line)
        let nodes = try elements(member("steps", of: root, line), "steps", line)
        guard let first = nodes.first else {
            throw failure(root.position, line, "steps is empty; a case has at least one step")
        }
        let isBroker = nodes.contains { $0["op"] != nil }
        guard isBroker || nodes.contains(where: { $0["call"] != nil }) else {
            throw failure(
                first.position,
                line,
                "no step has call or op, so that nothing says which server this is of"
            )
        }
        var store: [StoreStep] = []
        var broker: [BrokerStep] = []
        for node in nodes {
            if isBroker {
                broker.append(try brokerStep(node, line))
            } else {
                store.append(try storeStep(node, line))
            }
        }
        return VectorCase(
            name: name,
            file: file,
            line: line,
            steps: isBroker ? .broker(broker) : .store(store),
            family: family(of: name)
        )
    }

    private func root(of bytes: [UInt8], _ line: Int) throws(VectorError) -> JSONNode {
        do throws(JSONSyntaxError) { return try JSONReader.read(bytes).root } catch {
            // Messages name places, too: read again with as many lines before it as there are.
            let above = [UInt8](repeating: UInt8(ascii: "\n"), count: line - 1)
            do throws(JSONSyntaxError) { return try JSONReader.read(above + bytes).root } catch {
                let hint = error.hint.map { " (\($0))" } ?? ""
                throw failure(error.position, 1, error.message + hint)
            }
        }
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

    func failure(_ position: JSONPosition, _ line: Int, _ message: String) -> VectorError {
        let place = JSONPosition(line: line + position.line - 1, column: position.column)
        return VectorError(file: file, position: place, message: message)
    }

    func member(_ key: String, of node: JSONNode, _ line: Int) throws(VectorError) -> JSONNode {
        guard case .object = node.value else {
            throw failure(node.position, line, "expected an object, found \(node.kind)")
        }
        guard let member = node[key] else {
            throw failure(node.position, line, "\(key) is missing")
        }
        return member
    }

    func text(_ node: JSONNode, _ key: String, _ line: Int) throws(VectorError) -> String {
        guard case .string(let text) = node.value else {
            throw failure(node.position, line, "\(key) has to be a string, not \(node.kind)")
        }
        return text
    }

    func elements(
        _ node: JSONNode,
        _ key: String,
        _ line: Int
    ) throws(VectorError) -> [JSONNode] {
        guard case .array(let elements) = node.value else {
            throw failure(node.position, line, "\(key) has to be an array, not \(node.kind)")
        }
        return elements
    }

    func count(_ node: JSONNode, _ key: String, _ line: Int) throws(VectorError) -> Int64 {
        guard let value = node.jsonValue().integer, value >= 0 else {
            throw failure(node.position, line, "\(key) has to be a whole number from 0 on")
        }
        return value
    }

    /// A time that passes, in milliseconds; not more than some thirty years.
    func time(_ node: JSONNode, _ key: String, _ line: Int) throws(VectorError) -> Int64 {
        let value = try count(node, key, line)
        guard value <= 1_000_000_000_000 else {
            throw failure(node.position, line, "\(key) has to be at most 1,000,000,000,000")
        }
        return value
    }

    func texts(_ node: JSONNode, _ key: String, _ line: Int) throws(VectorError) -> [String] {
        var texts: [String] = []
        for element in try elements(node, key, line) {
            texts.append(try text(element, "an element of \(key)", line))
        }
        return texts
    }
}
