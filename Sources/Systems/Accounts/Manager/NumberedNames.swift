/// Numbers for texts, from 0 in the order in which they are seen.
struct NumberedNames: Sendable {
    private var numbers: [String: Int32] = [:]
    /// What was asked for last is often asked for again.
    private var last = ""
    private var lastNumber: Int32 = -1

    mutating func number(of name: String) -> Int32 {
        if lastNumber >= 0, name == last { return lastNumber }
        let number = numbers[name] ?? Int32(numbers.count)
        if number == numbers.count { numbers[name] = number }
        (last, lastNumber) = (name, number)
        return number
    }
}
