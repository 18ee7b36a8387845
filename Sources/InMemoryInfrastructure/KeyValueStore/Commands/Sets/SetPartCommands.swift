import Infrastructure

/// Going through members, and choosing among them (C6.1, C8.2).
extension CommandTable {
    static let setParts: [StoreCommand] = [
        StoreCommand("sscan", -3) { state, call throws(KeyValueStoreError) in
            var options = try ScanOptions(call, cursor: 2)
            guard let place = try state.find(call[1], as: .set) else {
                return .scan(0, [])
            }
            try options.read(call, from: 3)
            let set = state[place].set
            if set.isCompact { return .scan(0, set.ordered, options) }
            let places = options.places(of: set.count, isCompact: false)
            return .scan(places.next, places.order.map { set.member(at: $0) }, options)
        },
        StoreCommand("spop", -2) { state, call throws(KeyValueStoreError) in
            guard call.count > 2 else {
                guard let place = try state.find(call[1], as: .set) else { return .null }
                return .texts(state.popMembers(1, at: place)).array?.first ?? .null
            }
            guard call.count == 3 else { throw .syntax }
            let count = try call.elementCount(2)
            guard let place = try state.find(call[1], as: .set), count > 0 else {
                return .empty
            }
            return .texts(state.popMembers(count, at: place))
        },
        StoreCommand("srandmember", -2) { state, call throws(KeyValueStoreError) in
            guard call.count <= 3 else { throw .syntax }
            let wanted = call.count == 3 ? try RandomCount(call, pairs: nil) : nil
            let set = try state.members(call[1])
            guard let wanted else {
                guard set.count > 0 else { return .null }
                return .text(set.member(at: state.chance.below(set.count)))
            }
            guard set.count > 0 else { return .empty }
            if !wanted.mayRepeat, wanted.count >= set.count { return .texts(set.ordered) }
            let places = try state.chance.places(wanted, of: set.count)
            return .texts(places.map { set.member(at: $0) })
        },
    ]
}

extension StoreReply {
    fileprivate static func scan(
        _ cursor: Int,
        _ members: [String],
        _ options: ScanOptions
    ) -> StoreReply {
        .scan(cursor, members.filter(options.allows).map { .text($0) })
    }
}

extension StoreState {
    /// Takes members at random, or all when there are no more than wanted.
    fileprivate mutating func popMembers(_ count: Int, at place: Int) -> [String] {
        let size = self[place].set.count
        guard count < size else {
            let all = self[place].set.ordered
            remove(databases[selected].entries.key(at: place), at: place, in: selected)
            return all
        }
        var popped: [String] = []
        for remaining in stride(from: size, to: size - count, by: -1) {
            let member = self[place].set.member(at: chance.below(remaining))
            self[place].set.remove(member)
            popped.append(member)
        }
        changed(place)
        return popped
    }
}
