import Scenarios
import Testing
import simulate

@Suite struct ArgumentsTests {
    private func words(_ line: String) -> [String] {
        line.split(separator: " ").map(String.init)
    }

    private func expectation(
        _ command: Command = .run,
        _ files: [String] = ["a.json"],
        _ change: (inout Invocation) -> Void = { _ in }
    ) -> Invocation {
        var invocation = Invocation(.command(command), files: files)
        change(&invocation)
        return invocation
    }

    @Test(
        arguments: [
            ("a.json", .run, ["a.json"]), ("run a.json", .run, ["a.json"]),
            ("a.json b.json", .run, ["a.json", "b.json"]), ("-- --a.json", .run, ["--a.json"]),
            ("-- run", .run, ["run"]), ("run -- run", .run, ["run"]), ("./run", .run, ["./run"]),
            ("run run", .run, ["run"]), ("validate a b c", .validate, ["a", "b", "c"]),
            ("verify a.json", .verify, ["a.json"]), ("schema", .schema, []),
            ("flows", .flows, []), ("flows a.b", .flows, ["a.b"]),
            ("list-metrics", .listMetrics, []), ("help", .help, []), ("--help", .help, []),
            ("-h", .help, []), ("help sweep", .help, []), ("run --bogus --help", .help, []),
            ("sweep -h", .help, []), ("validat", .run, ["validat"]),
        ] as [(String, Command, [String])]
    )
    func `commands and files`(line: String, command: Command, files: [String]) throws {
        #expect(try Arguments.parse(words(line)) == Invocation(.command(command), files: files))
    }

    @Test(
        arguments: [
            ("1%", 0.01), ("0.5%", 0.005), ("0", 0), ("0.25", 0.25), ("100%", 1), ("1e-3", 0.001),
        ] as [(String, Double)]
    )
    func `baselines are checked with a tolerance`(text: String, share: Double) throws {
        let line = ["baseline", "check", "a", "b", "--tolerance", text, "--fail-on-improvement"]
        let expected = expectation(.baseline, ["a", "b"]) {
            $0.baselineAction = .check
            $0.tolerance = share
            $0.failsOnImprovement = true
        }
        #expect(try Arguments.parse(line) == expected)
    }

