import Infrastructure

/// Intersections, unions and differences of sorted sets (C7.4).
extension CommandTable {
    static let sortedSetAlgebra: [StoreCommand] = [
        shown("zunion", .union),
        shown("zinter", .intersection),
        shown("zdiff", .difference),
        stored("zunionstore", .union),
        stored("zinterstore", .intersection),
        stored("zdiffstore", .difference),
        StoreCommand("zintercard", -3) { state, call throws(KeyValueStoreError) in
            .count(
                try SortedSetAlgebra(.intersection, .counted, call, from: 1, in: &state).count
            )
        },
    ]

    private static func shown(
        _ name: String,
        _ operation: SortedSetAlgebra.Operation
    ) -> StoreCommand {
        StoreCommand(name, -3) { state, call throws(KeyValueStoreError) in
            let algebra = try SortedSetAlgebra(operation, .shown, call, from: 1, in: &state)
            return .members(algebra.members, withScores: algebra.hasScores)
        }
    }

    private static func stored(
        _ name: String,
        _ operation: SortedSetAlgebra.Operation
    ) -> StoreCommand {
        StoreCommand(name, -4, .growing) { state, call throws(KeyValueStoreError) in
            let algebra = try SortedSetAlgebra(operation, .stored, call, from: 2, in: &state)
            return state.store(algebra.members, call[1])
        }
    }
}
