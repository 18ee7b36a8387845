/// Finds the shelf of a user's free accounts, and of those that a service has.
struct AccountShelves: Sendable {
    private var free: [Int64: Int32] = [:]
    /// By the free shelf of the user, and the service.
    private var held: [UInt64: Int32] = [:]
    /// What was asked for last is often asked for again.
    private var last: (key: UInt64, shelf: Int32)?

    /// The shelf of a user's free accounts; nil for a user who never had any.
    func free(_ user: Int64) -> Int32? { free[user] }

    mutating func addFree(_ user: Int64, _ index: inout AccountIndex) -> Int32 {
        if let shelf = free[user] { return shelf }
        let shelf = index.addShelf()
        free[user] = shelf
        return shelf
    }

    /// The shelf for what a service has of those who are on a free shelf while nobody has them.
    mutating func held(_ free: Int32, by service: Int32, _ index: inout AccountIndex) -> Int32 {
        let key = UInt64(free) << 32 | UInt64(service)
        if let last, last.key == key { return last.shelf }
        let shelf: Int32
        if let known = held[key] {
            shelf = known
        } else {
            shelf = index.addShelf()
            held[key] = shelf
        }
        last = (key, shelf)
        return shelf
    }
}
