/// A value that is made anew for every journey.
package enum GeneratedValue: Sendable, Equatable {
    /// A serial number that no other journey has; the same all through the journey.
    case serial
    /// A random UUID, another one at each place.
    case uuid
    /// The number of the journey in its load, from 0.
    case iteration
    /// The number of the virtual user, from 1.
    case user
    /// One of some texts, each as likely as the others.
    case pick([String])

    /// The names of those that have no parts.
    package static let names = ["serial", "uuid", "iteration", "vu"]

    /// The value of a name such as `uuid` or `pick:a,b`.
    package init?(_ name: String) {
        switch name {
        case "serial": self = .serial
        case "uuid": self = .uuid
        case "iteration": self = .iteration
        case "vu": self = .user
        default:
            guard name.utf8.starts(with: "pick:".utf8) else { return nil }
            let choices = name.dropFirst(5).split(separator: ",", omittingEmptySubsequences: false)
            self = .pick(choices.map(String.init))
        }
    }
}
