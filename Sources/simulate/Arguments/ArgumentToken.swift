/// A part of a command line: an operand, or a flag with what belongs to it.
enum ArgumentToken {
    case operand(String)
    case flag(Flag, value: String)
    case help
    case version

    /// Cuts arguments into tokens, and knows which flags take the argument behind them.
    static func tokens(of arguments: [String]) throws(UsageError) -> [ArgumentToken] {
        var tokens: [ArgumentToken] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--": return tokens + rest.map { .operand($0) }
            case "--help", "-h": tokens.append(.help)
            case "--version": tokens.append(.version)
            case _ where argument.hasPrefix("--"): tokens.append(try flag(argument, &rest))
            case _ where argument.hasPrefix("-"): throw shortFlag(argument)
            default: tokens.append(.operand(argument))
            }
        }
        return tokens
    }

    private static func flag(
        _ argument: String,
        _ rest: inout ArraySlice<String>
    ) throws(UsageError) -> ArgumentToken {
        let parts = argument.dropFirst(2).split(
            separator: "=",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        let name = parts.first.map(String.init) ?? ""
        guard let flag = Flag(rawValue: name) else {
            let known = Flag.allCases.map(\.name) + ["--help", "--version"]
            throw .unknown("flag", "--" + name, among: known)
        }
        guard flag.isAvailable else { throw .unavailable(flag.name) }
        let attached = parts.count > 1 ? String(parts[1]) : nil
        guard let placeholder = flag.value else {
            guard attached == nil else {
                throw UsageError("\(flag.name) takes no value", hint: "write \(flag.name) alone")
            }
            return .flag(flag, value: "")
        }
        if let attached, !attached.isEmpty { return .flag(flag, value: attached) }
        if attached == nil, let next = rest.first, !next.isEmpty, !next.hasPrefix("--") {
            rest = rest.dropFirst()
            return .flag(flag, value: next)
        }
        throw UsageError(
            "\(flag.name) needs a value",
            hint: "write \(flag.name) \(placeholder)"
        )
    }

    private static func shortFlag(_ argument: String) -> UsageError {
        if argument == "-" {
            return UsageError(
                "scenarios are not read from standard input",
                hint: "write the name of a file"
            )
        }
        return UsageError(
            "unknown flag \"\(argument)\"",
            hint: "flags have two dashes, but for -h; a file of that name is ./\(argument)"
        )
    }
}
