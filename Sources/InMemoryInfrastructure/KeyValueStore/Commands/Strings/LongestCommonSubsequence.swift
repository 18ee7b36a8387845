import Infrastructure

/// The longest common subsequence of two strings (`LCS`), by the table of all prefixes.
struct LongestCommonSubsequence {
    /// A stretch that both strings have, as inclusive ranges of bytes.
    struct Match {
        var first: ClosedRange<Int>
        var second: ClosedRange<Int>
    }

    let length: Int
    private(set) var bytes: [UInt8] = []

    /// From the last to the first.
    private(set) var matches: [Match] = []

    init(_ first: [UInt8], _ second: [UInt8]) {
        let width = second.count + 1
        var lengths = [Int32](repeating: 0, count: (first.count + 1) * width)
        for i in first.indices {
            for j in second.indices {
                lengths[(i + 1) * width + j + 1] =
                    first[i] == second[j]
                    ? lengths[i * width + j] + 1
                    : max(lengths[i * width + j + 1], lengths[(i + 1) * width + j])
            }
        }
        length = Int(lengths[first.count * width + second.count])
        var (i, j) = (first.count, second.count)
        var open: Match?
        while i > 0, j > 0 {
            if first[i - 1] == second[j - 1] {
                (i, j) = (i - 1, j - 1)
                bytes.append(first[i])
                open = Match(
                    first: i...(open?.first.upperBound ?? i),
                    second: j...(open?.second.upperBound ?? j)
                )
            } else {
                if let match = open { matches.append(match) }
                open = nil
                if lengths[(i - 1) * width + j] > lengths[i * width + j - 1] {
                    i -= 1
                } else {
                    j -= 1
                }
            }
        }
        if let match = open { matches.append(match) }
        bytes.reverse()
    }
}

extension StoreState {
    private static let notStrings = KeyValueStoreError(
        "ERR The specified keys must contain string values"
    )
    private static let lengthAndIndexes = KeyValueStoreError(
        "ERR If you want both the length and indexes, please just use IDX."
    )
    private static let tooLong = KeyValueStoreError(
        "ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len"
    )

    mutating func longestCommonSubsequence(
        _ call: StoreCall
    ) throws(KeyValueStoreError) -> StoreReply {
        var texts: [[UInt8]] = []
        for place in 1...2 {
            guard let found = find(call[place]) else {
                texts.append([])
                continue
            }
            guard self[found].kind == .string else { throw Self.notStrings }
            texts.append(self[found].payload.utf8)
        }
        let options = try CommonSubsequenceOptions(call)
        guard !options.wantsIndexes || !options.wantsLength else { throw Self.lengthAndIndexes }
        guard (texts[0].count + 1) * (texts[1].count + 1) <= 128 << 20 else { throw Self.tooLong }
        let found = LongestCommonSubsequence(texts[0], texts[1])
        if options.wantsLength { return .integer(Int64(found.length)) }
        guard options.wantsIndexes else { return .bulk(Payload(bytes: found.bytes)) }
        let matches = found.matches.filter { $0.first.count >= options.leastLength }
        return .array([
            .bulk(.text("matches")), .array(matches.map { options.reply($0) }),
            .bulk(.text("len")), .integer(Int64(found.length)),
        ])
    }
}

/// The options of `LCS`.
private struct CommonSubsequenceOptions {
    var wantsIndexes = false
    var wantsLength = false
    var wantsLengths = false
    var leastLength: Int64 = 0

    init(_ call: StoreCall) throws(KeyValueStoreError) {
        var place = 3
        while place < call.count {
            if call.word(place, is: "IDX") {
                wantsIndexes = true
            } else if call.word(place, is: "LEN") {
                wantsLength = true
            } else if call.word(place, is: "WITHMATCHLEN") {
                wantsLengths = true
            } else if call.word(place, is: "MINMATCHLEN"), place + 1 < call.count {
                place += 1
                leastLength = max(0, try call.integer(place))
            } else {
                throw .syntax
            }
            place += 1
        }
    }

    func reply(_ match: LongestCommonSubsequence.Match) -> StoreReply {
        var parts = [match.first, match.second].map { range in
            StoreReply.array([
                .integer(Int64(range.lowerBound)), .integer(Int64(range.upperBound)),
            ])
        }
        if wantsLengths { parts.append(.integer(Int64(match.first.count))) }
        return .array(parts)
    }
}
