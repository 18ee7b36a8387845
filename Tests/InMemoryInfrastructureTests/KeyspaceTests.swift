import Infrastructure
import JSON
import Testing

@testable import InMemoryInfrastructure

struct KeyspaceTests {
    /// A keyspace with `live` without an expiry, `dying` with one at 100, and `dead` that had one.
    private var keys: Keyspace = {
        var keys = Keyspace()
        _ = keys.set("live", to: .text("1"), expiresAt: nil, condition: .always, at: 0)
        _ = keys.set("dead", to: .text("2"), expiresAt: 50, condition: .always, at: 0)
        _ = keys.set("dying", to: .text("3"), expiresAt: 100, condition: .always, at: 0)
        return keys
    }()

    @Test(
        arguments: [
            ("live", 50, "1"), ("dying", 50, "3"), ("dead", 50, nil), ("missing", 50, nil),
            ("dying", 99, "3"), ("dying", 100, nil), ("dead", 49, "2"), ("live", Int64.max, "1"),
        ]
    )
    func `C2_5 an expired key is missing, from its instant on`(
        _ key: String,
        _ now: Int64,
        _ value: String?
    ) {
        var keys = keys
        #expect(keys.get(key, at: now)?.text == value)
        #expect(keys.delete(key, at: now) == (value != nil))
        #expect(keys.get(key, at: now) == nil)
    }

    @Test(
        arguments: [
            ("live", SetCondition.always, true), ("missing", .always, true),
            ("dead", .always, true),
            ("live", .ifAbsent, false), ("missing", .ifAbsent, true), ("dead", .ifAbsent, true),
            ("live", .ifPresent, true), ("missing", .ifPresent, false), ("dead", .ifPresent, false),
        ]
    )
    func `C1_3 a key is set when the condition holds, and else nothing changes`(
        _ key: String,
        _ condition: SetCondition,
        _ isSet: Bool
    ) {
        var keys = keys
        let before = keys.get(key, at: 60)
        let answer = keys.set(key, to: .text("new"), expiresAt: nil, condition: condition, at: 60)
        #expect(answer == isSet)
        #expect(keys.get(key, at: 60) == (isSet ? .text("new") : before))
    }

    @Test func `C1_1 SET forgets the expiry`() {
        var keys = keys
        _ = keys.set("dying", to: .text("4"), expiresAt: nil, condition: .ifPresent, at: 10)
        #expect(keys.expiry(of: "dying", at: 10) == .some(.none))
        #expect(keys.get("dying", at: 200)?.text == "4")
    }

    @Test func `C1_1 SET puts another expiry in place of the old one`() {
        var keys = keys
        _ = keys.set("dying", to: .text("4"), expiresAt: 300, condition: .always, at: 10)
        for instant in Int64(90)...120 {
            _ = keys.set("other", to: .empty, expiresAt: nil, condition: .always, at: instant)
        }
        #expect(keys.get("dying", at: 299)?.text == "4")
        #expect(keys.get("dying", at: 300) == nil)
    }

    @Test func `a SET that expires at once leaves nothing`() {
        var keys = keys
        #expect(keys.set("live", to: .text("4"), expiresAt: 10, condition: .always, at: 10) == true)
        #expect(keys.get("live", at: 10) == nil)
    }

    @Test(
        arguments: [
            ("live", 10, Int64??.some(nil)), ("dying", 10, 100), ("dead", 50, nil),
            ("missing", 10, nil), ("dying", 100, nil),
        ]
    )
    func `C2_1 the expiry of a key`(_ key: String, _ now: Int64, _ expiry: Int64??) {
        var keys = keys
        #expect(keys.expiry(of: key, at: now) == expiry)
    }

    @Test func `C2_3 an expiry in the past removes the key`() {
        var keys = keys
        #expect(keys.expire("live", expiresAt: 10, at: 10) == true)
        #expect(keys.get("live", at: 10) == nil)
        #expect(keys.expire("dead", expiresAt: 99, at: 60) == false)
        #expect(keys.expire("missing", expiresAt: 99, at: 60) == false)
    }

    @Test func `expire moves the instant in both directions`() {
        var keys = keys
        #expect(keys.expire("dying", expiresAt: 500, at: 10) == true)
        #expect(keys.get("dying", at: 499) != nil)
        #expect(keys.expire("dying", expiresAt: 20, at: 10) == true)
        #expect(keys.get("dying", at: 20) == nil)
    }

