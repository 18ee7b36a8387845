import Testing
import simulate

@Suite struct UsageErrorTests {
    private func error(_ arguments: [String]) -> UsageError? {
        do throws(UsageError) {
            _ = try Arguments.parse(arguments)
            return nil
        } catch {
            return error
        }
    }

    private func expect(_ line: String, _ message: String, _ hint: String) {
        let error = error(line.split(separator: " ").map(String.init))
        #expect(error?.message == message && error?.hint == hint, "\(line)")
    }

    @Test(arguments: [
        "hunt a --seeds 1..9", "explain a --slowest 3", "serve a", "init",
    ])
    func `commands that are not built yet`(line: String) {
        let command = line.split(separator: " ").first.map(String.init) ?? ""
        expect(
            line,
            "\(command) is not available in this version",
            "see simulate --help for what is"
        )
    }

    @Test func `comparing takes two, a report one, and baseline a verb`() {
        let two = "write simulate compare A B"
        expect("compare", "compare takes two results or scenarios", two)
        expect("compare a b c", "compare takes two results or scenarios", two)
        let one = "write simulate report Reports/NAME/result.json --out FORMAT=PATH"
        expect("report", "report takes one result", one)
        expect("report a b", "report takes one result", one)
        expect("baseline updat a", "baseline does not know \"updat\"", "did you mean update?")
        let verbs = "write simulate baseline update FILE, or simulate baseline check FILE"
        expect("baseline", "baseline needs to know what to do", verbs)
        expect("baseline a.json", "baseline does not know \"a.json\"", verbs)
        expect("baseline check", "no scenario file is given", "write simulate baseline check FILE")
        expect(
            "baseline update a --tolerance 1%",
            "baseline update compares nothing",
            "leave out --tolerance and --fail-on-improvement"
        )
        #expect(error(["a", "--tolerance", "1%"])?.message == "run does not take --tolerance")
    }

    @Test(arguments: ["", "1", "%", "-1%", "one", "1 %", "0x1"])
    func `tolerances that are none`(text: String) {
        let isShare = text == "1"
        #expect((error(["baseline", "check", "a", "--tolerance", text]) == nil) == isShare)
    }

    @Test func `conform needs a file, and bench takes one name`() {
        expect("conform", "no file of recorded answers is given", "write simulate conform FILE")
        expect(
            "bench a b",
            "bench takes one name",
            "write simulate bench NAME, or simulate bench for all of them"
        )
        expect(
            "flows a b",
            "flows takes one name",
            "write simulate flows NAME, or simulate flows for all of them"
        )
        expect("bench --seed 1", "bench does not take --seed", "it takes --json")
        #expect(error(["run", "a", "--json"])?.message == "run does not take --json")
    }

    @Test(arguments: [
        "--task 1", "--slowest 2",
    ])
    func `flags that are not built yet`(flag: String) {
        let words = flag.split(separator: " ").map(String.init)
        let name = words.first ?? ""
        for line in ["a \(flag)", "run a \(flag)"] {
            expect(
                line,
                "\(name) is not available in this version",
                "see simulate --help for what is"
            )
        }
    }

    @Test(
        arguments: [
            ("a --sed 1", "unknown flag \"--sed\"", "did you mean --seed?"),
            ("a --no-colour", "unknown flag \"--no-colour\"", "did you mean --no-color?"),
            ("a --frobnicate=1", "unknown flag \"--frobnicate\"", "see simulate --help"),
            ("a --out jsn=x", "unknown format \"jsn\"", "did you mean json?"),
            ("a --clock virtuel", "unknown clock \"virtuel\"", "did you mean virtual?"),
            (
                "a -q", "unknown flag \"-q\"",
                "flags have two dashes, but for -h; a file of that name is ./-q"
            ),
            ("-", "scenarios are not read from standard input", "write the name of a file"),
            ("a --quiet=1", "--quiet takes no value", "write --quiet alone"),
        ] as [(String, String, String)]
    )
    func `unknown words`(line: String, message: String, hint: String) {
        expect(line, message, hint)
    }

    @Test(
        arguments: [
            ("a --seed", "--seed needs a value", "write --seed N"),
            ("a --seed --quiet", "--seed needs a value", "write --seed N"),
            ("a --seed=", "--seed needs a value", "write --seed N"),
            ("a --out", "--out needs a value", "write --out FORMAT=PATH"),
            (
                "a --threshold", "--threshold needs a value",
                "write --threshold 'METRIC=EXPRESSION'"
            ),
        ] as [(String, String, String)]
    )
    func `missing values`(line: String, message: String, hint: String) {
        expect(line, message, hint)
    }

