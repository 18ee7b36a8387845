/// The quantile of Student's t distribution that 95 % intervals are made of, without a C library.
package enum StudentT {
    /// The number that 2.5 % of the distribution lie above: 2.093024 for 19 degrees of freedom.
    ///
    /// Right to twelve digits up to 30 degrees of freedom, and to 3·10⁻⁸ beyond.
    package static func quantile(degreesOfFreedom: Int) -> Double {
        precondition(degreesOfFreedom > 0, "an interval needs two samples at least")
        guard degreesOfFreedom > table.count else { return table[degreesOfFreedom - 1] }
        return expansion(Double(degreesOfFreedom))
    }

    /// For 1 to 30 degrees of freedom.
    private static let table: [Double] = [
        12.7062047361747, 4.30265272974946, 3.18244630528371, 2.77644510519779, 2.57058183563632,
        2.44691185114497, 2.36462425159279, 2.30600413520417, 2.26215716279821, 2.22813885198627,
        2.20098516009164, 2.17881282966723, 2.16036865646279, 2.1447866879178, 2.13144954555978,
        2.11990529922125, 2.10981557783332, 2.10092204024104, 2.09302405440831, 2.08596344726586,
        2.07961384472768, 2.07387306790403, 2.06865761041905, 2.06389856162803, 2.0595385527533,
        2.05552943864287, 2.05183051648029, 2.04840714179525, 2.0452296421327, 2.04227245630124,
    ]

    /// The series of Cornish and Fisher (Abramowitz and Stegun 26.7.5), with its four terms for
    /// the normal quantile 1.959964 worked out.
    private static func expansion(_ degrees: Double) -> Double {
        let x = 1 / degrees
        var sum = 1.5895340533938235 * x
        sum = (sum + 2.5558496795077233) * x
        sum = (sum + 2.8224986157396118) * x
        sum = (sum + 2.3722712302985628) * x
        return 1.9599639845400542 + sum
    }
}