    @Test(
        arguments: [
            ("10", 5, 15), ("0", -1, -1), ("-7", 7, 0), ("9223372036854775806", 1, Int64.max),
            ("0", Int64.min, Int64.min),
        ]
    )
    func `C1_5 an integer is added to`(_ text: String, _ amount: Int64, _ sum: Int64) throws {
        var keys = keys
        _ = keys.set("n", to: .text(text), expiresAt: 70, condition: .always, at: 0)
        #expect(try keys.increment("n", by: amount, at: 0) == sum)
        #expect(keys.get("n", at: 69) == .text("\(sum)"))
        // The expiry stays.
        #expect(keys.get("n", at: 70) == nil)
    }

    @Test(
        arguments: [
            " 11", "11 ", "007", "+5", "-0", "", "1.5", "a", "1e3", "9223372036854775808", "١",
        ]
    )
    func `C1_5 what is no plain decimal is an error`(_ text: String) {
        var keys = keys
        _ = keys.set("n", to: .text(text), expiresAt: nil, condition: .always, at: 0)
        let error = KeyValueStoreError("ERR value is not an integer or out of range")
        #expect(throws: error) { try keys.increment("n", by: 1, at: 0) }
        #expect(keys.get("n", at: 0)?.text == text)
    }

    @Test(arguments: [(Int64.max, Int64(1)), (Int64.min, Int64(-1)), (Int64(-2), Int64.min)])
    func `C1_5 a sum that does not fit is an error and changes nothing`(
        _ value: Int64,
        _ amount: Int64
    ) {
        var keys = keys
        _ = keys.set("n", to: .json(.integer(value)), expiresAt: nil, condition: .always, at: 0)
        let error = KeyValueStoreError("ERR increment or decrement would overflow")
        #expect(throws: error) { try keys.increment("n", by: amount, at: 0) }
        #expect(keys.get("n", at: 0)?.text == "\(value)")
    }

    @Test func `C1_5 a missing or expired counter begins at zero and without an expiry`() throws {
        var keys = keys
        #expect(try keys.increment("missing", by: 3, at: 60) == 3)
        #expect(try keys.increment("dead", by: -3, at: 60) == -3)
        #expect(keys.expiry(of: "dead", at: 60) == .some(.none))
    }

    @Test func `keys that expired give their memory back, without being asked for`() {
        var keys = Keyspace()
        var most = 0
        for second in Int64(0)..<20_000 {
            let key = "k\(second)"
            _ = keys.set(key, to: .empty, expiresAt: second + 100, condition: .always, at: second)
            most = max(most, keys.storedCount)
        }
        #expect(most <= 102)
        #expect(keys.expiryCount <= 102)
    }

    @Test func `a key that is set over and over takes the memory of one`() {
        var keys = Keyspace()
        for second in Int64(0)..<20_000 {
            _ = keys.set(
                "k",
                to: .empty,
                expiresAt: second + 1_000_000,
                condition: .always,
                at: second
            )
            #expect(keys.expiryCount <= 64)
        }
        #expect(keys.storedCount == 1)
        #expect(keys.get("k", at: 1_019_998) != nil)
        #expect(keys.get("k", at: 1_019_999) == nil)
    }

    @Test func `a key whose expiry is moved over and over takes the memory of one`() {
        var keys = keys
        for second in Int64(0)..<1000 {
            #expect(keys.expire("live", expiresAt: 1_000_000 + second % 7, at: second) == true)
            #expect(keys.expiryCount <= 64)
        }
    }
}

struct ExpiryQueueTests {
    @Test func `keys come out in the order of their instants, up to the present one`() {
        var queue = ExpiryQueue()
        let instants = (Int64(0)..<500).map { $0 * 7919 % 503 }
        for instant in instants { queue.insert("\(instant)", at: instant) }
        var found: [String] = []
        while let key = queue.removeFirst(notAfter: 250) { found.append(key) }
        #expect(found == instants.sorted().filter { $0 <= 250 }.map { "\($0)" })
        queue.clean { key, _ in key != "300" }
        found = []
        while let key = queue.removeFirst(notAfter: .max) { found.append(key) }
        #expect(found == instants.sorted().filter { $0 > 250 && $0 != 300 }.map { "\($0)" })
        #expect(queue.removeFirst(notAfter: .max) == nil)
    }
}
