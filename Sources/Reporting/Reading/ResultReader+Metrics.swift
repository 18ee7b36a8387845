import Measurement

extension ResultReader {
    /// Sorted by key, as results are.
    ///
    /// The distributions of `spectra` are looked up by key; not every trend has one.
    func measuredMetrics(
        _ node: ResultNode,
        spectra: [String: PercentileSpectrum] = [:]
    ) throws(ResultProblem) -> [MeasuredMetric] {
        var metrics: [MeasuredMetric] = []
        for (text, value) in try node.members() {
            let key = MetricKey(written: text)
            let kind = try value.member("kind").choice(MetricKind.self)
            let figures: MeasuredMetric.Value =
                switch kind {
                case .trend: .trend(try Self.trend(value, spectra[text]))
                case .counter: .counter(try Self.counter(value))
                case .gauge: .gauge(try Self.gauge(value))
                }
            metrics.append(MeasuredMetric(key: key, unit: unit(of: key, kind), value: figures))
        }
        return metrics.sorted { $0.key < $1.key }
    }

    /// What the figures of a metric are in; of one that is not known, what such ones mostly are in.
    func unit(of key: MetricKey, _ kind: MetricKind) -> MetricUnit {
        definition(of: key.name)?.unit ?? (kind == .trend ? .seconds : .count)
    }

    /// The distributions of trends by key.
    static func spectra(
        _ node: ResultNode?
    ) throws(ResultProblem) -> [String: PercentileSpectrum] {
        var spectra: [String: PercentileSpectrum] = [:]
        for (key, value) in try node?.members() ?? [] {
            let (tails, values) = (try value.member("tail"), try value.member("value"))
            let (tail, figures) = (try tails.elements(), try values.elements())
            guard tail.count == figures.count else {
                throw values.problem("expected \(tail.count) points, found \(figures.count)")
            }
            var points: [PercentileSpectrum.Point] = []
            for (tail, figure) in zip(tail, figures) {
                points.append(
                    PercentileSpectrum.Point(tail: try tail.number(), value: try figure.number())
                )
            }
            spectra[key] = PercentileSpectrum(points: points)
        }
        return spectra
    }

    private static func trend(
        _ node: ResultNode,
        _ spectrum: PercentileSpectrum?
    ) throws(ResultProblem) -> TrendSummary {
        let spectrum = spectrum ?? PercentileSpectrum(points: [])
        let count = Int(try node.member("count").count())
        let censored = Int(try node.optional("censored")?.count() ?? 0)
        guard count > 0 else {
            return TrendSummary(
                count: 0,
                censored: censored,
                statistics: nil,
                spectrum: spectrum
            )
        }
        let statistics = TrendSummary.Statistics(
            min: try node.member("min").number(),
            mean: try node.member("mean").number(),
            med: try node.member("med").number(),
            max: try node.member("max").number(),
            stddev: try node.member("stddev").number(),
            p90: try node.member("p90").number(),
            p95: try node.member("p95").number(),
            p99: try node.member("p99").number(),
            p999: try node.member("p999").number()
        )
        return TrendSummary(
            count: count,
            censored: censored,
            statistics: statistics,
            spectrum: spectrum
        )
    }

    private static func counter(_ node: ResultNode) throws(ResultProblem) -> CounterSummary {
        let count = try node.member("count").count()
        return CounterSummary(count: count, rate: try node.optional("rate")?.number() ?? 0)
    }

    private static func gauge(_ node: ResultNode) throws(ResultProblem) -> GaugeSummary {
        // Without a sample it has a count of 0 and nothing else.
        guard node.optional("count") == nil else { return GaugeSummary(nil) }
        return GaugeSummary(
            GaugeSummary.Statistics(
                min: try node.member("min").number(),
                mean: try node.member("mean").number(),
                max: try node.member("max").number(),
                last: try node.member("last").number()
            )
        )
    }
}

extension MetricKey {
    /// The key that has this canonical text, whatever its tags hold.
    init(written text: String) {
        if let key = try? MetricKey.parse(text), key.description == text {
            self = key
            return
        }
        guard let brace = text.firstIndex(of: "{"), text.hasSuffix("}"),
            let colon = text[brace...].firstIndex(of: ":")
        else {
            self.init(text)
            return
        }
        let tag = String(text[text.index(after: brace)..<colon])
        let value = String(text[text.index(after: colon)...].dropLast())
        self.init(String(text[..<brace]), tags: [(tag, value)])
    }
}
