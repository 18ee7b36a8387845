import JSON
import Measurement

/// Reads the tags of a load: what its metrics carry beside their own.
extension LoadReader {
    /// The names of the tags that metrics have by themselves.
    private static let takenTags = Set(MetricDefinition.standard.flatMap(\.tags))

    /// The tags that could be read, in the order of the file.
    func tags(of values: ConfigurationValues, at path: String) -> [(name: String, value: String)] {
        guard case .object(let members) = values.node("tags")?.value else { return [] }
        let path = path.extended(by: "tags")
        return members.compactMap { member in
            let own = path.extended(by: member.key)
            guard NamePattern.tag.matches(member.key) else {
                let pattern = NamePattern.tag.expression
                report.error(
                    "the name \(Quotation.quoted(member.key)) does not match \(pattern)",
                    at: member.keyPosition,
                    path: own
                )
                return nil
            }
            guard !Self.takenTags.contains(member.key) else {
                report.error(
                    "metrics have a tag \(Quotation.quoted(member.key)) of their own",
                    at: member.keyPosition,
                    path: own,
                    hint: "give it another name"
                )
                return nil
            }
            return value(of: member, at: own).map { (member.key, $0) }
        }
    }

    /// A text that can stand in a threshold's key.
    private func value(of member: JSONMember, at path: String) -> String? {
        let node = member.value
        guard case .string(let text) = node.value else {
            report.error(
                "expected a string, found \(Quotation.found(node))",
                at: node.position,
                path: path
            )
            return nil
        }
        let key = try? MetricKey.parse("m{t:\(text)}")
        guard key?.tags.first?.value == text else {
            report.error(
                "the value of a tag is a text without \",\", \"{\" and \"}\", and without spaces"
                    + " around it, found \(Quotation.quoted(text))",
                at: node.position,
                path: path
            )
            return nil
        }
        return text
    }
}
