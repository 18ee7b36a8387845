extension Chart.Line {
    /// The most columns that a series is drawn in; more would not be seen.
    static let mostColumns = 400

    /// A line through figures that are missing where they are nil.
    ///
    /// Of more figures than columns the lowest and the highest of each column are kept, in their
    /// order, so that the line looks as if all were drawn.
    init(
        _ name: String?,
        _ style: Chart.Style,
        _ figures: [Double?],
        at place: (Int) -> Double
    ) {
        self.name = name
        self.style = style
        parts = []
        var open: [Chart.Point] = []
        let stride = (figures.count + Self.mostColumns - 1) / Self.mostColumns
        var start = 0
        while start < figures.count {
            let end = min(start + max(1, stride), figures.count)
            let kept = Self.extremes(of: figures, from: start, to: end)
            if kept.isEmpty, !open.isEmpty {
                parts.append(open)
                open = []
            }
            for (index, figure) in kept { open.append((place(index), figure)) }
            start = end
        }
        if !open.isEmpty { parts.append(open) }
    }

    /// The lowest and the highest figure of a column with their indices, in order; or the only one.
    private static func extremes(
        of figures: [Double?],
        from start: Int,
        to end: Int
    ) -> [(index: Int, figure: Double)] {
        var lowest: (index: Int, figure: Double)?
        var highest: (index: Int, figure: Double)?
        for index in start..<end {
            guard let figure = figures[index] else { continue }
            if lowest == nil || figure < lowest?.figure ?? 0 { lowest = (index, figure) }
            if highest == nil || figure > highest?.figure ?? 0 { highest = (index, figure) }
        }
        guard let lowest, let highest else { return [] }
        if lowest.index == highest.index { return [lowest] }
        return lowest.index < highest.index ? [lowest, highest] : [highest, lowest]
    }
}
