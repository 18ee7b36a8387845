import Infrastructure
import JSON

/// Where a binding leads.
enum BindingDestination: Hashable {
    /// A queue, by its number.
    case queue(Int)
    case exchange(ExchangeName)
}

/// A way from an exchange to a queue or to another exchange.
struct Binding {
    let destination: BindingDestination
    let key: String
    let arguments: JSONObject

    /// The same binding twice counts once: it is known by all that it was made with.
    func isSame(as other: Binding) -> Bool {
        destination == other.destination && key.utf8.elementsEqual(other.key.utf8)
            && arguments == other.arguments
    }
}
