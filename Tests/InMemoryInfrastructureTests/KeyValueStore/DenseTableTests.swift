import Testing

@testable import InMemoryInfrastructure

struct DenseTableTests {
    @Test(arguments: [3, 8, 9, 40, 1000])
    func `a table finds what was put into it, whatever was removed`(_ keyCount: Int) {
        var table = DenseTable<Int>()
        var model: [String: Int] = [:]
        var chance = UInt64(keyCount)
        for step in 0..<20_000 {
            chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let key = "key \((chance >> 33) % UInt64(keyCount))"
            if let place = table.find(key) {
                #expect(table[place] == model[key])
                #expect(table.key(at: place) == key)
                if chance >> 60 < 9 {
                    let removed = table.remove(at: place)
                    #expect(removed == model.removeValue(forKey: key))
                } else {
                    table[place] = step
                    model[key] = step
                }
            } else {
                #expect(model[key] == nil)
                table.insert(key, step)
                model[key] = step
            }
            #expect(table.count == model.count)
        }
        let keys = (0..<table.count).map { table.key(at: $0) }
        #expect(keys.sorted() == model.keys.sorted())
    }

    @Test func `the last entry takes the place of one that is removed`() {
        var table = DenseTable<Int>()
        for number in 0..<20 { table.insert("\(number)", number) }
        table.remove(at: 3)
        #expect((0..<table.count).map { table[$0] } == [0, 1, 2, 19] + Array(4..<19))
        table.remove(at: 18)
        #expect(table.find("18") == nil)
        #expect(table.find("19") == 3)
    }

    @Test(arguments: [
        ("e\u{301}", "é"), ("a\u{302}\u{323}", "a\u{323}\u{302}"), ("k", "K"), ("", " "),
        ("12345678", "123456789"), ("a\0", "a"),
    ])
    func `keys are told apart by their bytes`(_ first: String, _ second: String) {
        var table = DenseTable<Int>()
        table.insert(first, 1)
        #expect(table.find(second) == nil)
        table.insert(second, 2)
        #expect(table.find(first) == 0)
        #expect(table.find(second) == 1)
    }

    @Test func `the hash of a key is the same everywhere`() {
        #expect(
            ["", "a", "key:123456", "a key of more than sixteen bytes, ä"].map(ByteKey.hash)
                == [0, 272_453_537, 2_945_333_536, 75_874_284]
        )
    }
}

struct ExpiryQueueTests {
    @Test func `what is due comes out, and nothing else`() {
        var queue = ExpiryQueue()
        var waiting: [Int64] = []
        var chance: UInt64 = 1
        var now: Int64 = 1_735_689_600_000
        for _ in 0..<3000 {
            chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let instant = now + Int64(chance >> (40 + (chance >> 8) % 20))
            let node = queue.insert("\(instant)", at: instant)
            #expect(node == instant)
            waiting.append(instant)
            if chance >> 62 == 0 {
                now += Int64(chance >> 33) % 5000
                let due = queue.removeAll(notAfter: now).map(\.instant)
                #expect(due.sorted() == waiting.filter { $0 <= now }.sorted())
                waiting.removeAll { $0 <= now }
                #expect(queue.count == waiting.count)
            }
        }
        queue.clean { $0.instant % 2 == 0 }
        let rest = queue.removeAll(notAfter: .max).map(\.instant)
        #expect(rest.sorted() == waiting.filter { $0 % 2 == 0 }.sorted())
        #expect(queue.count == 0)
    }

    @Test func `a node in the past is due at once`() {
        var queue = ExpiryQueue()
        let none = queue.removeAll(notAfter: 100)
        let instant = queue.insert("k", at: 50)
        #expect(none.isEmpty && instant == 100)
        #expect(queue.mayBeDue(at: 100))
        let due = queue.removeAll(notAfter: 100).map(\.key)
        #expect(due == ["k"])
    }
}
