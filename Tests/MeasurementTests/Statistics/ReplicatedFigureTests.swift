import Measurement
import Testing

struct ReplicatedFigureTests {
    @Test func `the interval of five values by hand`() throws {
        // Mean 3, sample variance 2.5, standard error √0.5, t₄ = 2.776445.
        let figure = try #require(ReplicatedFigure([1, 2, 3, 4, 5]))
        #expect(figure.mean == 3 && figure.min == 1 && figure.max == 5 && figure.count == 5)
        let error = try #require(figure.standardError)
        #expect(abs(error - 0.5.squareRoot()) < 1e-15)
        let halfWidth = try #require(figure.halfWidth)
        #expect(abs(halfWidth - 1.96324316148) < 1e-10)
        let share = try #require(figure.relativeHalfWidth)
        #expect(abs(share - 0.65441438716) < 1e-10)
    }

    @Test func `one value has no interval, and none has no figure`() {
        #expect(ReplicatedFigure([7])?.halfWidth == nil)
        #expect(ReplicatedFigure([7])?.mean == 7)
        #expect(ReplicatedFigure([]) == nil)
    }

    @Test func `equal values have an interval of no width, large ones too`() {
        #expect(ReplicatedFigure([0.1, 0.1, 0.1])?.halfWidth == 0)
        let large = ReplicatedFigure([1e15, 1e15 + 1, 1e15 + 2])
        #expect(large?.standardError == (1.0 / 3).squareRoot())
    }
}
