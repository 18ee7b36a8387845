/// Something that must not be written in `Sources`, because it breaks the determinism of runs or
/// turns a mistake into a crash.
struct BannedSymbol: Sendable {
    /// Swift text; space does not matter.
    let symbol: String

    /// What to write instead.
    let replacement: String

    /// Where it is allowed all the same, as beginnings of paths, and why.
    let exceptions: [(path: String, reason: String)]

    private let pattern: [String]

    init(
        _ symbol: String,
        _ replacement: String,
        except exceptions: [(path: String, reason: String)] = []
    ) {
        self.symbol = symbol
        self.replacement = replacement
        self.exceptions = exceptions
        pattern = SwiftTokens.of(symbol).map(\.text)
    }

    /// Where the symbol stands in a file.
    ///
    /// A function that is called with a dot before it is somebody's member, not the banned one.
    func places(in file: SourceFile) -> [Int] {
        let isFunction = pattern.count == 2 && pattern[1] == "("
        return file.places(of: pattern).filter { place in
            !isFunction || ![".", "func"].contains(file.token(place - 1))
        }
    }

    func problems(in file: SourceFile) -> [Problem] {
        guard !exceptions.contains(where: { file.path.hasPrefix($0.path) }) else { return [] }
        return places(in: file).map { place in
            file.problem(at: place, "`\(symbol)` is banned; \(replacement)")
        }
    }
}

extension BannedSymbol {
    static let all = concurrency + chance + time + text + crashes

    private static let commandLine = (path: "Sources/simulate/", reason: "the real machine")
    private static let stage = (
        path: "Sources/SimulationKernel/Execution/TaskStage.swift",
        reason: "the one place that makes tasks, on the simulation's executor"
    )

    private static let concurrency = [
        BannedSymbol("Task {", "use spawn of the simulation", except: [stage]),
        BannedSymbol("Task(", "use spawn of the simulation"),
        BannedSymbol(
            "Task<",
            "use the TaskHandle of spawn",
            except: [
                stage,
                (
                    path: "Sources/SimulationKernel/Execution/SimulatedTask.swift",
                    reason: "keeps the task that it stands for, to cancel it"
                ),
            ]
        ),
        BannedSymbol("Task.detached", "use spawn of the simulation"),
        BannedSymbol("Task.yield", "sleep until the present instant"),
        BannedSymbol("Task.sleep", "use sleep of the simulation or of SystemClock"),
        BannedSymbol("Task.immediate", "use start of the simulation"),
        BannedSymbol("withTaskGroup", "use spawn and join of the simulation"),
        BannedSymbol("withThrowingTaskGroup", "use spawn and join of the simulation"),
        BannedSymbol("withDiscardingTaskGroup", "use spawn and join of the simulation"),
        BannedSymbol("async let", "use spawn and join of the simulation"),
        BannedSymbol("AsyncStream", "let the source schedule an event of its receiver"),
        BannedSymbol("AsyncThrowingStream", "let the source schedule an event of its receiver"),
        BannedSymbol("withCheckedContinuation", "use prepareToPark and park of the simulation"),
        BannedSymbol("withCheckedThrowingContinuation", "use prepareToPark and park"),
        BannedSymbol("withUnsafeContinuation", "use prepareToPark and park of the simulation"),
        BannedSymbol("withUnsafeThrowingContinuation", "use prepareToPark and park"),
        BannedSymbol("DispatchQueue", "schedule an event of the simulation"),
        BannedSymbol(
            "Thread",
            "one run is one thread",
            except: [
                (
                    path: "Sources/simulate/Machine/WorkerThreads.swift",
                    reason: "runs side by side share nothing"
                )
            ]
        ),
        BannedSymbol("@MainActor", "take the executor of the simulation"),
    ]

    private static let chance = [
        BannedSymbol("SystemRandomNumberGenerator", "draw from a RandomStream"),
        BannedSymbol(".random(", "draw from a RandomStream"),
        BannedSymbol(".randomElement(", "draw from a RandomStream"),
        BannedSymbol(".shuffled(", "draw from a RandomStream"),
        BannedSymbol(".shuffle(", "draw from a RandomStream"),
        BannedSymbol("UUID(", "use the IdentifierGenerator of the environment"),
        BannedSymbol("hashValue", "hashes differ between processes; use Fingerprint"),
        BannedSymbol("Hasher(", "hashes differ between processes; use Fingerprint"),
        BannedSymbol("ObjectIdentifier", "addresses differ between processes; number the objects"),
        BannedSymbol("log(", "use ElementaryFunctions.log, the same on every processor"),
        BannedSymbol("exp(", "use ElementaryFunctions.exp, the same on every processor"),
        BannedSymbol("pow(", "use ElementaryFunctions, the same on every processor"),
        BannedSymbol("sin(", "the C library's differs between processors"),
        BannedSymbol("cos(", "the C library's differs between processors"),
    ]

    private static let time = [
        BannedSymbol("Date", "use the clock of the simulation or SystemClock"),
        BannedSymbol(
            "ContinuousClock",
            "use the clock of the simulation or SystemClock",
            except: [
                commandLine,
                ("Sources/SimulationKernel/Time/MachineTime.swift", "is the wall clock"),
            ]
        ),
        BannedSymbol("SuspendingClock", "use the clock of the simulation or SystemClock"),
        BannedSymbol("TimeZone", "instants are nanoseconds since the start of the run"),
        BannedSymbol("DateFormatter", "write numbers with DurationText or interpolation"),
        BannedSymbol(
            "ProcessInfo",
            "take it as an argument; a run depends on its scenario alone",
            except: [commandLine]
        ),
    ]

    private static let text = [
        BannedSymbol("String(format:", "use interpolation, or integers with fixed digits"),
        BannedSymbol("NumberFormatter", "use interpolation, or integers with fixed digits"),
        BannedSymbol("Locale", "texts are the same in every country"),
        BannedSymbol("JSONEncoder", "use JSONWriter, which has one form for a value"),
        BannedSymbol("JSONDecoder", "use JSONReader, which knows positions"),
        BannedSymbol("JSONSerialization", "use JSONReader and JSONWriter"),
        BannedSymbol("print(", "return text; the command line writes it with StandardStream"),
    ]

    private static let crashes = [
        BannedSymbol("fatalError(", "throw, or state the bug with precondition"),
        BannedSymbol("try!", "handle the error, or let it through"),
        BannedSymbol("as!", "use as? and say what happens otherwise"),
    ]
}
