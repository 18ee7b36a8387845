import Measurement
import Testing

struct StudentTTests {
    /// From the regularised incomplete beta function with 30 digits.
    private static let known: [(Int, Double)] = [
        (1, 12.7062047361747), (2, 4.30265272974946), (4, 2.77644510519779),
        (9, 2.26215716279821), (19, 2.09302405440831), (30, 2.04227245630124),
        (31, 2.0395134463964), (40, 2.0210753903063), (60, 2.0002978220143),
        (100, 1.9839715185236), (120, 1.9799304050824), (1000, 1.9623390808264),
    ]

    @Test(arguments: known)
    func `the quantiles are those of the tables`(degrees: Int, exact: Double) {
        #expect(abs(StudentT.quantile(degreesOfFreedom: degrees) - exact) < 3e-8)
    }

    @Test func `they fall with the degrees of freedom, across the end of the table too`() {
        let quantiles = (1...200).map { StudentT.quantile(degreesOfFreedom: $0) }
        #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 > $1 })
        #expect(quantiles.allSatisfy { $0 > 1.959963 })
    }
}
