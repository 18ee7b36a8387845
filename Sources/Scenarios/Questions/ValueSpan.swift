import Infrastructure
import JSON

/// The values from one to another in equal steps, as exact as they are written.
package struct ValueSpan: Sendable, Equatable {
    private let first: Int128
    private let last: Int128
    private let step: Int128
    private let scale: Int
    private let unit: Quantity.Unit
    /// How many values there are: at least one.
    package let count: Int
    /// Whether values between these were left out, so that the last step may be a shorter one.
    package let isCoarse: Bool

    /// The most values there may be.
    private static let mostValues: Int128 = 1 << 40

    /// The values from `least` up to `greatest`.
    ///
    /// Where no `step` is given it is 1 for integers, for decimals one in the last place of both,
    /// and for durations the largest unit that divides both. A step that does not lead to the
    /// greatest value exactly stops before it.
    package init(
        from least: String,
        to greatest: String,
        step: String? = nil
    ) throws(QuestionError) {
        let from = try Self.quantity(least)
        let to = try Self.quantity(greatest)
        let given: Quantity? = if let step { try Self.quantity(step) } else { nil }
        let units = [from, to].map(\.unit) + (given.map { [$0.unit] } ?? [])
        guard units.allSatisfy({ $0 == from.unit }) else {
            throw QuestionError(
                "\(least), \(greatest)\(step.map { " and \($0)" } ?? "") are not of one kind",
                hint: "write numbers, percentages or durations, as in 1s..5s:500ms"
            )
        }
        scale = max(from.scale, to.scale, given?.scale ?? 0)
        unit = from.unit
        first = from.digits(at: scale)
        let distance = to.digits(at: scale) - first
        guard distance >= 0 else {
            throw QuestionError(
                "\(least) is more than \(greatest)",
                hint: "write the smaller value first"
            )
        }
        self.step =
            given?.digits(at: scale)
            ?? (unit == .time ? Self.timeUnit(dividing: [first, first + distance]).nanoseconds : 1)
        guard self.step > 0 else {
            throw QuestionError("a step of \(step ?? "0") leads nowhere", hint: "write more than 0")
        }
        guard distance / self.step < Self.mostValues else {
            throw QuestionError("there are too many values", hint: "write a larger step")
        }
        count = Int(distance / self.step) + 1
        last = first + distance / self.step * self.step
        isCoarse = false
    }

    private init(_ span: ValueSpan, every stride: Int) {
        first = span.first
        last = span.last
        step = span.step * Int128(stride)
        scale = span.scale
        unit = span.unit
        count = (span.count - 1 + stride - 1) / stride + 1
        isCoarse = stride > 1
    }

    /// Every `stride`-th of the values, and the last.
    package func every(_ stride: Int) -> ValueSpan {
        ValueSpan(self, every: stride)
    }

    /// A value as a file has it.
    package subscript(index: Int) -> String {
        text(min(first + Int128(index) * step, last))
    }

    /// The distance between two values, as a file has it.
    package var stepText: String { text(step) }

    private func text(_ digits: Int128) -> String {
        let quantity = Quantity(digits: digits, scale: scale, unit: unit)
        return quantity.text(timeUnit: Self.timeUnit(dividing: [first, step, last]))
    }

    private static func quantity(_ text: String) throws(QuestionError) -> Quantity {
        guard let quantity = Quantity(text) else {
            throw QuestionError(
                "\(Quotation.quoted(text)) is no number, percentage or duration",
                hint: "write for example 1..10, 0.5%..2%:0.5% or 1s..5s:500ms"
            )
        }
        return quantity
    }

    /// The largest unit of time that divides all values.
    private static func timeUnit(
        dividing values: [Int128]
    ) -> (name: String, nanoseconds: Int128) {
        let units = DurationText.units.reversed()
        let unit = units.first { unit in
            values.allSatisfy { $0 % unit.nanoseconds == 0 } && values.contains { $0 != 0 }
        }
        return unit ?? ("s", 1_000_000_000)
    }
}
