/// The runs of a sweep: every combination of the values of its axes.
package struct SweepGrid: Sendable, Equatable {
    /// The most runs of one sweep.
    private static let mostRuns = 10_000

    package let axes: [SweepAxis]
    package let count: Int

    /// At least one axis, each with a path of its own.
    package init(_ axes: [SweepAxis]) throws(QuestionError) {
        guard !axes.isEmpty else {
            throw QuestionError(
                "nothing is varied",
                hint: "write --set PATH=A..B[:STEP], or PATH=a,b,c"
            )
        }
        for (index, axis) in axes.enumerated()
        where axes[..<index].contains(where: { $0.path == axis.path }) {
            throw QuestionError("\(axis.path) is varied twice", hint: "write it once")
        }
        var count = 1
        for axis in axes { count = min(count * axis.values.count, Self.mostRuns + 1) }
        guard count <= Self.mostRuns else {
            throw QuestionError(
                "there are more than \(Self.mostRuns) runs",
                hint: "write larger steps"
            )
        }
        self.axes = axes
        self.count = count
    }

    /// The values of a run, in the order of the axes, of which the last changes first.
    package subscript(run: Int) -> [String] {
        var rest = run
        let reversed = axes.reversed().map { axis in
            let (quotient, place) = rest.quotientAndRemainder(dividingBy: axis.values.count)
            rest = quotient
            return axis.values[place]
        }
        return reversed.reversed()
    }
}
