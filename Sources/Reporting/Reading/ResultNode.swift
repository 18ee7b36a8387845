import JSON

/// A value of a file that is read back, with what messages about it need.
struct ResultNode {
    let node: JSONNode
    let path: String
    let file: String

    /// The document of a file.
    init(_ bytes: [UInt8], file: String) throws(ResultProblem) {
        do throws(JSONSyntaxError) {
            self.init(node: try JSONReader.read(bytes).root, path: "", file: file)
        } catch {
            throw ResultProblem(
                file: file,
                position: error.position,
                path: "",
                message: error.message,
                hint: error.hint
            )
        }
    }

    private init(node: JSONNode, path: String, file: String) {
        self.node = node
        self.path = path
        self.file = file
    }

    func problem(_ message: String, hint: String? = nil) -> ResultProblem {
        ResultProblem(
            file: file,
            position: node.position,
            path: path,
            message: message,
            hint: hint
        )
    }

    /// A member that has to be there.
    func member(_ key: String) throws(ResultProblem) -> ResultNode {
        guard let value = node[key] else {
            _ = try members()
            throw problem("missing key \"\(key)\"")
        }
        return child(value, key)
    }

    /// A member, or nil where there is none or it is null.
    func optional(_ key: String) -> ResultNode? {
        guard let value = node[key] else { return nil }
        if case .null = value.value { return nil }
        return child(value, key)
    }

    /// The members of an object, in the order of the file.
    func members() throws(ResultProblem) -> [(key: String, value: ResultNode)] {
        guard case .object(let members) = node.value else { throw expected("an object") }
        return members.map { ($0.key, child($0.value, $0.key)) }
    }

    func elements() throws(ResultProblem) -> [ResultNode] {
        guard case .array(let elements) = node.value else { throw expected("an array") }
        return elements.enumerated().map { index, element in
            ResultNode(node: element, path: "\(path)[\(index)]", file: file)
        }
    }

    func text() throws(ResultProblem) -> String {
        guard case .string(let text) = node.value else { throw expected("a string") }
        return text
    }

    func flag() throws(ResultProblem) -> Bool {
        guard case .bool(let flag) = node.value else { throw expected("true or false") }
        return flag
    }

    func number() throws(ResultProblem) -> Double {
        guard case .number(let number) = node.value, let double = number.double else {
            throw expected("a number")
        }
        return double
    }

    /// A whole number of 0 or more.
    func count() throws(ResultProblem) -> Int64 {
        guard case .number(let number) = node.value, let count = number.int64, count >= 0 else {
            throw expected("a whole number of 0 or more")
        }
        return count
    }

    /// A number, or a text where not every program could read the number.
    func seed() throws(ResultProblem) -> UInt64 {
        switch node.value {
        case .number(let number): if let seed = number.uint64 { return seed }
        case .string(let text): if let seed = UInt64(text) { return seed }
        default: break
        }
        throw expected("a seed")
    }

    /// Seconds as nanoseconds, exactly where they have at most nine decimals.
    func nanoseconds() throws(ResultProblem) -> Int64 {
        guard case .number(let number) = node.value, let seconds = number.double, seconds >= 0,
            seconds < 9e9
        else { throw expected("seconds of 0 or more") }
        guard let decimal = number.decimal, (0...9).contains(decimal.scale) else {
            return Int64((seconds * 1e9).rounded())
        }
        var nanoseconds = Int128(decimal.digits)
        for _ in decimal.scale..<9 { nanoseconds *= 10 }
        return Int64(nanoseconds)
    }

    /// One of the names of an enumeration.
    func choice<Choice: RawRepresentable<String>>(
        _ type: Choice.Type
    ) throws(ResultProblem) -> Choice {
        let name = try text()
        guard let choice = Choice(rawValue: name) else { throw problem("unknown name \"\(name)\"") }
        return choice
    }

    private func child(_ value: JSONNode, _ key: String) -> ResultNode {
        ResultNode(node: value, path: path.isEmpty ? key : "\(path).\(key)", file: file)
    }

    private func expected(_ what: String) -> ResultProblem {
        problem("expected \(what), found \(node.kind)")
    }
}
