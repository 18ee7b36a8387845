/// Why a flow cannot be carried out.
package enum FlowError: Error, Equatable, Sendable {
    case unclosedPlaceholder(String)
    case unknownVariable(String)
    /// The variable has to hold something else.
    case wrongValue(variable: String, expected: String)
    /// A value of the flow itself is not what its place takes.
    case badValue(expected: String)
}
