import Infrastructure
import Testing

@testable import InMemoryInfrastructure

struct KeyspaceTests {
    @Test func `keys that expired give their memory back, without being asked for`() {
        var state = StoreState()
        for millisecond in Int64(0)..<20_000 {
            state.begin(at: millisecond * 1_000_000)
            _ = state.set("k\(millisecond)", to: .empty, expiry: state.now + 100)
            #expect(state.databases[0].count <= 101)
            #expect(state.databases[0].queuedCount <= 101)
        }
    }

    @Test func `a key that is set over and over takes the memory of one`() {
        var state = StoreState()
        for millisecond in Int64(0)..<20_000 {
            state.begin(at: millisecond * 1_000_000)
            // Sooner and sooner, which is what leaves something behind.
            _ = state.set("k", to: .empty, expiry: state.now + 1_000_000 - 3 * millisecond)
            #expect(state.databases[0].queuedCount <= 64)
        }
        state.begin(at: 959_999 * 1_000_000)
        #expect(state.databases[0].count == 1)
        state.begin(at: 960_003 * 1_000_000)
        #expect(state.databases[0].count == 0)
        #expect(state.databases[0].expiringCount == 0)
    }

    @Test func `a key that is made and removed over and over takes the memory of one`() {
        var state = StoreState()
        for millisecond in Int64(0)..<20_000 {
            state.begin(at: millisecond * 1_000_000)
            _ = state.set("k", to: .empty, expiry: state.now + 1_000_000)
            #expect(state.databases[0].expiringCount == 1)
            state.remove("k")
            #expect(state.databases[0].queuedCount <= 64)
            #expect(state.databases[0].expiringCount == 0)
        }
    }

    @Test func `an expiry that moves away is found out when its time has come`() {
        var state = StoreState()
        _ = state.set("k", to: .empty, expiry: state.now + 10)
        _ = state.expire("k", at: state.now + 1000)
        state.begin(at: 500 * 1_000_000)
        #expect(state.databases[0].count == 1)
        state.begin(at: 1001 * 1_000_000)
        #expect(state.databases[0].count == 0)
    }

    @Test func `instants far away expire nothing and overflow nothing`() {
        var state = StoreState()
        _ = state.set("k", to: .empty, expiry: .max)
        state.begin(at: .max)
        let place = state.find("k")
        #expect(place != nil)
    }
}
