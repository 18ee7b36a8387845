import JSON

// The steps of the kinds of cases.

extension VectorReader {
    func storeStep(_ node: JSONNode, _ line: Int) throws(VectorError) -> StoreStep {
        let members = try checked(
            node,
            known: ["call", "client", "reply", "unordered", "advance_ms"],
            line
        )
        let action: StoreStep.Action
        if let time = node["advance_ms"] {
            guard members.count == 1 else {
                throw failure(node.position, line, "advance_ms stands alone in its step")
            }
            action = .advance(milliseconds: try self.time(time, "advance_ms", line))
        } else {
            let call = try member("call", of: node, line)
            let words = try texts(call, "call", line)
            guard !words.isEmpty else {
                throw failure(call.position, line, "call is empty; its first word is the command")
            }
            let reply = try member("reply", of: node, line)
            try checkReply(reply, line)
            action = .call(
                client: try node["client"].map { node throws(VectorError) in
                    try text(node, "client", line)
                } ?? "a",
                words: words,
                reply: reply.jsonValue(),
                order: try order(node["unordered"], line)
            )
        }
        return StoreStep(
            action: action,
            position: failure(node.position, line, "").position,
            text: node.jsonValue()
        )
    }

    private func order(_ node: JSONNode?, _ line: Int) throws(VectorError) -> StoreStep.Order {
        guard let node else { return .exact }
        switch node.value {
        case .bool(let isSet): return isSet ? .set : .exact
        case .string("pairs"): return .pairs
        case .string("scan"): return .scan
        default:
            throw failure(node.position, line, "unordered is true, \"pairs\" or \"scan\"")
        }
    }

    private func checkReply(_ node: JSONNode, _ line: Int) throws(VectorError) {
        switch node.value {
        case .null, .string: return
        case .number where node.jsonValue().integer != nil: return
        case .array(let elements):
            for element in elements { try checkReply(element, line) }
        case .object(let members)
        where members.count == 1 && ["status", "error"].contains(members[0].key):
            _ = try text(members[0].value, members[0].key, line)
        default:
            throw failure(
                node.position,
                line,
                "a reply is an integer, a string, null, an array, {\"status\": S} or "
                    + "{\"error\": S}"
            )
        }
    }

    func brokerStep(_ node: JSONNode, _ line: Int) throws(VectorError) -> BrokerStep {
        let op = try member("op", of: node, line)
        let name = try text(op, "op", line)
        guard let operation = BrokerOperation(rawValue: name) else {
            let names = BrokerOperation.allCases.map(\.rawValue).joined(separator: ", ")
            throw failure(op.position, line, "there is no op \"\(name)\"; there are \(names)")
        }
        let outcomes = ["reply", "error", "deliveries", "returned"]
        let known = operation.required + operation.optional
        let members = try checked(node, known: ["op", "channel"] + known + outcomes, line)
        for key in operation.required where node[key] == nil {
            throw failure(node.position, line, "\(name) needs \(key)")
        }
        var (arguments, outcome) = (JSONObject(), JSONObject())
        for member in members where !["op", "channel"].contains(member.key) {
            if outcomes.contains(member.key) {
                try checkOutcome(member, line)
                outcome[member.key] = member.value.jsonValue()
            } else {
                try checkArgument(member, line)
                arguments[member.key] = member.value.jsonValue()
            }
        }
        return BrokerStep(
            operation: operation,
            channel: try node["channel"].map { node throws(VectorError) in
                try text(node, "channel", line)
            } ?? "a",
            arguments: arguments,
            outcome: outcome,
            position: failure(node.position, line, "").position,
            text: node.jsonValue()
        )
    }

    private func checkArgument(_ member: JSONMember, _ line: Int) throws(VectorError) {
        let node = member.value
        switch (BrokerOperation.kind(of: member.key), node.value) {
        case (.text, _): _ = try text(node, member.key, line)
        case (.count, _): _ = try count(node, member.key, line)
        case (.time, _): _ = try time(node, member.key, line)
        case (.flag, .bool), (.table, .object): return
        case (.flag, _):
            throw failure(node.position, line, "\(member.key) has to be true or false")
        case (.table, _):
            throw failure(node.position, line, "\(member.key) has to be an object")
        }
    }

    private func checkOutcome(_ member: JSONMember, _ line: Int) throws(VectorError) {
        let node = member.value
        switch (member.key, node.value) {
        case ("returned", .array), ("reply", .object): return
        case ("deliveries", .object(let lists)):
            for list in lists { _ = try elements(list.value, list.key, line) }
        case ("error", .object):
            _ = try count(self.member("code", of: node, line), "code", line)
            _ = try text(self.member("text", of: node, line), "text", line)
        default:
            let kind = member.key == "returned" ? "an array" : "an object"
            throw failure(node.position, line, "\(member.key) has to be \(kind)")
        }
    }

    /// The members of a step, none of which may be unknown or stand twice.
    private func checked(
        _ node: JSONNode,
        known: [String],
        _ line: Int
    ) throws(VectorError) -> [JSONMember] {
        guard case .object(let members) = node.value else {
            throw failure(node.position, line, "a step has to be an object, not \(node.kind)")
        }
        for (place, member) in members.enumerated() {
            guard known.contains(member.key) else {
                throw failure(
                    member.keyPosition,
                    line,
                    "\(member.key) is unknown here; there are " + known.joined(separator: ", ")
                )
            }
            if members[..<place].contains(where: { $0.key == member.key }) {
                throw failure(member.keyPosition, line, "\(member.key) stands here twice")
            }
        }
        return members
    }

    // MARK: Topics

    func topics(_ root: JSONNode) throws(VectorError) -> [VectorCase] {
        let keys = try texts(member("keys", of: root, 1), "keys", 1)
        let matches = try member("matches", of: root, 1)
        var cases: [VectorCase] = []
        for node in try elements(member("patterns", of: root, 1), "patterns", 1) {
            let pattern = try text(node, "a pattern", 1)
            let recorded = try texts(member(pattern, of: matches, 1), "matches", 1)
            if let stranger = recorded.first(where: { !keys.contains($0) }) {
                throw failure(
                    matches.position,
                    1,
                    "\"\(pattern)\" matches \"\(stranger)\", which is not among the keys"
                )
            }
            cases.append(
                VectorCase(
                    name: pattern,
                    file: file,
                    line: node.position.line,
                    steps: .topic(
                        TopicStep(
                            pattern: pattern,
                            keys: keys,
                            matches: recorded,
                            position: node.position
                        )
                    ),
                    family: family(of: "")
                )
            )
        }
        return cases
    }
}
