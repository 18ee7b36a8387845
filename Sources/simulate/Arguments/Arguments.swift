import JSON
import Scenarios

/// Reads the command line; pure, so that every rule is a row of a test.
package enum Arguments {
    /// Takes the arguments behind the program's name.
    ///
    /// The first operand is the command if it names one, else a file to run. Of a flag that is
    /// given twice the later holds, except for those that add up.
    package static func parse(_ arguments: [String]) throws(UsageError) -> Invocation {
        if asksForHelp(arguments) { return Invocation(.command(.help)) }
        if let command = command(in: arguments), !command.isAvailable {
            throw .unavailable(command.rawValue)
        }
        let tokens = try ArgumentToken.tokens(of: arguments)
        for case .version in tokens { return Invocation(.version) }
        var operands: [String] = []
        for case .operand(let operand) in tokens { operands.append(operand) }
        let command = command(in: arguments)
        if command != nil { operands.removeFirst() }
        var invocation = Invocation(.command(command ?? .run), files: operands)
        for case .flag(let flag, let value) in tokens {
            try apply(flag, value, to: &invocation, of: command ?? .run)
        }
        if command == .baseline { try takeAction(of: &invocation) }
        try checkOperands(of: invocation, command ?? .run)
        try checkOutputs(of: invocation)
        try invocation.checkClock(command ?? .run)
        try invocation.checkQuestion(command ?? .run)
        return invocation
    }

    /// A file's name as an argument that is taken for nothing else.
    package static func operand(_ file: String) -> String {
        file.hasPrefix("-") || Command(rawValue: file) != nil ? "./" + file : file
    }

    /// Help is given whatever else is wrong with the line.
    private static func asksForHelp(_ arguments: [String]) -> Bool {
        let flags = arguments.prefix { $0 != "--" }
        return flags.contains("--help") || flags.contains("-h") || command(in: arguments) == .help
    }

    /// The command, if the first operand names one; behind `--` there are only files.
    private static func command(in arguments: [String]) -> Command? {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("-") else { return Command(rawValue: argument) }
            guard argument != "--" else { return nil }
            if Flag(rawValue: String(argument.dropFirst(2)))?.value != nil {
                rest = rest.dropFirst()
            }
        }
        return nil
    }

    private static func apply(
        _ flag: Flag,
        _ value: String,
        to invocation: inout Invocation,
        of command: Command
    ) throws(UsageError) {
        guard command.flags.contains(flag) else {
            let hint =
                command.flags.isEmpty
                ? "it takes no flags"
                : "it takes " + command.flags.map(\.name).joined(separator: " ")
            throw UsageError("\(command.rawValue) does not take \(flag.name)", hint: hint)
        }
        switch flag {
        case .seed: invocation.options.seed = try FlagValue.seed(value)
        case .set: invocation.options.settings.append(try FlagValue.setting(value))
        case .threshold: invocation.options.thresholds.append(try FlagValue.threshold(value))
        case .out: invocation.outputs.append(try FlagValue.output(value, of: command))
        case .clock: invocation.options.isWallClock = try FlagValue.isWallClock(value)
        case .speed: invocation.options.speed = try FlagValue.speed(value)
        case .expectFingerprint: invocation.expectedFingerprint = try FlagValue.fingerprint(value)
        case .exitCodeOnFail: invocation.failureCode = try FlagValue.exitCode(value)
        case .noReport: invocation.writesReport = false
        case .noSeries: invocation.options.wantsSeries = false
        case .quiet: invocation.isQuiet = true
        case .noColor: invocation.allowsColour = false
        case .host: invocation.showsHost = true
        case .json: invocation.wantsJSON = true
        case .seeds, .jobs, .vary, .min, .max, .step, .largest:
            try invocation.question.apply(flag, value)
        case .baseline: invocation.earlierResult = value
        case .tolerance: invocation.tolerance = try FlagValue.tolerance(value)
        case .requireThresholds: invocation.requiresThresholds = true
        case .failOnImprovement: invocation.failsOnImprovement = true
        case .task, .slowest:
            throw .unavailable(flag.name)
        }
    }

    /// Takes the word behind `baseline` from the operands.
    private static func takeAction(of invocation: inout Invocation) throws(UsageError) {
        let hint = "write simulate baseline update FILE, or simulate baseline check FILE"
        guard let word = invocation.files.first else {
            throw UsageError("baseline needs to know what to do", hint: hint)
        }
        guard let action = Invocation.BaselineAction(rawValue: word) else {
            let names = Invocation.BaselineAction.allCases.map(\.rawValue)
            let near = Suggestion.nearest(to: word, among: names).map { "did you mean \($0)?" }
            throw UsageError("baseline does not know \"\(word)\"", hint: near ?? hint)
        }
        invocation.baselineAction = action
        invocation.files.removeFirst()
        let isCheck = action == .check
        if !isCheck, invocation.tolerance > 0 || invocation.failsOnImprovement {
            throw UsageError(
                "baseline update compares nothing",
                hint: "leave out --tolerance and --fail-on-improvement"
            )
        }
    }

    private static func checkOperands(
        of invocation: Invocation,
        _ command: Command
    ) throws(UsageError) {
        let count = invocation.files.count
        switch command {
        case .schema, .listMetrics:
            guard let extra = invocation.files.first else { return }
            throw UsageError(
                "\(command.rawValue) takes no files, so not \"\(extra)\"",
                hint: "write simulate \(command.rawValue)"
            )
        case .bench, .flows, .systems:
            guard count > 1 else { return }
            let name = command.rawValue
            throw UsageError(
                "\(name) takes one name",
                hint: "write simulate \(name) NAME, or simulate \(name) for all of them"
            )
        case .conform where count == 0:
            throw UsageError(
                "no file of recorded answers is given",
                hint: "write simulate conform FILE",
                showsUsage: true
            )
        case .compare, .report: try checkResults(of: command, count)
        case .verify where count > 1, .sweep where count > 1, .capacity where count > 1:
            let name = command.rawValue
            throw UsageError("\(name) takes one file", hint: "\(name) one file after the other")
        default:
            guard count == 0 else { return }
            let verb = invocation.baselineAction.map { " " + $0.rawValue } ?? ""
            let name = command == .run ? "" : " \(command.rawValue)\(verb)"
            throw UsageError(
                "no scenario file is given",
                hint: "write simulate\(name) FILE",
                showsUsage: true
            )
        }
    }

    /// Those that take a fixed number of results.
    private static func checkResults(of command: Command, _ count: Int) throws(UsageError) {
        switch command {
        case .compare where count != 2:
            throw UsageError(
                "compare takes two results or scenarios",
                hint: "write simulate compare A B"
            )
        case .report where count != 1:
            throw UsageError(
                "report takes one result",
                hint: "write simulate report Reports/NAME/result.json --out FORMAT=PATH"
            )
        default: return
        }
    }

    /// What several outputs or several files would write over each other.
    private static func checkOutputs(of invocation: Invocation) throws(UsageError) {
        let paths = invocation.outputs.filter { !$0.isStandardOutput }.map(\.path)
        for (index, path) in paths.enumerated() where paths[..<index].contains(path) {
            throw UsageError(
                "two outputs go to \(path)",
                hint: "give each --out a path of its own"
            )
        }
        guard invocation.files.count > 1 else { return }
        if let path = paths.first {
            throw UsageError(
                "every file would write \(path)",
                hint: "run one file at a time, or use the reports in Reports/NAME/"
            )
        }
        let isExpected = invocation.expectedFingerprint != nil
        guard !isExpected, invocation.earlierResult == nil else {
            throw UsageError(
                "\(isExpected ? "--expect-fingerprint" : "--baseline") is about one file",
                hint: "run one file at a time"
            )
        }
    }
}
