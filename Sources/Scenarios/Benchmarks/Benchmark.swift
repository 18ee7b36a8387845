/// A piece of work by which machines and versions are compared.
///
/// It does the work and says how much it was; whoever runs it looks at the clock.
package struct Benchmark: Sendable {
    /// A family and a name, such as `store.memory`.
    package let name: String
    package let unit: String

    /// True when the figure is what memory has grown by, divided by the amount, and not the amount
    /// a second.
    package let measuresMemory: Bool

    /// Prepares the work, hands `measure` the part that counts, and returns its amount.
    ///
    /// When the measured part is over, everything is still in memory.
    package let run: @Sendable (_ measure: (() -> Void) -> Void) -> Double

    init(
        _ name: String,
        _ unit: String,
        measuresMemory: Bool = false,
        run: @escaping @Sendable ((() -> Void) -> Void) -> Double
    ) {
        self.name = name
        self.unit = unit
        self.measuresMemory = measuresMemory
        self.run = run
    }

    /// All of them; those about memory first, since memory that was given back hides growth.
    package static let all: [Benchmark] =
        [StoreBenchmark.memory, BrokerBenchmark.memory, KernelBenchmark.events]
        + StoreBenchmark.all + BrokerBenchmark.all + JSONBenchmark.all
        + [ProvisioningBenchmark.tasks, EventsBenchmark.messages]
}
