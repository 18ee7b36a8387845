/// Finds the shelf of a user's free accounts, and of those that a service has.
struct AccountShelves: Sendable {
    private var free: [Int64: Int32] = [:]
    /// By the free shelf of the user, and the service.
    private var held: [UInt64: Int32] = [:]

    mutating func free(_ user: Int64, _ index: inout AccountIndex) -> Int32 {
        if let shelf = free[user] { return shelf }
        let shelf = index.addShelf()
        free[user] = shelf
        return shelf
    }

    mutating func held(_ user: Int64, by service: Int32, _ index: inout AccountIndex) -> Int32 {
        let key = UInt64(free(user, &index)) << 32 | UInt64(service)
        if let shelf = held[key] { return shelf }
        let shelf = index.addShelf()
        held[key] = shelf
        return shelf
    }
}
