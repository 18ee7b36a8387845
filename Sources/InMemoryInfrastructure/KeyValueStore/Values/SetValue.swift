/// What a key of the type set holds: members, in a dense order.
struct SetValue {
    /// Takes the place of a value.
    struct Nothing {}

    private(set) var members = DenseTable<Nothing>()

    /// The bytes of all members.
    private(set) var bytes = 0

    var count: Int { members.count }

    func contains(_ member: String) -> Bool { members.find(member) != nil }
    func member(at place: Int) -> String { members.key(at: place) }

    /// Adds a member; false when it is there.
    @discardableResult
    mutating func insert(_ member: String) -> Bool {
        guard members.find(member) == nil else { return false }
        members.insert(member, Nothing())
        bytes += member.utf8.count
        return true
    }

    /// Removes a member; false when there is none.
    @discardableResult
    mutating func remove(_ member: String) -> Bool {
        guard let place = members.find(member) else { return false }
        members.remove(at: place)
        bytes -= member.utf8.count
        return true
    }

    /// True when Redis would keep the set as sorted integers (`set-max-intset-entries`).
    var isCompact: Bool {
        count <= 512 && (0..<count).allSatisfy { Int64(plain: member(at: $0)) != nil }
    }

    /// All members, in the order that Redis gives integers in.
    var ordered: [String] {
        let all = (0..<count).map { member(at: $0) }
        guard isCompact else { return all }
        return all.compactMap { Int64(plain: $0) }.sorted().map { String($0) }
    }
}
