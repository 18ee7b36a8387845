package import JSON
package import SimulationKernel

/// The values of a section by dotted path, such as `workers.count`, as far as the file has them.
///
/// An accessor gives nil where the file leaves the key out. Asking for another kind than the one
/// that the section's table declares gives nil too.
package struct ConfigurationValues: Sendable {
    private struct Entry {
        let path: String
        let value: ConfigurationValue
        /// The value in the one form that every spelling of it has.
        let canonical: JSONValue
        let position: JSONPosition
    }

    private var entries: [Entry] = []
    private var unreadable: [String] = []

    package init() {}

    package subscript(path: String) -> ConfigurationValue? {
        entries.last { $0.path == path }?.value
    }

    /// In nanoseconds.
    package func duration(_ path: String) -> Int64? {
        if case .duration(let duration) = self[path] { duration } else { nil }
    }

    package func distribution(_ path: String) -> Distribution? {
        if case .distribution(let distribution) = self[path] { distribution } else { nil }
    }

    package func probability(_ path: String) -> Probability? {
        if case .probability(let probability) = self[path] { probability } else { nil }
    }

    package func count(_ path: String) -> Int? {
        if case .count(let count) = self[path] { Int(count) } else { nil }
    }

    package func flag(_ path: String) -> Bool? {
        if case .flag(let flag) = self[path] { flag } else { nil }
    }

    /// A text, or the choice among names.
    package func text(_ path: String) -> String? {
        if case .text(let text) = self[path] { text } else { nil }
    }

    func number(_ path: String) -> JSONNumber? {
        if case .number(let number) = self[path] { number } else { nil }
    }

    func list(_ path: String) -> [ConfigurationValue]? {
        if case .list(let list) = self[path] { list } else { nil }
    }

    /// The sections of a list.
    package func sections(_ path: String) -> [ConfigurationValues]? {
        list(path)?.compactMap { element in
            if case .section(let values) = element { values } else { nil }
        }
    }

    func node(_ path: String) -> JSONNode? {
        if case .node(let node) = self[path] { node } else { nil }
    }

    func seed(_ path: String) -> UInt64? {
        if case .seed(let seed) = self[path] { seed } else { nil }
    }

    /// Where the value is written, or nil where it is not.
    package func position(_ path: String) -> JSONPosition? {
        entries.last { $0.path == path }?.position
    }

    /// Whether the file has something at any of the paths that could not be read.
    func failed(_ paths: String...) -> Bool {
        paths.contains { unreadable.contains($0) }
    }

    /// Whether something in a section could not be read.
    func failed(under section: String) -> Bool {
        unreadable.contains { $0.hasPrefix(section + ".") }
    }

    /// The values with their paths as keys.
    var canonical: JSONValue {
        .object(JSONObject(entries.map { ($0.path, $0.canonical) }))
    }
}

extension ConfigurationValues {
    mutating func add(_ checked: CheckedValue, at path: String, position: JSONPosition) {
        entries.append(
            Entry(
                path: path,
                value: checked.value,
                canonical: checked.canonical,
                position: position
            )
        )
    }

    mutating func addFailure(at path: String) {
        unreadable.append(path)
    }

    /// Takes over the values of a section within this one.
    mutating func add(_ section: ConfigurationValues, under name: String) {
        for entry in section.entries {
            entries.append(
                Entry(
                    path: name + "." + entry.path,
                    value: entry.value,
                    canonical: entry.canonical,
                    position: entry.position
                )
            )
        }
        unreadable += section.unreadable.map { name + "." + $0 }
    }

    /// The values of a section within this one, by their paths in it.
    func section(_ name: String) -> ConfigurationValues {
        var section = ConfigurationValues()
        let prefix = name + "."
        for entry in entries where entry.path.utf8.starts(with: prefix.utf8) {
            section.entries.append(
                Entry(
                    path: String(entry.path.dropFirst(prefix.count)),
                    value: entry.value,
                    canonical: entry.canonical,
                    position: entry.position
                )
            )
        }
        return section
    }
}

/// A value, and the one form that every spelling of it has.
struct CheckedValue {
    let value: ConfigurationValue
    let canonical: JSONValue
}
