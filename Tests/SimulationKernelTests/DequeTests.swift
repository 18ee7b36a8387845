import SimulationKernel
import Testing

struct DequeTests {
    private func contents(_ deque: Deque<Int>) -> [Int] {
        (0..<deque.count).map { deque[$0] }
    }

    @Test func `it does what an array does`() {
        let random = Simulation(seed: 3).random.stream("deque")
        var deque = Deque<Int>()
        var array: [Int] = []
        for step in 0..<5000 as Range<UInt64> {
            let value = Int(step)
            switch random.below(8, entity: step) {
            case 0, 1:
                deque.append(value)
                array.append(value)
            case 2:
                deque.prepend(value)
                array.insert(value, at: 0)
            case 3, 4:
                let place = Int(random.below(UInt64(array.count) + 1, entity: step, n: 1))
                deque.insert(value, at: place)
                array.insert(value, at: place)
            case 5,
                6 where !array.isEmpty:
                #expect(deque.removeFirst() == array.removeFirst())
            case 7 where !array.isEmpty:
                #expect(deque.removeLast() == array.removeLast())
            default: break
            }
            #expect(deque.count == array.count)
            #expect(deque.isEmpty == array.isEmpty)
            #expect(deque.first == array.first)
            #expect(deque.last == array.last)
            if step % 50 == 0 { #expect(contents(deque) == array) }
        }
        #expect(contents(deque) == array)
    }

    @Test func `elements that may be nil are elements`() {
        var deque = Deque<Int?>()
        deque.append(nil)
        deque.append(3)
        #expect(deque.count == 2)
        #expect(deque.removeFirst() == nil)
        #expect(deque.removeFirst() == 3)
    }

    @Test func `it lets go of what has left`() {
        final class Thing {}
        var deque = Deque<Thing>()
        var thing: Thing? = Thing()
        weak let watched = thing
        if let thing { deque.append(thing) }
        thing = nil
        #expect(watched != nil)
        deque.removeFirst()
        #expect(watched == nil)
    }

    @Test func `nothing can be taken from an empty one`() async {
        await #expect(processExitsWith: .failure) {
            var deque = Deque<Int>()
            deque.removeFirst()
        }
        await #expect(processExitsWith: .failure) {
            var deque = Deque<Int>()
            deque.removeLast()
        }
        await #expect(processExitsWith: .failure) {
            var deque = Deque<Int>()
            deque.append(1)
            _ = deque[1]
        }
    }
}
