/// Looks through a whole value for keys that one object has more than once.
///
/// A pass of its own, so that reading stays plain; the RFC allows such keys.
struct DuplicateKeyFinder {
    private enum Step {
        case key(String)
        case index(Int)
    }

    /// Above it, comparing every key with every other costs more than a dictionary.
    private static let fewMembers = 8

    private var path: [Step] = []
    private var found: [DuplicateKey] = []

    static func duplicateKeys(in root: JSONNode) -> [DuplicateKey] {
        var finder = DuplicateKeyFinder()
        finder.visit(root)
        return finder.found
    }

    private mutating func visit(_ node: JSONNode) {
        switch node.value {
        case .object(let members):
            visit(members)
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                path.append(.index(index))
                visit(element)
                path.removeLast()
            }
        case .null, .bool, .number, .string:
            break
        }
    }

    private mutating func visit(_ members: [JSONMember]) {
        var firstPositions: [String: JSONPosition] = [:]
        for (index, member) in members.enumerated() {
            path.append(.key(member.key))
            if members.count <= Self.fewMembers {
                let first = members[..<index].first { $0.key == member.key }
                note(member, after: first?.keyPosition)
            } else if let first = firstPositions[member.key] {
                note(member, after: first)
            } else {
                firstPositions[member.key] = member.keyPosition
            }
            visit(member.value)
            path.removeLast()
        }
    }

    private mutating func note(_ member: JSONMember, after firstPosition: JSONPosition?) {
        guard let firstPosition else { return }
        found.append(
            DuplicateKey(
                key: member.key,
                path: pathText,
                position: member.keyPosition,
                firstPosition: firstPosition
            )
        )
    }

    private var pathText: String {
        var text = ""
        for step in path {
            switch step {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .index(let index): text += "[\(index)]"
            }
        }
        return text
    }
}
