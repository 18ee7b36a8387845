import JSON

/// How many megabytes of JSON a second are read and written.
enum JSONBenchmark {
    static let all = [reading, writing]

    /// A document like a large result: objects, numbers and texts.
    private static let document: JSONValue = .array(
        (0..<20_000).map { number in
            [
                "name": .string("task_duration{flow:activate,number:\(number)}"),
                "count": .integer(Int64(number)),
                "mean": .number(Double(number) / 7),
                "passed": .bool(number % 3 == 0),
                "series": [1, 2.5, .null, "a text with \"quotes\" and \u{e4}"],
            ]
        }
    )

    private static let reading = Benchmark("json.read", "MB/s") { measure in
        let bytes = Array(JSONWriter.compact(document).utf8)
        measure {
            for _ in 0..<5 { _ = try? JSONReader.read(bytes) }
        }
        return Double(5 * bytes.count) / 1e6
    }

    private static let writing = Benchmark("json.write", "MB/s") { measure in
        var size = 0
        let document = document
        measure {
            for _ in 0..<10 { size += JSONWriter.compact(document).utf8.count }
        }
        return Double(size) / 1e6
    }
}
