extension String {
    /// True when it comes before another in the order of bytes, as both servers compare texts.
    func precedes(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }
}
