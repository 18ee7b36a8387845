import JSON
import Scenarios

/// Measures how fast the parts are on this machine, each for a second or two.
struct BenchCommand {
    private let invocation: Invocation

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    func perform() throws(FileError) -> ExitCode {
        var chosen = Benchmark.all
        if let name = invocation.files.first {
            chosen = chosen.filter { $0.name == name || $0.name.hasPrefix(name + ".") }
            if chosen.isEmpty {
                StandardStream.error.tell(Self.unknown(name))
                return .usage
            }
        }
        var lines: [JSONValue] = []
        for benchmark in chosen {
            let figure = figure(of: benchmark)
            if invocation.wantsJSON {
                lines.append(
                    [
                        "name": .string(benchmark.name), "value": .number(figure),
                        "unit": .string(benchmark.unit),
                    ]
                )
            } else {
                try StandardStream.output.write(Self.line(benchmark, figure))
            }
        }
        if invocation.wantsJSON {
            try StandardStream.output.write(JSONWriter.compact(.array(lines)) + "\n")
        }
        return .passed
    }

    /// The amount of work a second, or of memory an element.
    private func figure(of benchmark: Benchmark) -> Double {
        var elapsed = Duration.zero
        var growth = 0.0
        let memory = HostMeter.residentBytes
        let amount = benchmark.run { work in
            let start = ContinuousClock.now
            work()
            elapsed = ContinuousClock.now - start
            growth = Double(HostMeter.residentBytes - memory)
        }
        if benchmark.measuresMemory { return (growth / max(1, amount)).rounded() }
        let time = elapsed.inSeconds
        return time > 0 ? (amount / time).rounded() : 0
    }

    private static func line(_ benchmark: Benchmark, _ figure: Double) -> String {
        let width = Benchmark.all.map(\.name.count).max() ?? 0
        let name = benchmark.name + String(repeating: " ", count: width - benchmark.name.count)
        let digits = String(Int64(figure))
        let padding = String(repeating: " ", count: max(0, 12 - digits.count))
        return "\(name)  \(padding)\(digits) \(benchmark.unit)\n"
    }

    private static func unknown(_ name: String) -> String {
        let names = Benchmark.all.map(\.name)
        let near = Suggestion.nearest(to: name, among: names).map { "; did you mean \($0)?" } ?? ""
        return """
            simulate: error: there is no benchmark "\(name)"\(near)
            there are \(names.joined(separator: ", "))

            """
    }
}
