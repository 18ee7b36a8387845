import JSON

/// A change of an object that names only what changes (RFC 7396).
enum MergePatch {
    /// The object with the patch's members; those that the patch has as null are taken away.
    static func merged(_ object: JSONObject, _ patch: JSONObject) -> JSONObject {
        var merged = object
        for place in patch.members.indices {
            let member = patch.members[place]
            switch member.value {
            case .null: merged[member.key] = Optional<JSONValue>.none
            case .object(let inner):
                let before = merged[member.key]?.object ?? JSONObject()
                merged[member.key] = .some(.object(Self.merged(before, inner)))
            case let value: merged[member.key] = .some(value)
            }
        }
        return merged
    }
}