    @Test func `comparing, updating, rendering and requiring thresholds`() throws {
        #expect(try Arguments.parse(words("compare a b")) == expectation(.compare, ["a", "b"]))
        let update = try Arguments.parse(words("baseline update check.json"))
        #expect(update.baselineAction == .update && update.files == ["check.json"])
        let report = try Arguments.parse(words("report a --out junit=b --out json=-"))
        #expect(report.outputs.map(\.path) == ["b", "-"] && report.files == ["a"])
        #expect(try Arguments.parse(words("a --require-thresholds")).requiresThresholds)
        // A trace is of the run itself, and a result has none.
        #expect(throws: UsageError.self) {
            try Arguments.parse(words("report a --out trace=t.ndjson"))
        }
    }

    @Test func `the version`() throws {
        #expect(try Arguments.parse(["--version"]) == Invocation(.version))
        #expect(try Arguments.parse(["a.json", "--version"]).action == .version)
    }

    @Test(arguments: ["--seed 7", "--seed=7", "--seed 1 --seed 7", "--seed 007"])
    func `seeds`(flag: String) throws {
        let expected = expectation { $0.options.seed = 7 }
        #expect(try Arguments.parse(words("a.json " + flag)) == expected)
        #expect(try Arguments.parse(words(flag + " a.json")) == expected)
        #expect(try Arguments.parse(words(flag + " run a.json")) == expected)
    }

    @Test func `clocks and their pace`() throws {
        let wall = try Arguments.parse(words("a.json --clock wall"))
        #expect(wall == expectation { $0.options.isWallClock = true })
        #expect(wall.options.clock == .wall)
        #expect(wall.options.arguments == ["--clock", "wall"])
        #expect(try Arguments.parse(words("a.json --clock=virtual")) == expectation())
        let paced = try Arguments.parse(words("a.json --speed 0.5"))
        #expect(paced == expectation { $0.options.speed = 0.5 })
        #expect(paced.options.clock == .paced(speed: 0.5))
        #expect(paced.options.arguments.isEmpty)
        #expect(try Arguments.parse(["a.json"]).options.clock == .virtual)
    }

    @Test func `seeds from the least to the greatest`() throws {
        #expect(try Arguments.parse(["a", "--seed", "0"]).options.seed == 0)
        #expect(try Arguments.parse(["a", "--seed", "18446744073709551615"]).options.seed == .max)
    }

    @Test(
        arguments: [
            (["--set", "vars.rate=5"], "vars.rate", "5"),
            (["--set=vars.rate=5"], "vars.rate", "5"),
            (["--set", "faults[0].at=2 s"], "faults[0].at", "2 s"),
            (["--set", "a={\"b\":\"=\"}"], "a", "{\"b\":\"=\"}"),
            (["--set", "a="], "a", ""), (["--set", "a=-1"], "a", "-1"),
            (["--set=--a=b"], "--a", "b"),
        ] as [([String], String, String)]
    )
    func `settings`(flags: [String], path: String, value: String) throws {
        let setting = RunOptions.Setting(path: path, value: value)
        let expected = expectation { $0.options.settings = [setting] }
        #expect(try Arguments.parse(["a.json"] + flags) == expected)
    }

    @Test func `settings add up in their order`() throws {
        let invocation = try Arguments.parse(words("--set a=1 a.json --set b=2 --set a=3"))
        #expect(invocation.options.settings.map(\.path) == ["a", "b", "a"])
        #expect(invocation.options.arguments == words("--set a=1 --set b=2 --set a=3"))
    }

    @Test(
        arguments: [
            ("tasks_lost=count==0", "tasks_lost", "count==0"),
            ("task_duration=p(99)<62s", "task_duration", "p(99)<62s"),
            ("http_reqs{name:a=b}=count>=1", "http_reqs{name:a=b}", "count>=1"),
            ("polls=count===3", "polls", "count===3"),
        ]
    )
    func `thresholds`(text: String, metric: String, expression: String) throws {
        let threshold = RunOptions.AddedThreshold(metric: metric, expression: expression)
        let invocation = try Arguments.parse(["a", "--threshold", text])
        #expect(invocation.options.thresholds == [threshold])
        #expect(invocation.options.arguments == ["--threshold", text])
    }

    @Test func `outputs`() throws {
        let invocation = try Arguments.parse(words("a --out json=r.json --out=text=- --out json=-"))
        #expect(
            invocation.outputs == [
                Invocation.Output(.json, "r.json"), Invocation.Output(.text, "-"),
                Invocation.Output(.json, "-"),
            ]
        )
        #expect(try Arguments.parse(words("a --out json=a=b")).outputs.first?.path == "a=b")
    }

    @Test func `everything at once`() throws {
        let line =
            "run a.json --no-report --no-series --quiet --no-color --host --clock virtual"
            + " --expect-fingerprint 00000ABCDEF01234 --exit-code-on-fail 99"
        let expected = expectation {
            $0.writesReport = false
            $0.options.wantsSeries = false
            $0.isQuiet = true
            $0.allowsColour = false
            $0.showsHost = true
            $0.expectedFingerprint = "00000abcdef01234"
            $0.failureCode = 99
        }
        #expect(try Arguments.parse(words(line)) == expected)
    }

    @Test(arguments: [
        "verify a --host --quiet --no-report --set a=1 --seed 1", "validate a --set a=1 --quiet",
        "a b --out json=-", "a --exit-code-on-fail 0", "a --exit-code-on-fail 255",
    ])
    func `lines that are fine`(line: String) throws {
        _ = try Arguments.parse(words(line))
    }

    @Test(arguments: ["a.json", "./run", "dir/-a"])
    func `operands that need nothing`(file: String) {
        #expect(Arguments.operand(file) == file)
    }

    @Test(arguments: ["run", "--a", "-", "init"])
    func `operands that could be taken for something else`(file: String) throws {
        #expect(Arguments.operand(file) == "./" + file)
        #expect(try Arguments.parse([Arguments.operand(file)]).files == ["./" + file])
    }
}
