/// A key and its value in an object, with the position of both.
package struct JSONMember: Sendable {
    package let key: String

    /// The opening quote of the key.
    package let keyPosition: JSONPosition
    package let value: JSONNode

    package init(key: String, keyPosition: JSONPosition, value: JSONNode) {
        self.key = key
        self.keyPosition = keyPosition
        self.value = value
    }

    init(_ member: JSONObject.Member, position: JSONPosition) {
        key = member.key
        keyPosition = position
        value = JSONNode(value: member.value, position: position)
    }
}
