import JSON

/// A file of recorded answers that cannot be replayed, and where.
package struct VectorError: Error, Equatable, CustomStringConvertible {
    let file: String
    let position: JSONPosition
    let message: String

    package var description: String { "\(file):\(position): error: \(message)" }
}
