import JSON

extension String {
    /// The path of a member of the object at this path.
    func extended(by key: String) -> String {
        isEmpty ? Quotation.step(key) : self + "." + Quotation.step(key)
    }

    /// The path of an element of the list at this path.
    func extended(by index: Int) -> String {
        self + "[\(index)]"
    }
}
