import Infrastructure
import JSON

extension SystemDescription {
    /// The defaults of its section that are values as a file has them, by dotted path.
    var writtenDefaults: [(path: String, value: JSONValue)] {
        Self.defaults(of: configuration, in: "")
    }

    private static func defaults(
        of keys: [ConfigurationKey],
        in section: String
    ) -> [(path: String, value: JSONValue)] {
        keys.flatMap { key -> [(path: String, value: JSONValue)] in
            let path = section + key.name
            if case .section(let keys) = key.kind { return defaults(of: keys, in: path + ".") }
            return SchemaKey(key).defaultValue.map { [(path, $0)] } ?? []
        }
    }
}
