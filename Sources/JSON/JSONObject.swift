/// The members of a JSON object, in the order they were written.
///
/// Lookup is a linear scan: bodies have few members, and strings of up to 15 bytes compare in
/// two words. Keys compare as Swift strings do, so that two spellings of one accented letter are
/// one key.
package struct JSONObject: Sendable {
    package struct Member: Sendable, Equatable {
        package let key: String
        package var value: JSONValue

        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    package private(set) var members: [Member]

    package init() {
        members = []
    }

    /// An empty object with room for some members.
    package init(capacity: Int) {
        members = []
        members.reserveCapacity(capacity)
    }

    /// Takes members in their order; of several with one key, the last value in the first place.
    package init(_ members: [(String, JSONValue)]) {
        self.members = []
        self.members.reserveCapacity(members.count)
        if members.count <= 16 {
            for (key, value) in members {
                self[key] = value
            }
        } else {
            appendIndexed(members)
        }
    }

    /// Takes members whose keys differ, as they are.
    package init(distinct members: [Member]) {
        self.members = members
    }

    package var count: Int {
        members.count
    }

    package var isEmpty: Bool {
        members.isEmpty
    }

    /// The value of a key; setting replaces in place or adds at the end, and nil removes.
    package subscript(key: String) -> JSONValue? {
        get {
            // By places, since a loop over the members copies each of them.
            var place = 0
            while place < members.count {
                if members[place].key == key { return members[place].value }
                place += 1
            }
            return nil
        }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): append(key, value)
            case (nil, nil): break
            }
        }
    }

    /// The text under a key; nil when there is none, or something else.
    ///
    /// It spares the copy of a value that is only asked for its text.
    package func string(_ key: String) -> String? {
        var place = 0
        while place < members.count {
            if members[place].key == key {
                if case .string(let text) = members[place].value { return text }
                return nil
            }
            place += 1
        }
        return nil
    }

    /// Adds a member at the end without looking for one of the same key.
    ///
    /// For builders that know their keys to differ. Of two alike, lookup finds the first.
    package mutating func append(_ key: consuming String, _ value: consuming JSONValue) {
        members.append(Member(key, value))
    }

    /// True when both share their memory, which makes them equal; false says nothing.
    package func isIdentical(to other: JSONObject) -> Bool {
        unsafe members.withUnsafeBufferPointer { own in
            unsafe other.members.withUnsafeBufferPointer { theirs in
                unsafe own.baseAddress == theirs.baseAddress && own.count == theirs.count
            }
        }
    }

    /// Spares objects of many members, as a hostile file may hold, quadratic time.
    private mutating func appendIndexed(_ newMembers: [(String, JSONValue)]) {
        var indices: [String: Int] = [:]
        indices.reserveCapacity(newMembers.count)
        for (key, value) in newMembers {
            if let index = indices[key] {
                members[index].value = value
            } else {
                indices[key] = members.count
                append(key, value)
            }
        }
    }
}

extension JSONObject: Equatable {
    /// Whether both have the same members in any order, as JSON objects are unordered.
    package static func == (lhs: JSONObject, rhs: JSONObject) -> Bool {
        guard lhs.count == rhs.count else { return false }
        // Values are compared once on either way: comparing them before and after sorting would
        // double the work with every level of nesting.
        for index in lhs.members.indices where lhs.members[index].key != rhs.members[index].key {
            return lhs.membersByKey == rhs.membersByKey
        }
        return lhs.members == rhs.members
    }

    private var membersByKey: [Member] {
        members.sorted { $0.key < $1.key }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// The keys of a literal differ; whoever writes it sees to that.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        members = []
        members.reserveCapacity(elements.count)
        for (key, value) in elements { append(key, value) }
    }
}
