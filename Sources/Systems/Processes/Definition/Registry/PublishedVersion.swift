package import JSON

/// A version of a definition that instances can begin with; it never changes.
package struct PublishedVersion: Sendable, Equatable {
    package let definition: String

    /// Counts the versions of the definition, from 1.
    package let version: Int

    /// What instances and caches call it by: unique among all versions of all definitions.
    package let number: Int

    package init(definition: String, version: Int, number: Int) {
        self.definition = definition
        self.version = version
        self.number = number
    }

    package var json: JSONValue {
        [
            "definition": .string(definition), "version": .integer(Int64(version)),
            "number": .integer(Int64(number)),
        ]
    }
}
