package import JSON
package import SimulationKernel

/// A value of a file after it was checked.
package enum ConfigurationValue: Sendable {
    /// In nanoseconds.
    case duration(Int64)
    case distribution(Distribution)
    case probability(Probability)
    case count(Int64)
    case seed(UInt64)
    /// A number as it was written, for what must stay exact.
    case number(JSONNumber)
    case flag(Bool)
    case text(String)
    case list([ConfigurationValue])
    /// An element of a list that has keys of its own.
    case section(ConfigurationValues)
    /// What is read further by whoever knows more about it.
    case node(JSONNode)
}
