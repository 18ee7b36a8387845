/// Series in the order in which they were made, found by key.
///
/// The dictionary is only looked up, never walked: its order differs from process to process.
struct SeriesTable<Series> {
    private(set) var all: [Series] = []
    private var indices: [MetricKey: Int] = [:]

    subscript(key: MetricKey) -> Series? {
        indices[key].map { all[$0] }
    }

    mutating func add(_ series: Series, under key: MetricKey) {
        indices[key] = all.count
        all.append(series)
    }
}
