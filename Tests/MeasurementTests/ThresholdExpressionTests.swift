import Measurement
import Testing

@Suite struct ThresholdExpressionTests {
    private func definition(_ name: String) throws -> MetricDefinition {
        try #require(MetricDefinition.standard.first { $0.name == name })
    }

    private func limit(of expression: ThresholdExpression) -> ThresholdLimit? {
        guard case .limit(let limit) = expression.bound else { return nil }
        return limit
    }

    @Test(
        arguments: [
            ("tasks_completed", "rate>=995", 995), ("tasks_completed", "rate >= 9.95e2 /s", 995),
            ("tasks_lost", "count==0", 0), ("tasks_lost", "count === 0", 0),
            ("tasks_lost", "count!=1000000000", 1e9), ("task_duration", "p(99)<62s", 62),
            ("task_duration", " p( 99.9 ) <= 1.5 m ", 90), ("task_duration", "med>250us", 0.00025),
            ("task_duration", "avg<1h", 3600), ("task_duration", "stddev<0.5ms", 0.0005),
            ("task_duration", "min>=7ns", 7e-9), ("task_duration", "count>0", 0),
            ("task_duration", "max<=2.50s", 2.5), ("utilization", "avg<95%", 0.95),
            ("utilization", "max<=1", 1), ("queue_depth", "value<100", 100),
            ("drain_time", "value<10s", 10), ("tasks_lost", "count<0000000000000000000001", 1),
            ("tasks_lost", "count<1.00000000000000000000000000000000000", 1),
            ("tasks_lost", "count<0e99", 0),
        ] as [(String, String, Double)]
    )
    func `good expressions have exact limits`(metric: String, text: String, value: Double) throws {
        let expression = try ThresholdExpression.parse(text, for: definition(metric))
        #expect(limit(of: expression)?.shown == value)
        #expect(expression.description == text)
        #expect(expression.limit != nil)
    }

    @Test(arguments: [
        ("tasks_lost", "", 0), ("tasks_lost", "count", 5), ("tasks_lost", "count=0", 5),
        ("tasks_lost", "count=>0", 5), ("tasks_lost", "count<", 6), ("tasks_lost", "count<-1", 6),
        ("tasks_lost", "count<NaN", 6), ("tasks_lost", "count<inf", 6),
        ("tasks_lost", "count<1x", 7), ("tasks_lost", "count<1 2", 8),
        ("tasks_lost", "count<1.", 8), ("tasks_lost", "count<.5", 6),
        ("tasks_lost", "count<1e", 8), ("tasks_lost", "count<1e999999999999", 6),
        ("tasks_lost", "count<1e30", 6), ("tasks_lost", "count<1e-40", 6),
        ("tasks_lost", "count<99999999999999999999999999999999999999999999", 6),
        ("tasks_lost", "count<9223372036854775808", 6), ("tasks_lost", "count<5s", 6),
        ("tasks_lost", "count<5%", 6), ("tasks_lost", "avg<5", 0), ("tasks_lost", "value==0", 0),
        ("tasks_lost", "p(50)<5", 0), ("task_duration", "p(99)<62", 6),
        ("task_duration", "p99<62s", 0), ("task_duration", "p(101)<62s", 2),
        ("task_duration", "p(-1)<62s", 2), ("task_duration", "p(NaN)<62s", 2),
        ("task_duration", "p(99<62s", 2), ("task_duration", "p<62s", 1),
        ("task_duration", "mean<62s", 0), ("task_duration", "rate<62", 0),
        ("task_duration", "AVG<62s", 0), ("task_duration", "avg<62 sec", 7),
        ("task_duration", "avg<99999999h", 4),
        ("queue_depth", "count<1", 0), ("queue_depth", "value<1s", 6),
        ("queue_depth", "value<1%", 6), ("drain_time", "value<10", 6), ("tasks_lost", "größe<1", 0),
        ("tasks_lost", "count<１", 6), ("tasks_lost", "count<1\0", 7), ("tasks_lost", "🙂", 0),
        ("task_duration", "avg<baseline+1", 4), ("task_duration", "avg<baseline*", 13),
        ("task_duration", "avg<baseline*2s", 14),
    ])
    func `bad expressions say where`(metric: String, text: String, offset: Int) throws {
        let definition = try definition(metric)
        #expect {
            try ThresholdExpression.parse(text, for: definition)
        } throws: {
            ($0 as? ThresholdSyntaxError)?.offset == offset
        }
    }

    @Test(arguments: ["avg<baseline", "p(95)<=baseline*1.1", "max < baseline + 5ms"])
    func `forms with a baseline are read and flagged`(text: String) throws {
        let expression = try ThresholdExpression.parse(text, for: definition("task_duration"))
        #expect(expression.limit == nil)
    }

    @Test func `errors help`() throws {
        func hint(_ text: String, _ metric: String) throws -> String {
            do {
                _ = try ThresholdExpression.parse(text, for: definition(metric))
            } catch let error as ThresholdSyntaxError {
                return error.hint ?? ""
            }
            return ""
        }
        #expect(try hint("p95<1s", "task_duration") == "write p(95)")
        #expect(try hint("mean<1s", "task_duration") == "write avg")
        #expect(try hint("avg<1", "tasks_lost") == "a counter takes count, rate")
        #expect(try hint("avg<1", "task_duration").contains("ns, us, ms, s, m, h"))
    }

    @Test func `no text crashes the parser`() {
        let alphabet = Array("p()0123456789.eE+-<>=! countrateavgbaseline*%/smhu\u{0}ä🙂{}")
        var generator = CaseGenerator(seed: 3)
        for _ in 0..<20_000 {
            let length = generator.below(14)
            let text = String((0..<length).map { _ in alphabet[generator.below(alphabet.count)] })
            _ = try? ThresholdExpression.parse(text)
            _ = try? MetricKey.parse(text)
        }
    }
}
