import JSON
@testable import Systems
import Testing

/// Where tokens go, by the rules D1 to D9.
struct ProcessInstanceTests {
    @Test(arguments: [
        ("", "b c"), ("b", "c"), ("b c", "d"), ("c b", "d"), ("b c d", "completed"),
    ])
    func `D2: a split takes every link, and a join waits for each`(
        ends: String,
        state: String
    ) {
        var sketch = ProcessSketch("a;b;c;d all", "a>b a>c b>d c>d d>end")
        sketch.end("a")
        #expect(sketch.after(ends) == state)
    }

    @Test func `D2: surplus tokens stay for the next round`() {
        var sketch = ProcessSketch(
            "a;b;c all",
            "a>a a.on>b a.on>c b>c c>end",
            change: { $0.isStart = $0.id == "a" }
        )
        // Two rounds of one side, and none of the other.
        sketch.apply(.paused(by: "t"))
        #expect(sketch.after("a.on b") == "c")
    }

    @Test(arguments: [
        ("any", "b", "c d e"), ("any", "b c", "d e"), ("any", "b c d", "e"),
        ("2", "b", "c d"), ("2", "b c", "d e"), ("2", "d b", "c e"), ("2", "b c d", "e"),
        ("3", "b c", "d"), ("3", "b c d", "e"), ("each", "b c", "d e e"),
    ])
    func `D5: n of m begin a join once a round`(join: String, ends: String, state: String) {
        var sketch = ProcessSketch("a;b;c;d;e \(join)", "a>b a>c a>d b>e c>e d>e e>end")
        sketch.end("a")
        #expect(sketch.after(ends) == state)
        while let step = sketch.instance.steps.first {
            sketch.end(sketch.graph.nodes[step.id.node].source.id)
        }
        #expect(sketch.state == "completed")
    }

    @Test(arguments: [
        ("a.one b", "d"), ("a.both b", "c"), ("a.both c b", "d"), ("a.both b c", "d"),
    ])
    func `D3: an inclusive join waits for tokens that can still come`(
        ends: String,
        state: String
    ) {
        var sketch = ProcessSketch(
            "a;b;c;d active",
            "a.one>b a.both>b a.both>c b>d c>d d>end"
        )
        #expect(sketch.after(ends) == state)
    }

    @Test func `D12: a join that nothing can reach any more is an incident, and can be mended`() {
        var sketch = ProcessSketch("a;b;c;d all", "a>b a>c b>d c>d c.no>end d>end")
        #expect(sketch.after("a b c.no") == "[d]")
        let step = sketch.step("d")
        #expect(step?.phase == .incident(.deadJoin))
        sketch.apply(.retried(step?.id ?? StepID(node: 0, visit: 0), by: "operator"))
        #expect(sketch.state == "d")
        #expect(sketch.after("d") == "completed")
    }

    @Test func `D1: an outcome without a way is an incident`() {
        var sketch = ProcessSketch("a", "a>end", change: { $0.outcomes = ["done", "odd"] })
        #expect(sketch.after("a.odd") == "[a]")
        #expect(sketch.step("a")?.phase == .incident(.noWay(outcome: 1)))
    }

    @Test func `D7: a loop counts its visits, and its limit is an incident`() {
        var sketch = ProcessSketch(
            "a;b",
            "a>b b.again>a b.good>end",
            change: {
                $0.isStart = $0.id == "a"
                $0.visits = 3
            }
        )
        #expect(sketch.after("a b.again a b.again a") == "b")
        #expect(sketch.step("b")?.id.visit == 2)
        #expect(sketch.after("b.again") == "[a]")
        #expect(sketch.step("a")?.phase == .incident(.tooManyVisits))
    }

    @Test func `an end that terminates takes all else with it`() {
        var sketch = ProcessSketch("a;b;c", "a>b a>c b>end c>stop")
        #expect(sketch.after("a c") == "completed")
        #expect(sketch.consequences.contains(.withdrawn(StepID(node: 1, visit: 0))))
    }

    @Test func `a module is tried as often as it may, then the process fails`() {
        var sketch = ProcessSketch("a;b", "a>end a.failed>b b>end", change: { $0.attempts = 2 })
        let step = StepID(node: 0, visit: 0)
        sketch.apply(.attemptFailed(step, reason: "no answer", isFinal: false))
        #expect(sketch.step("a")?.phase == .retrying(at: 1_000_000_002))
        sketch.apply(.woke(step))
        #expect(sketch.consequences == [.ready(step, turn: 1)])
        sketch.apply(.attemptFailed(step, reason: "no answer", isFinal: false))
        #expect(sketch.state == "b")
    }

    @Test func `an instance that ends by a failure has failed`() {
        var sketch = ProcessSketch("a", "a>end a.failed>end", change: { $0.attempts = 1 })
        sketch.apply(.attemptFailed(StepID(node: 0, visit: 0), reason: "no answer", isFinal: false))
        #expect(sketch.state == "failed")
    }

    @Test func `events wake what waits for them`() {
        var sketch = ProcessSketch("a;b", "a>end b>end")
        let step = StepID(node: 0, visit: 0)
        sketch.apply(.waits(step, .event))
        sketch.apply(.event(id: "e1", readings: ["level": 7]))
        #expect(sketch.consequences == [.ready(step, turn: 1)])
        #expect(sketch.instance.variables["level"] == 7)
    }
}
