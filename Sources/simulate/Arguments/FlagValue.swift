import JSON
import Measurement
import Reporting

/// Reads what stands behind a flag.
enum FlagValue {
    static func seed(_ text: String, flag: String = "--seed") throws(UsageError) -> UInt64 {
        guard isDigits(text), let seed = UInt64(text) else {
            throw UsageError(
                "\(flag) \"\(text)\" is not a seed",
                hint: "write a whole number from 0 to \(UInt64.max)"
            )
        }
        return seed
    }

    static func exitCode(_ text: String) throws(UsageError) -> Int32 {
        guard isDigits(text), let code = Int32(text), code <= 255 else {
            throw UsageError(
                "--exit-code-on-fail \"\(text)\" is not an exit code",
                hint: "write a whole number from 0 to 255"
            )
        }
        return code
    }

    /// A share such as `1%` or `0.01`.
    static func tolerance(_ text: String) throws(UsageError) -> Double {
        let isPercent = text.hasSuffix("%")
        guard let number = JSONNumber(isPercent ? String(text.dropLast()) : text),
            let value = number.double, value >= 0, value <= 1_000
        else {
            throw UsageError(
                "--tolerance \"\(text)\" is not a share",
                hint: "write for example --tolerance 1% or --tolerance 0.01"
            )
        }
        return isPercent ? value / 100 : value
    }

    static func setting(_ text: String) throws(UsageError) -> RunOptions.Setting {
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
            throw UsageError(
                "--set \"\(text)\" is not PATH=VALUE",
                hint: "write the path in the file and a value, such as --set vars.rate=500"
            )
        }
        return RunOptions.Setting(
            path: String(text[..<equals]),
            value: String(text[text.index(after: equals)...])
        )
    }

    static func output(
        _ text: String,
        of command: Command
    ) throws(UsageError) -> Invocation.Output {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw UsageError(
                "--out \"\(text)\" is not FORMAT=PATH",
                hint: "write a format and a path, such as --out json=result.json or --out json=-"
            )
        }
        guard let format = Invocation.Output.Format(rawValue: String(parts[0])) else {
            let formats = Invocation.Output.Format.allCases.map(\.rawValue)
            throw .unknown("format", String(parts[0]), among: formats)
        }
        guard command.writes(format) else {
            let place = command == .run ? "" : " of \(command.rawValue)"
            throw .unavailable("--out \(format.rawValue)\(place)")
        }
        return Invocation.Output(format, String(parts[1]))
    }

    /// True for real time.
    static func isWallClock(_ text: String) throws(UsageError) -> Bool {
        switch text {
        case "virtual": return false
        case "wall": return true
        default: throw .unknown("clock", text, among: ["virtual", "wall"])
        }
    }

    static func speed(_ text: String) throws(UsageError) -> Double {
        guard isDigits(text.filter { $0 != "." }), let speed = Double(text), speed >= 0.001,
            speed <= 1_000_000
        else {
            throw UsageError(
                "--speed \"\(text)\" is not a speed",
                hint: "write how many virtual seconds pass in a real one, from 0.001 to 1000000"
            )
        }
        return speed
    }

    static func fingerprint(_ text: String) throws(UsageError) -> String {
        guard text.utf8.count == 16, text.utf8.allSatisfy(isHexadecimal) else {
            throw UsageError(
                "--expect-fingerprint \"\(text)\" is not a fingerprint",
                hint: "write the 16 hexadecimal digits that a run prints"
            )
        }
        return text.lowercased()
    }

    /// Splits at the first `=` outside of the braces that hold a metric's tags.
    static func threshold(_ text: String) throws(UsageError) -> RunOptions.AddedThreshold {
        var isInTags = false
        let equals = text.indices.first { index in
            if text[index] == "{" || text[index] == "}" { isInTags = text[index] == "{" }
            return text[index] == "=" && !isInTags
        }
        guard let equals, equals > text.startIndex else {
            throw UsageError(
                "--threshold \"\(text)\" is not METRIC=EXPRESSION",
                hint: "write for example --threshold 'task_duration=p(99)<62s'"
            )
        }
        let metric = String(text[..<equals])
        let expression = String(text[text.index(after: equals)...])
        try check(metric: metric)
        try check(expression: expression)
        return RunOptions.AddedThreshold(metric: metric, expression: expression)
    }

    private static func check(metric: String) throws(UsageError) {
        do {
            _ = try MetricKey.parse(metric)
        } catch {
            throw UsageError(
                "--threshold: in \"\(metric)\", \(error.message)",
                hint: "write a metric and perhaps tags, such as http_req_duration{name:submit}"
            )
        }
    }

    private static func check(expression: String) throws(UsageError) {
        do {
            _ = try ThresholdExpression.parse(expression)
        } catch {
            throw UsageError(
                "--threshold: in \"\(expression)\", \(error.message)",
                hint: error.hint ?? "write for example p(99)<62s, rate>=995 or count==0"
            )
        }
    }

    private static func isDigits(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        let letter = (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
        return letter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
