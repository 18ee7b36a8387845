/// The name of a metric's series: the metric and the tags that its samples carry.
///
/// Keys are ordered by the bytes of their text, which is the order of a result's keys.
package struct MetricKey: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// One tag of a key.
    package struct Tag: Sendable, Hashable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package let name: String
    /// Sorted by tag name; each name once.
    package let tags: [Tag]

    /// Sorts the tags; of two with one name the later wins.
    package init(_ name: String, tags: [(String, String)] = []) {
        self.name = name
        var kept: [Tag] = []
        for (tag, value) in tags {
            kept.removeAll { $0.name == tag }
            kept.append(Tag(name: tag, value: value))
        }
        self.tags = kept.sorted { precedes($0.name, $1.name) }
    }

    private init(_ name: String, sorted tags: [Tag]) {
        self.name = name
        self.tags = tags
    }

    /// The key of the metric's aggregate over all tags.
    package var untagged: MetricKey { MetricKey(name, sorted: []) }

    /// One key for each tag, with that tag alone.
    package var singleTagKeys: [MetricKey] {
        tags.map { MetricKey(name, sorted: [$0]) }
    }

    /// Whether samples under this key belong to `wider`: same metric, at least its tags.
    package func isWithin(_ wider: MetricKey) -> Bool {
        guard name == wider.name else { return false }
        for tag in wider.tags where !tags.contains(tag) { return false }
        return true
    }

    /// The canonical text: `name` or `name{tag:value,tag:value}`.
    package var description: String {
        guard !tags.isEmpty else { return name }
        return name + "{" + tags.map { $0.name + ":" + $0.value }.joined(separator: ",") + "}"
    }

    package static func < (left: MetricKey, right: MetricKey) -> Bool {
        precedes(left.description, right.description)
    }
}

private func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
}
