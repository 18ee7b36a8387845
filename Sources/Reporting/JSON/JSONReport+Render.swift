import JSON
package import Measurement

extension JSONReport {
    /// The result as text with sorted keys, a line for each figure, and a final newline.
    ///
    /// A column of a series is one line: thousands of lines of one number each serve nobody.
    package static func render(
        _ result: RunResult,
        includeSeries: Bool,
        includeHost: Bool
    ) -> String {
        let report = value(result, includeSeries: false, includeHost: includeHost)
        var members = (report.object ?? JSONObject()).members.map { ($0.key, text($0.value)) }
        members.removeAll { $0.0 == "seed" }
        members.append(("seed", "\(result.seed)"))
        if includeSeries, let series = result.series {
            members.append(("series", text(columnsOf: value(series, of: result))))
        }
        return object(members) + "\n"
    }

    private static func text(_ value: JSONValue) -> String {
        String(JSONWriter.pretty(value).dropLast())
    }

    /// Objects as lines of their members, everything else on one line.
    private static func text(columnsOf value: JSONValue) -> String {
        guard let members = value.object?.members else { return JSONWriter.compact(value) }
        return object(members.map { ($0.key, text(columnsOf: $0.value)) })
    }

    /// An object of members that are text already; sorted by bytes, as the writer does.
    private static func object(_ members: [(key: String, text: String)]) -> String {
        guard !members.isEmpty else { return "{}" }
        let lines =
            members
            .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { "  " + JSONWriter.compact(.string($0.key)) + ": " + indented($0.text) }
        return "{\n" + lines.joined(separator: ",\n") + "\n}"
    }

    /// Indents all lines but the first; a newline in JSON text is never part of a string.
    private static func indented(_ text: String) -> String {
        var indented: [UInt8] = []
        indented.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            indented.append(byte)
            if byte == UInt8(ascii: "\n") { indented.append(contentsOf: "  ".utf8) }
        }
        return String(decoding: indented, as: UTF8.self)
    }
}
