import Infrastructure
import JSON
import Measurement

/// Why a threshold is none, and where in its text.
struct ThresholdProblem: Error {
    /// In UTF-8 bytes from the start of the text.
    let offset: Int
    let message: String
    var hint: String?
    /// The metric that is not known, where that is what is wrong.
    var unknownName: String?
}

/// Finds the metric of a threshold's key and checks its tags.
struct MetricLookup {
    /// Where to find out what there is.
    static let hint = "simulate list-metrics shows all"

    let metrics: [MetricDefinition]

    /// The values of tags, where the systems that run say all of them.
    let tagValues: [(tag: String, values: [String])]

    /// The metrics of systems, which say themselves what the values of their tags are.
    let own: [SystemMetric]

    func metric(
        _ text: String
    ) throws(ThresholdProblem) -> (key: MetricKey, definition: MetricDefinition) {
        let key: MetricKey
        do throws(MetricKeyError) {
            key = try MetricKey.parse(text)
        } catch {
            throw ThresholdProblem(offset: error.offset, message: error.message)
        }
        guard let definition = metrics.first(where: { $0.name == key.name }) else {
            throw ThresholdProblem(
                offset: 0,
                message: "unknown metric \(Quotation.quoted(key.name))",
                unknownName: key.name
            )
        }
        for tag in key.tags where !definition.tags.contains(tag.name) {
            throw unknownTag(tag.name, of: definition, in: text)
        }
        for tag in key.tags { try checkValue(of: tag, metric: key.name, in: text) }
        guard !key.tags.isEmpty || definition.hasAggregate else {
            let tag = definition.tags.first ?? ""
            throw ThresholdProblem(
                offset: 0,
                message: "\(key.name) has no figure over all of its series",
                hint: "name one, as in \"\(key.name){\(tag):NAME}\""
            )
        }
        return (key, definition)
    }

    /// A series that cannot exist would have no data, and perhaps pass for it.
    private func checkValue(
        of tag: MetricKey.Tag,
        metric: String,
        in text: String
    ) throws(ThresholdProblem) {
        let own = own.first { $0.name == metric }?.tags.first { $0.name == tag.name }
        if own == nil, tag.name == "status" {
            guard let status = Int(tag.value), status == 0 || (100...599).contains(status) else {
                throw ThresholdProblem(
                    offset: offset(ofTag: tag.name, in: text),
                    message: "unknown status \(Quotation.quoted(tag.value))",
                    hint: "write one from 100 to 599, or 0 for no response"
                )
            }
            return
        }
        let known = own?.values ?? tagValues.filter { $0.tag == tag.name }.flatMap(\.values)
        guard !known.isEmpty, !known.contains(tag.value) else { return }
        throw ThresholdProblem(
            offset: offset(ofTag: tag.name, in: text),
            message: "unknown \(tag.name) \(Quotation.quoted(tag.value))",
            hint: Suggestion.hint(for: tag.value, among: known)
        )
    }

    private func unknownTag(
        _ name: String,
        of metric: MetricDefinition,
        in text: String
    ) -> ThresholdProblem {
        let tags = Suggestion.hint(for: name, among: metric.tags)
        return ThresholdProblem(
            offset: offset(ofTag: name, in: text),
            message: "unknown tag \(Quotation.quoted(name)) of \(metric.name)",
            hint: tags ?? "it has no tags"
        )
    }

    /// Where the name of a tag is in the text of a key that was read.
    private func offset(ofTag name: String, in text: String) -> Int {
        let bytes = Array(text.utf8)
        var isAtName = false
        for offset in bytes.indices {
            switch bytes[offset] {
            case UInt8(ascii: "{"), UInt8(ascii: ","): isAtName = true
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            default:
                if isAtName, isTag(name, at: offset, in: bytes) { return offset }
                isAtName = false
            }
        }
        return 0
    }

    private func isTag(_ name: String, at offset: Int, in bytes: [UInt8]) -> Bool {
        let end = offset + name.utf8.count
        guard bytes[offset...].starts(with: name.utf8), end < bytes.count else { return false }
        return [UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\t")].contains(bytes[end])
    }
}

extension MetricDefinition {
    /// A metric that one system has; trends are of times.
    init(_ metric: SystemMetric) {
        let kind: MetricKind =
            switch metric.kind {
            case .trend: .trend
            case .counter: .counter
            case .gauge: .gauge
            }
        self.init(
            name: metric.name,
            kind: kind,
            unit: kind == .trend ? .seconds : .count,
            summary: metric.summary,
            tags: metric.tags.map(\.name)
        )
    }
}
