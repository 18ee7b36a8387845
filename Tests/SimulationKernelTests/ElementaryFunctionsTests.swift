import SimulationKernel
import Testing

struct ElementaryFunctionsTests {
    @Test(arguments: ReferenceValue.logarithms)
    func `a logarithm is less than one unit in the last place off`(_ reference: ReferenceValue) {
        #expect(reference.error(of: ElementaryFunctions.log(reference.x)) < 0.8)
    }

    @Test(arguments: ReferenceValue.exponentials)
    func `an exponential is less than one unit in the last place off`(
        _ reference: ReferenceValue
    ) {
        #expect(reference.error(of: ElementaryFunctions.exp(reference.x)) < 0.9)
    }

    @Test func `the logarithm of 1 and the exponential of 0 are exact`() {
        #expect(ElementaryFunctions.log(1) == 0)
        #expect(ElementaryFunctions.exp(0) == 1)
        #expect(ElementaryFunctions.exp(-0.0) == 1)
    }

    @Test func `both functions never decrease`() {
        var (lastLog, lastExp) = (-Double.infinity, -Double.infinity)
        for step in 1...20_000 {
            let log = ElementaryFunctions.log(Double(step) * 0x1p-12)
            let exp = ElementaryFunctions.exp(Double(step - 10_000) * 0.070_7)
            #expect(log > lastLog)
            #expect(exp >= lastExp)
            (lastLog, lastExp) = (log, exp)
        }
    }

    @Test func `the exponential undoes the logarithm`() {
        var x = 0x1p-1000
        while x < 0x1p1000 {
            let back = ElementaryFunctions.exp(ElementaryFunctions.log(x))
            // A unit in the last place of the logarithm is worth its size in the result.
            #expect(abs(back / x - 1) < 0x1p-51 * max(1, abs(ElementaryFunctions.log(x))))
            x *= 1.37
        }
    }

    @Test(arguments: [
        (709.7, Double.greatestFiniteMagnitude), (.infinity, .greatestFiniteMagnitude),
        (1e300, .greatestFiniteMagnitude), (-708, 0), (-1e300, 0), (-.infinity, 0),
    ])
    func `the exponential stays finite outside of its range`(_ x: Double, _ expected: Double) {
        #expect(ElementaryFunctions.exp(x) == expected)
    }

    @Test func `the exponential is finite up to the end of its range`() {
        #expect(ElementaryFunctions.exp(709.699_999_999).isFinite)
        #expect(ElementaryFunctions.exp(-707.999_999_999).isNormal)
        #expect(ElementaryFunctions.exp(.nan).isFinite)
    }

    @Test(arguments: [0, -1, 0x1p-1074, .infinity, .nan] as [Double])
    func `the logarithm of what is no normal number above 0 is a mistake`(_ x: Double) async {
        switch x {
        case 0: await #expect(processExitsWith: .failure) { _ = ElementaryFunctions.log(0) }
        case -1: await #expect(processExitsWith: .failure) { _ = ElementaryFunctions.log(-1) }
        case .infinity:
            await #expect(processExitsWith: .failure) { _ = ElementaryFunctions.log(.infinity) }
        case 0x1p-1074:
            await #expect(processExitsWith: .failure) { _ = ElementaryFunctions.log(0x1p-1074) }
        default: await #expect(processExitsWith: .failure) { _ = ElementaryFunctions.log(.nan) }
        }
    }
}