    @Test(arguments: ["-1", "+1", "1.0", "1e3", "x", "0x1", "18446744073709551616", "١"])
    func `seeds that are none`(text: String) {
        expect(
            "a --seed \(text)",
            "--seed \"\(text)\" is not a seed",
            "write a whole number from 0 to 18446744073709551615"
        )
    }

    @Test(arguments: ["0", "-1", "x", "1e3", "0.0001", "1000001", ".", "nan", "inf"])
    func `speeds that are none`(text: String) {
        expect(
            "a --speed=\(text)",
            "--speed \"\(text)\" is not a speed",
            "write how many virtual seconds pass in a real one, from 0.001 to 1000000"
        )
    }

    @Test func `real time does not go with what asks for the same again`() {
        let hint = "no two runs in real time are the same; leave one of them out"
        expect("verify a --clock wall", "verify does not go with --clock wall", hint)
        expect(
            "a --clock wall --expect-fingerprint 0123456789abcdef",
            "--expect-fingerprint does not go with --clock wall",
            hint
        )
        expect(
            "a --speed 2 --clock=wall",
            "--speed does not go with --clock wall",
            "--speed plays virtual time; leave one of them out"
        )
        expect(
            "a --seeds 1..2 --baseline r.json",
            "--seeds does not go with --baseline",
            "write one or the other"
        )
        for flag in ["--clock wall", "--speed 2"] {
            let name = flag == "--speed 2" ? "--speed" : flag
            expect(
                "a --seeds 1..2 \(flag)",
                "--seeds does not go with \(name)",
                "runs of many seeds go on side by side, as fast as they can"
            )
        }
    }

    @Test(arguments: ["-1", "256", "x", "99999999999999999999"])
    func `exit codes that are none`(text: String) {
        expect(
            "a --exit-code-on-fail \(text)",
            "--exit-code-on-fail \"\(text)\" is not an exit code",
            "write a whole number from 0 to 255"
        )
    }

    @Test(arguments: [
        "", "0", "00000abcdef0123", "00000abcdef012345", "0x000abcdef01234", "éééééééé",
    ])
    func `fingerprints that are none`(text: String) {
        #expect(error(["a", "--expect-fingerprint", text]) != nil)
    }

    @Test(
        arguments: [
            ("--set", "a"), ("--set", "=1"), ("--out", "json"), ("--out", "json="), ("--out", "=a"),
            ("--threshold", "a"), ("--threshold", "=count==0"), ("--threshold", "a{b:c=d"),
            ("--threshold", "a b=count==0"), ("--threshold", "a=sum<1"), ("--threshold", "a=count"),
            ("--threshold", "a{b=c"), ("--threshold", "a=p(99)<baseline*2s"),
        ]
    )
    func `pairs that are none`(flag: String, text: String) {
        #expect(error(["a", flag, text]) != nil, "\(flag) \(text)")
    }

    @Test func `a threshold's error says what is wrong in it`() throws {
        let error = try #require(self.error(["a", "--threshold", "task_duration=p(101)<1s"]))
        #expect(error.message.hasPrefix("--threshold: in \"p(101)<1s\", "))
        #expect(
            error.text.hasPrefix("simulate: error: --threshold: ") && error.text.hasSuffix("\n")
        )
    }

    @Test func `whoever names no file is shown the commands`() throws {
        let error = try #require(self.error([]))
        #expect(error.text.hasSuffix("\n\n" + Help.usage))
        #expect(self.error(["schema", "a"])?.showsUsage == false)
    }

    @Test(
        arguments: [
            ("", "no scenario file is given", "write simulate FILE"),
            ("run", "no scenario file is given", "write simulate FILE"),
            ("validate --quiet", "no scenario file is given", "write simulate validate FILE"),
            ("verify", "no scenario file is given", "write simulate verify FILE"),
            ("verify a b", "verify takes one file", "verify one file after the other"),
            ("schema a", "schema takes no files, so not \"a\"", "write simulate schema"),
            ("schema --quiet", "schema does not take --quiet", "it takes no flags"),
            (
                "validate a --host", "validate does not take --host",
                "it takes --seed --set --threshold --require-thresholds --quiet --no-color"
            ),
            (
                "a b --out json=x", "every file would write x",
                "run one file at a time, or use the reports in Reports/NAME/"
            ),
            (
                "a --out json=x --out text=x", "two outputs go to x",
                "give each --out a path of its own"
            ),
            (
                "a b --expect-fingerprint 0000000000000000",
                "--expect-fingerprint is about one file", "run one file at a time"
            ),
        ] as [(String, String, String)]
    )
    func `lines that make no sense`(line: String, message: String, hint: String) {
        expect(line, message, hint)
    }
}
