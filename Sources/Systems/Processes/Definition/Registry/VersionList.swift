import JSON

/// What the store has of the versions of one definition: the numbers of all, the last one last.
struct VersionList: Equatable {
    private(set) var numbers: [Int] = []

    /// True after the definition was removed: instances go on, and none begins.
    var isRetired = false

    init() {}

    /// Reads what `json` wrote.
    init(_ json: JSONValue?) {
        numbers = json?["numbers"]?.array?.compactMap { $0.integer.map { Int($0) } } ?? []
        isRetired = json?["retired"]?.bool ?? false
    }

    var json: JSONValue {
        ["numbers": .array(numbers.map { .integer(Int64($0)) }), "retired": .bool(isRetired)]
    }

    /// The number of the version that new instances begin with.
    static func latest(in json: JSONValue) -> Int? {
        guard json["retired"]?.bool != true else { return nil }
        return json["numbers"]?.array?.last?.integer.map { Int($0) }
    }

    mutating func append(_ number: Int) {
        numbers.append(number)
        isRetired = false
    }

    func versions(of definition: String) -> [PublishedVersion] {
        numbers.enumerated().map { place, number in
            PublishedVersion(definition: definition, version: place + 1, number: number)
        }
    }
}
