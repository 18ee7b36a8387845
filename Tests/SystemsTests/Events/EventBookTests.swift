import Systems
import Testing

/// The book that judges every run finds each kind of fault.
struct EventBookTests {
    private static func book(_ steps: (inout EventBook) -> Void) -> EventBook {
        var book = EventBook()
        steps(&book)
        return book
    }

    @Test func `a delivery that ends once, after its results, breaks nothing`() {
        let book = Self.book { book in
            book.deliver(1)
            book.deliver(2)
            book.call(0, 1)
            book.answer(1)
            book.call(0, 2)
            book.settle(2, as: .rejected)
            book.publish(1)
            book.call(2, 1)
            book.settle(1, as: .handled)
        }
        #expect(book.settlementProblem == nil)
        #expect(book.resultProblem == nil)
        #expect(book.orderProblem == nil)
        #expect(book.delivered == 2)
        #expect(book.open == 0)
        #expect(book.settled == [1, 0, 1, 0, 0])
    }

    @Test func `a delivery that is settled twice, or never came, is found`() {
        let twice = Self.book { book in
            book.deliver(1)
            book.settle(1, as: .handled)
            book.settle(1, as: .rejected)
        }
        #expect(
            twice.settlementProblem
                == "delivery 1 was settled, and was settled before or never came"
        )
        #expect(Self.book { $0.settle(3, as: .ignored) }.settlementProblem != nil)
        let again = Self.book { book in
            book.deliver(1)
            book.deliver(1)
        }
        #expect(again.settlementProblem == "delivery 1 came twice")
    }

    @Test func `a handler that is called after its message was settled is found`() {
        let book = Self.book { book in
            book.deliver(1)
            book.deliver(2)
            book.settle(2, as: .handled)
            book.call(0, 2)
        }
        #expect(
            book.settlementProblem == "delivery 2 was called, and was settled before or never came"
        )
    }

    @Test func `a result that is not out before the settlement is found`() {
        let book = Self.book { book in
            book.deliver(1)
            book.call(0, 1)
            book.answer(1)
            book.settle(1, as: .handled)
        }
        #expect(book.resultProblem == "delivery 1: 1 results returned, 0 published")
    }

    @Test(arguments: [(1, 1), (2, 1)])
    func `handlers out of their order are found`(first: Int, second: Int) {
        let book = Self.book { book in
            book.deliver(1)
            book.call(first, 1)
            book.call(second, 1)
        }
        #expect(book.orderProblem == "delivery 1: handler \(second) after \(first)")
    }

    @Test func `many deliveries in any order are kept apart`() {
        let book = Self.book { book in
            // Always 64 in hand, settled in another order than they came.
            for tag in 1...64 as ClosedRange<UInt64> { book.deliver(tag) }
            for round in 1...100 as ClosedRange<UInt64> {
                let first = (round - 1) * 64
                for tag in 1...64 as ClosedRange<UInt64> {
                    book.settle(first + (tag * 37) % 64 + 1, as: .handled)
                    book.deliver(first + 64 + tag)
                }
            }
        }
        #expect(book.settlementProblem == nil)
        #expect(book.delivered == 6464)
        #expect(book.settled == [6400, 0, 0, 0, 0])
        #expect(book.open == 64)
    }
}
