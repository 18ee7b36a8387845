/// The steps of a dotted path such as `load.activations.rate` or `faults[0].at`.
enum OverridePath {
    enum Step: Equatable {
        case key(String)
        case index(Int)
    }

    /// The steps, or nil when the text is no path.
    ///
    /// What stands in braces belongs to the key: `thresholds.http_req_duration{name:a.b}[0]`.
    static func steps(_ path: String) -> [Step]? {
        var steps: [Step] = []
        var rest = Substring(path).utf8
        while true {
            let key = takeKey(&rest)
            guard !key.isEmpty else { return nil }
            steps.append(.key(key))
            while rest.first == UInt8(ascii: "[") {
                rest.removeFirst()
                let digits = rest.prefix { $0 != UInt8(ascii: "]") }
                guard let index = Int(Substring(digits)), index >= 0,
                    digits.endIndex < rest.endIndex
                else { return nil }
                steps.append(.index(index))
                rest = rest[digits.endIndex...].dropFirst()
            }
            guard let next = rest.first else { return steps }
            guard next == UInt8(ascii: ".") else { return nil }
            rest.removeFirst()
        }
    }

    private static func takeKey(_ rest: inout Substring.UTF8View) -> String {
        var isInBraces = false
        let key = rest.prefix { byte in
            if byte == UInt8(ascii: "{") { isInBraces = true }
            if byte == UInt8(ascii: "}") { isInBraces = false }
            return isInBraces || (byte != UInt8(ascii: ".") && byte != UInt8(ascii: "["))
        }
        rest = rest[key.endIndex...]
        return String(Substring(key))
    }
}
