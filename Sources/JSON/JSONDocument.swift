/// A text that was read: its value, and what in it is legal but surely not meant.
package struct JSONDocument: Sendable {
    package let root: JSONNode

    /// Keys that an object has more than once, in the order of the text.
    package let duplicateKeys: [DuplicateKey]

    init(root: JSONNode) {
        self.root = root
        duplicateKeys = DuplicateKeyFinder.duplicateKeys(in: root)
    }
}
