import Testing
import simulate

struct QuestionArgumentsTests {
    private func parse(_ line: String) throws(UsageError) -> Invocation {
        try Arguments.parse(line.split(separator: " ").map(String.init))
    }

    @Test func `a replication`() throws {
        let invocation = try parse("a.json --seeds 3..12 --jobs 2 --out json=r.json")
        #expect(invocation.question.seeds == 3...12 && invocation.question.jobs == 2)
        #expect(try parse("a --seeds=0..0").question.seeds == 0...0)
    }

    @Test func `a search`() throws {
        let line = "capacity a.json --vary load.a.rate --min 1 --max 9.5 --step 0.5 --largest"
        let question = try parse(line).question
        #expect(question.vary == "load.a.rate" && question.least == "1")
        #expect(question.greatest == "9.5" && question.step == "0.5" && question.wantsLargest)
    }

    @Test func `a sweep`() throws {
        let invocation = try parse("sweep a.json --set a=1..5 --set b=2 --out csv=- --jobs 1")
        #expect(invocation.options.settings.map(\.value) == ["1..5", "2"])
        #expect(invocation.outputs.first?.format == .csv)
    }

    @Test(arguments: [
        "a --seeds 5", "a --seeds 5..", "a --seeds ..5", "a --seeds 9..1", "a --seeds 1..99999",
        "a --seeds 1...5", "a --seeds -1..5", "a --seeds 0..18446744073709551616",
        "a b --seeds 1..2", "a --seeds 1..2 --seed 1", "a --jobs 2", "a --seeds 1..2 --jobs 0",
        "a --seeds 1..2 --expect-fingerprint 0123456789abcdef", "a --vary b", "sweep", "capacity",
        "sweep a b --set x=1..2", "sweep a --vary b", "capacity a b --vary x --min 1 --max 2",
        "capacity a --vary b --min 1", "capacity a --vary b --max 1", "capacity a --min 1 --max 2",
        "capacity a --vary b --min 1 --max 2 --out csv=-", "capacity a --seeds 1..2",
        "validate a --seeds 1..2",
    ])
    func `lines that make no sense`(line: String) {
        let error = #expect(throws: UsageError.self) { try parse(line) }
        #expect(error?.hint.isEmpty == false)
    }

    @Test func `threads bring results in the order of the runs`() {
        for threads in [1, 2, 7] {
            let squares = WorkerThreads.map(100, threads: threads) { $0 % 10 == 3 ? nil : $0 * $0 }
            #expect(squares == (0..<100).map { $0 % 10 == 3 ? nil : $0 * $0 })
        }
        #expect(WorkerThreads.map(0, threads: 3) { $0 }.isEmpty)
    }
}
